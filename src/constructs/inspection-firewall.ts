import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { NetworkfirewallFirewall } from '@cdktf/provider-aws/lib/networkfirewall-firewall/index.js';
import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy/index.js';
import { NetworkfirewallLoggingConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-logging-configuration/index.js';
import { NetworkfirewallRuleGroup } from '@cdktf/provider-aws/lib/networkfirewall-rule-group/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';

export interface InspectionFirewallProps {
  readonly name: string;
  readonly network: SegmentedVpc;
  readonly tier: string;
  /** Domains that may be reached over TLS or HTTP; `.example.com` stands for every subdomain. Everything else is dropped. */
  readonly allowedDomains: readonly string[];
  /** Source blocks whose traffic is inspected. */
  readonly inspected: readonly string[];
  readonly keyArn: string;
  readonly logRetentionDays?: number;
}

/** Egress inspection: strict order, an allow-list of domains, all else dropped and alerted on, every verdict logged. */
export class InspectionFirewall extends Construct {
  readonly firewall: NetworkfirewallFirewall;

  constructor(scope: Construct, id: string, props: InspectionFirewallProps) {
    super(scope, id);
    const encryptionConfiguration = {
      type: 'CUSTOMER_KMS',
      keyId: props.keyArn,
    };
    const domains = this.allowList(props, encryptionConfiguration);
    const policy = new NetworkfirewallFirewallPolicy(this, 'Policy', {
      name: props.name,
      encryptionConfiguration,
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        statefulEngineOptions: {
          ruleOrder: 'STRICT_ORDER',
          streamExceptionPolicy: 'DROP',
        },
        // `drop_strict` would drop the TCP handshake as well, before a domain can be seen.
        statefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        statefulRuleGroupReference: [{ priority: 100, resourceArn: domains.arn }],
      },
    });
    this.firewall = new NetworkfirewallFirewall(this, 'Resource', {
      name: props.name,
      vpcId: props.network.vpc.id,
      firewallPolicyArn: policy.arn,
      subnetMapping: props.network.tier(props.tier).map(({ subnet }) => ({ subnetId: subnet.id })),
      deleteProtection: true,
      firewallPolicyChangeProtection: true,
      subnetChangeProtection: true,
      encryptionConfiguration,
    });
    this.log(props);
  }

  /** The firewall's endpoint in one Availability Zone: the target of routes that must be inspected. */
  endpointIn(availabilityZone: string): string {
    const states = `tolist(${this.firewall.fqn}.firewall_status[0].sync_states)`;
    const matching = `[for state in ${states} : state.attachment[0].endpoint_id if state.availability_zone == "${availabilityZone}"]`;
    return `\${one(${matching})}`;
  }

  private allowList(
    { name, allowedDomains, inspected }: InspectionFirewallProps,
    encryptionConfiguration: { readonly type: string; readonly keyId: string },
  ): NetworkfirewallRuleGroup {
    return new NetworkfirewallRuleGroup(this, 'AllowedDomains', {
      name: `${name}-allowed-domains`,
      type: 'STATEFUL',
      capacity: 100,
      encryptionConfiguration,
      ruleGroup: {
        ruleVariables: {
          ipSets: [{ key: 'HOME_NET', ipSet: { definition: [...inspected] } }],
        },
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

  private log({ name, keyArn, logRetentionDays }: InspectionFirewallProps): void {
    const logDestinationConfig = ['ALERT', 'FLOW'].map((logType) => {
      const group = new CloudwatchLogGroup(this, `LogGroup-${logType.toLowerCase()}`, {
        name: `/network-firewall/${name}/${logType.toLowerCase()}`,
        kmsKeyId: keyArn,
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
