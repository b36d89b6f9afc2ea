import { NetworkAcl, type NetworkAclIngress } from '@cdktf/provider-aws/lib/network-acl/index.js';
import { Construct } from 'constructs';

export interface TierAclProps {
  readonly name: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Blocks that may exchange any packet with the subnets. */
  readonly peers: readonly string[];
  readonly internet: boolean;
}

const anywhere = '0.0.0.0/0';
const webPorts = [80, 443];
/** Where answers arrive: a NAT gateway's source ports, and those of every client's system. */
const answerPorts = { fromPort: 1024, toPort: 65_535 };

/** Lies among the ports where answers arrive, of which a client can do without one. */
const remoteDesktop = 3389;

/**
 * The outer ring of a tier, without state: packets of named private blocks pass, and where the internet is allowed at all, requests to
 * web ports and the answers to them. Everything else is dropped by the rule that every network ACL ends with.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
 */
export class TierAcl extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, subnetIds, peers, internet }: TierAclProps) {
    super(scope, id);
    const among = peers.map((cidrBlock, index) => allow(100 + index, '-1', cidrBlock, { fromPort: 0, toPort: 0 }));
    const out = webPorts.map((port, index) => allow(500 + index, 'tcp', anywhere, { fromPort: port, toPort: port }));
    const back = [
      deny(400, 'tcp', anywhere, { fromPort: remoteDesktop, toPort: remoteDesktop }),
      allow(500, 'tcp', anywhere, answerPorts),
    ];
    new NetworkAcl(this, 'Resource', {
      vpcId,
      subnetIds: [...subnetIds],
      ingress: internet ? [...among, ...back] : among,
      egress: internet ? [...among, ...out] : among,
      tags: { Name: name },
    });
  }
}

interface PortRange {
  readonly fromPort: number;
  readonly toPort: number;
}

function allow(ruleNo: number, protocol: string, cidrBlock: string, ports: PortRange): NetworkAclIngress {
  return { ruleNo, action: 'allow', protocol, cidrBlock, ...ports };
}

function deny(ruleNo: number, protocol: string, cidrBlock: string, ports: PortRange): NetworkAclIngress {
  return { ruleNo, action: 'deny', protocol, cidrBlock, ...ports };
}
