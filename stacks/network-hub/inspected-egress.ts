import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route, type RouteConfig } from '@cdktf/provider-aws/lib/route/index.js';
import { Construct } from 'constructs';
import type { InspectionFirewall, SegmentedVpc, TierSubnet, ZoneTransit } from '../../src/constructs/index.ts';

export interface InspectedEgressProps {
  /** With tiers `transit`, `firewall`, `egress` and `endpoints`. */
  readonly network: SegmentedVpc;
  readonly gateway: InternetGateway;
  readonly transit: ZoneTransit;
  readonly firewall: InspectionFirewall;
  readonly zoneBlocks: readonly string[];
}

const internet = '0.0.0.0/0';

/** Out: transit -> firewall -> NAT -> internet. Back: the same way, in the same Availability Zone, so that the firewall sees both directions. */
export class InspectedEgress extends Construct {
  readonly nats: readonly NatGateway[];

  constructor(scope: Construct, id: string, props: InspectedEgressProps) {
    super(scope, id);
    const { network } = props;
    this.nats = network.tier('egress').map((egress, index) => {
      const nat = this.nat(egress, index, props);
      const endpoint = { vpcEndpointId: props.firewall.endpointIn(egress.availabilityZone) };
      // EC2 knows the transit gateway as a target only once the VPC is attached to it.
      const gateway = { transitGatewayId: props.transit.gateway.id, dependsOn: [props.transit.attachment] };
      this.out(`transit-${index}`, network.tier('transit')[index], endpoint);
      this.out(`firewall-${index}`, network.tier('firewall')[index], { natGatewayId: nat.id });
      this.out(`egress-${index}`, egress, { gatewayId: props.gateway.id });
      this.back(`egress-${index}`, egress, props, endpoint);
      this.back(`firewall-${index}`, network.tier('firewall')[index], props, gateway);
      // Zones reach the endpoints without the firewall: an answer may come from another Availability Zone, where it has no state.
      this.back(`endpoints-${index}`, network.tier('endpoints')[index], props, gateway);
      return nat;
    });
  }

  private nat({ subnet }: TierSubnet, index: number, { gateway }: InspectedEgressProps): NatGateway {
    const address = new Eip(this, `NatAddress-${index}`, { domain: 'vpc' });
    return new NatGateway(this, `Nat-${index}`, {
      subnetId: subnet.id,
      allocationId: address.id,
      connectivityType: 'public',
      dependsOn: [gateway],
    });
  }

  private out(cell: string, from: TierSubnet | undefined, target: Target): void {
    new Route(this, `Out-${cell}`, { routeTableId: tableOf(from, cell), destinationCidrBlock: internet, ...target });
  }

  private back(cell: string, from: TierSubnet | undefined, { zoneBlocks }: InspectedEgressProps, target: Target): void {
    zoneBlocks.forEach((destinationCidrBlock, block) => {
      new Route(this, `Back-${cell}-${block}`, { routeTableId: tableOf(from, cell), destinationCidrBlock, ...target });
    });
  }
}

type Target = Omit<RouteConfig, 'routeTableId' | 'destinationCidrBlock'>;

function tableOf(cell: TierSubnet | undefined, name: string): string {
  if (cell === undefined)
    throw new Error(`there is no subnet \`${name}\`: every tier needs one in each Availability Zone`);
  return cell.routes.id;
}
