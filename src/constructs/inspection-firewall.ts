import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall/index.js';
import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy/index.js';
import { NetworkfirewallLoggingConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-logging-configuration/index.js';
import { NetworkfirewallRuleGroup } from '@cdktf/provider-aws/lib/networkfirewall-rule-group/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';
import { TlsInspection } from './tls-inspection.ts';

export interface InspectionFirewallProps {
  readonly name: string;
  readonly network: SegmentedVpc;
  readonly tier: string;
  /** Domains that may be reached over TLS or HTTP; `.example.com` stands for itself and every subdomain. Everything else is dropped. */
  readonly allowedDomains: readonly string[];
  /** Source blocks whose traffic is inspected. */
  readonly inspected: readonly string[];
  /** Opens TLS of some sources; Network Firewall takes this when the policy is made and never after. @default none is opened */
  readonly tlsInspection?: {
    /** ARN of a certificate authority's certificate that was imported into ACM, and that the sources trust. */
    readonly authorityArn: string;
    readonly sources: readonly string[];
  };
  /** Encrypts the rules; Network Firewall must be allowed to use it. */
  readonly keyArn: string;
  /** Encrypts the logs. */
  readonly logKeyArn: string;
  /** @default 365 */
  readonly logRetentionDays?: number;
}

/** Egress inspection: strict order, an allow-list of domains, all else dropped and alerted on, every verdict logged. */
export class InspectionFirewall extends Construct {
  readonly firewall: NetworkfirewallFirewall;
  readonly #encryption: { readonly type: string; readonly keyId: string };

  constructor(scope: Construct, id: string, props: InspectionFirewallProps) {
    super(scope, id);
    insist(props.allowedDomains);
    this.#encryption = { type: 'CUSTOMER_KMS', keyId: props.keyArn };
    this.firewall = new NetworkfirewallFirewall(this, 'Resource', {
      name: props.name,
      vpcId: props.network.vpc.id,
      firewallPolicyArn: this.#policy(props).arn,
      subnetMapping: props.network.tier(props.tier).map(({ subnet }) => ({ subnetId: subnet.id })),
      deleteProtection: true,
      firewallPolicyChangeProtection: true,
      subnetChangeProtection: true,
      encryptionConfiguration: this.#encryption,
    });
    this.#log(props);
  }

  /** The firewall's endpoint in one Availability Zone: the target of routes that must be inspected. */
  endpointIn(availabilityZone: string): string {
    const states = `tolist(${this.firewall.fqn}.firewall_status[0].sync_states)`;
    const matching = `[for state in ${states} : state.attachment[0].endpoint_id if state.availability_zone == "${availabilityZone}"]`;
    return `\${one(${matching})}`;
  }

  #policy(props: InspectionFirewallProps): NetworkfirewallFirewallPolicy {
    const { name, tlsInspection } = props;
    const inspection =
      tlsInspection === undefined
        ? undefined
        : new TlsInspection(this, 'TlsInspection', { name, ...tlsInspection, keyArn: props.keyArn });
    return new NetworkfirewallFirewallPolicy(this, 'Policy', {
      name,
      encryptionConfiguration: this.#encryption,
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        statefulEngineOptions: {
          ruleOrder: 'STRICT_ORDER',
          streamExceptionPolicy: 'DROP',
        },
        // `drop_strict` would drop the TCP handshake as well, before a domain can be seen; `drop_established` a hello that takes two packets.
        statefulDefaultActions: ['aws:drop_established_app_layer', 'aws:alert_established_app_layer'],
        statefulRuleGroupReference: [
          { priority: 10, resourceArn: this.#webOnly(props).arn },
          { priority: 100, resourceArn: this.#allowList(props).arn },
        ],
        ...(inspection === undefined ? {} : { tlsInspectionConfigurationArn: inspection.arn }),
      },
    });
  }

  /** The default action waits for a connection to be established, so that whatever needs none, as UDP, would leave unseen. */
  #webOnly({ name, inspected }: InspectionFirewallProps): NetworkfirewallRuleGroup {
    return new NetworkfirewallRuleGroup(this, 'WebOnly', {
      name: `${name}-web-only`,
      type: 'STATEFUL',
      capacity: 10,
      encryptionConfiguration: this.#encryption,
      ruleGroup: {
        ruleVariables: homeNet(inspected),
        rulesSource: {
          rulesString: [
            'drop ip $HOME_NET any -> any any (msg:"not TCP"; ip_proto:!TCP; sid:1; rev:1;)',
            'drop tcp $HOME_NET any -> any ![80,443] (msg:"not a web port"; flow:to_server; sid:2; rev:1;)',
          ].join('\n'),
        },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
  }

  #allowList({ name, allowedDomains, inspected }: InspectionFirewallProps): NetworkfirewallRuleGroup {
    return new NetworkfirewallRuleGroup(this, 'AllowedDomains', {
      name: `${name}-allowed-domains`,
      type: 'STATEFUL',
      // It cannot be changed later without a new group; a domain takes one for each target type.
      capacity,
      encryptionConfiguration: this.#encryption,
      ruleGroup: {
        ruleVariables: homeNet(inspected),
        rulesSource: {
          rulesSourceList: {
            generatedRulesType: 'ALLOWLIST',
            targetTypes: ['TLS_SNI', 'HTTP_HOST'],
            targets: [...allowedDomains],
          },
        },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
  }

  #log({ name, logKeyArn, logRetentionDays, tlsInspection }: InspectionFirewallProps): void {
    const logTypes = ['ALERT', 'FLOW', ...(tlsInspection === undefined ? [] : ['TLS'])];
    const logDestinationConfig = logTypes.map((logType) => {
      const group = new CloudwatchLogGroup(this, `LogGroup-${logType.toLowerCase()}`, {
        // Under this prefix the account's log resource policy does not grow with every group.
        name: `/aws/vendedlogs/network-firewall/${name}/${logType.toLowerCase()}`,
        kmsKeyId: logKeyArn,
        retentionInDays: logRetentionDays ?? 365,
        tags: { 'zt:data-class': 'log' },
      });
      return {
        logType,
        logDestinationType: 'CloudWatchLogs',
        logDestination: { logGroup: group.name },
      };
    });
    new NetworkfirewallLoggingConfiguration(this, 'Logging', {
      firewallArn: this.firewall.arn,
      loggingConfiguration: { logDestinationConfig },
    });
  }
}

const capacity = 500;

function homeNet(definition: readonly string[]) {
  return { ipSets: [{ key: 'HOME_NET', ipSet: { definition: [...definition] } }] };
}

function insist(domains: readonly string[]): void {
  const wide = domains.find((domain) => !/^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain));
  if (wide !== undefined) throw new Error(`\`${wide}\` names no domain, such as example.com or .example.com`);
  if (domains.length > capacity / 2) {
    throw new Error(`${domains.length} domains are more than the ${capacity / 2} that the rule group has room for`);
  }
}
