import { Ec2TransitGateway } from '@cdktf/provider-aws/lib/ec2-transit-gateway/index.js';
import { Ec2TransitGatewayRoute } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route/index.js';
import { Ec2TransitGatewayRouteTable } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table/index.js';
import { Ec2TransitGatewayRouteTableAssociation } from '@cdktf/provider-aws/lib/ec2-transit-gateway-route-table-association/index.js';
import { Ec2TransitGatewayVpcAttachment } from '@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment/index.js';
import { RamPrincipalAssociation } from '@cdktf/provider-aws/lib/ram-principal-association/index.js';
import { RamResourceAssociation } from '@cdktf/provider-aws/lib/ram-resource-association/index.js';
import { RamResourceShare } from '@cdktf/provider-aws/lib/ram-resource-share/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';
import type { Zone } from './tag-contract.ts';

export interface ZoneTransitProps {
  readonly name: string;
  readonly inspection: SegmentedVpc;
  /** Tier of the inspection VPC that holds the attachment. */
  readonly tier: string;
  readonly zones: readonly Zone[];
  /** Shares the gateway with this organisation and nobody else. */
  readonly organizationArn: string;
}

/**
 * A transit gateway on which no zone can reach another but through inspection: one route table a zone, whose only route leads to the
 * inspection VPC; nothing is associated, propagated or accepted by default.
 */
export class ZoneTransit extends Construct {
  readonly gateway: Ec2TransitGateway;
  readonly tables: ReadonlyMap<Zone, Ec2TransitGatewayRouteTable>;

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
    const transitGatewayId = this.gateway.id;
    const attachment = new Ec2TransitGatewayVpcAttachment(this, 'Inspection', {
      transitGatewayId,
      vpcId: props.inspection.vpc.id,
      subnetIds: props.inspection.tier(props.tier).map(({ subnet }) => subnet.id),
      applianceModeSupport: 'enable',
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
      tags: { Name: `${props.name}-inspection` },
    });
    const inspectionTable = new Ec2TransitGatewayRouteTable(this, 'InspectionTable', {
      transitGatewayId,
      tags: { Name: `${props.name}-inspection` },
    });
    new Ec2TransitGatewayRouteTableAssociation(this, 'InspectionAssociation', {
      transitGatewayAttachmentId: attachment.id,
      transitGatewayRouteTableId: inspectionTable.id,
    });
    this.tables = new Map(
      props.zones.map((zone) => {
        const table = new Ec2TransitGatewayRouteTable(this, `Table-${zone}`, {
          transitGatewayId,
          tags: { Name: `${props.name}-${zone}`, 'zt:zone': zone },
        });
        new Ec2TransitGatewayRoute(this, `ThroughInspection-${zone}`, {
          destinationCidrBlock: '0.0.0.0/0',
          transitGatewayAttachmentId: attachment.id,
          transitGatewayRouteTableId: table.id,
        });
        return [zone, table];
      }),
    );
    this.share(props);
  }

  private share({ name, organizationArn }: ZoneTransitProps): void {
    const share = new RamResourceShare(this, 'Share', {
      name,
      allowExternalPrincipals: false,
    });
    new RamResourceAssociation(this, 'ShareGateway', {
      resourceShareArn: share.arn,
      resourceArn: this.gateway.arn,
    });
    new RamPrincipalAssociation(this, 'ShareOrganization', {
      resourceShareArn: share.arn,
      principal: organizationArn,
    });
  }
}
