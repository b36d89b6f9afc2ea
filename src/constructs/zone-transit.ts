import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway/index.js';
import { Ec2TransitGatewayRoute } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route/index.js';
import { Ec2TransitGatewayRouteTable } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table/index.js';
import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association/index.js';
import { Ec2TransitGatewayRouteTablePropagation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-propagation/index.js';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment/index.js';
import { Ec2TransitGatewayVpcAttachmentAccepter } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment-accepter/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';
import type { Zone } from './tag-contract.ts';

export interface ZoneTransitProps {
  readonly name: string;
  readonly inspection: SegmentedVpc;
  /** Tier of the inspection VPC that holds the attachment. */
  readonly tier: string;
  readonly zones: readonly Zone[];
  /** Attachments that zones have asked for from their accounts, and that are accepted hereby. */
  readonly attachments?: readonly ZoneAttachment[];
}

export interface ZoneAttachment {
  readonly zone: Zone;
  /** `tgw-attach-...`, of one VPC. */
  readonly id: string;
}

/**
 * A transit gateway on which no zone can reach another but through inspection: one route table a zone, whose only route leads to the
 * inspection VPC; only inspection learns where the zones are; nothing is associated, propagated or accepted by default.
 */
export class ZoneTransit extends Construct {
  readonly gateway: Ec2TransitGateway;
  readonly attachment: Ec2TransitGatewayVpcAttachment;
  readonly #inspectionTable: Ec2TransitGatewayRouteTable;
  readonly #zoneTables: ReadonlyMap<Zone, Ec2TransitGatewayRouteTable>;

  constructor(scope: Construct, id: string, props: ZoneTransitProps) {
    super(scope, id);
    this.gateway = new Ec2TransitGateway(this, 'Resource', {
      description: `${props.name}: zones meet in inspection only`,
      autoAcceptSharedAttachments: 'disable',
      defaultRouteTableAssociation: 'disable',
      defaultRouteTablePropagation: 'disable',
      encryptionSupport: 'enable',
      securityGroupReferencingSupport: 'disable',
      tags: { Name: props.name },
    });
    this.attachment = new Ec2TransitGatewayVpcAttachment(this, 'Inspection', {
      transitGatewayId: this.gateway.id,
      vpcId: props.inspection.vpc.id,
      subnetIds: props.inspection.tier(props.tier).map(({ subnet }) => subnet.id),
      // Both directions of a flow in one Availability Zone: the firewall keeps its state there.
      applianceModeSupport: 'enable',
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      tags: { Name: `${props.name}-inspection` },
    });
    this.#inspectionTable = this.#table('InspectionTable', `${props.name}-inspection`);
    new Ec2TransitGatewayRouteTableAssociation(this, 'InspectionAssociation', {
      transitGatewayAttachmentId: this.attachment.id,
      transitGatewayRouteTableId: this.#inspectionTable.id,
    });
    this.#zoneTables = new Map(props.zones.map((zone) => [zone, this.#zoneTable(zone, props.name)]));
    for (const attachment of props.attachments ?? []) this.#accept(attachment);
  }

  #table(id: string, name: string, tags: Readonly<Record<string, string>> = {}): Ec2TransitGatewayRouteTable {
    return new Ec2TransitGatewayRouteTable(this, id, {
      transitGatewayId: this.gateway.id,
      tags: { Name: name, ...tags },
    });
  }

  #zoneTable(zone: Zone, name: string): Ec2TransitGatewayRouteTable {
    const table = this.#table(`Table-${zone}`, `${name}-${zone}`, { 'zt:zone': zone });
    new Ec2TransitGatewayRoute(this, `ThroughInspection-${zone}`, {
      destinationCidrBlock: '0.0.0.0/0',
      transitGatewayAttachmentId: this.attachment.id,
      transitGatewayRouteTableId: table.id,
    });
    return table;
  }

  #accept({ zone, id }: ZoneAttachment): void {
    const table = this.#zoneTables.get(zone);
    if (table === undefined) {
      const known = [...this.#zoneTables.keys()].map((name) => `\`${name}\``).join(', ');
      throw new Error(`attachment \`${id}\` is of zone \`${zone}\`, which has no route table: there are ${known}`);
    }
    const accepted = new Ec2TransitGatewayVpcAttachmentAccepter(this, `Accept-${id}`, {
      transitGatewayAttachmentId: id,
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      tags: { 'zt:zone': zone },
    });
    new Ec2TransitGatewayRouteTableAssociation(this, `Associate-${id}`, {
      transitGatewayAttachmentId: accepted.id,
      transitGatewayRouteTableId: table.id,
    });
    new Ec2TransitGatewayRouteTablePropagation(this, `Propagate-${id}`, {
      transitGatewayAttachmentId: accepted.id,
      transitGatewayRouteTableId: this.#inspectionTable.id,
    });
  }
}
