import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js';
import { Route53ResolverFirewallConfig } from '@cdktf/provider-aws/lib/route53-resolver-firewall-config/index.js';
import { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list/index.js';
import { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule/index.js';
import { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group/index.js';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association/index.js';
import { Route53ResolverQueryLogConfig } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config/index.js';
import { Route53ResolverQueryLogConfigAssociation } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config-association/index.js';
import { Construct } from 'constructs';
import type { SegmentedVpc } from './segmented-vpc.ts';

export interface DnsFirewallProps {
  readonly name: string;
  readonly network: SegmentedVpc;
  /** Names that may be resolved: `example.com` is that name, `*.example.com` every name below it and not itself. */
  readonly allowedDomains: readonly string[];
  readonly logKeyArn: string;
  /** @default 365 */
  readonly logRetentionDays?: number;
}

/** DNS as an allow-list: named domains resolve, all others do not exist, every query is logged, and a failing firewall blocks. */
export class DnsFirewall extends Construct {
  readonly ruleGroup: Route53ResolverFirewallRuleGroup;

  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const { name, network, allowedDomains } = props;
    // A star elsewhere than first is refused by Route 53; one before a top-level domain would let nearly everything through.
    const wide = allowedDomains.find((domain) => !/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(domain));
    if (wide !== undefined) throw new Error(`\`${wide}\` names no domain, such as example.com or *.example.com`);
    const vpcId = network.vpc.id;
    this.ruleGroup = new Route53ResolverFirewallRuleGroup(this, 'RuleGroup', { name });
    this.rules(props);
    new Route53ResolverFirewallRuleGroupAssociation(this, 'Association', {
      name,
      firewallRuleGroupId: this.ruleGroup.id,
      vpcId,
      priority: 101,
      mutationProtection: 'ENABLED',
    });
    new Route53ResolverFirewallConfig(this, 'FailClosed', {
      resourceId: vpcId,
      firewallFailOpen: 'DISABLED',
    });
    this.log(props);
  }

  private rules({ name, allowedDomains }: DnsFirewallProps): void {
    const allowed = new Route53ResolverFirewallDomainList(this, 'Allowed', {
      name: `${name}-allowed`,
      domains: [...allowedDomains],
    });
    const everything = new Route53ResolverFirewallDomainList(this, 'Everything', {
      name: `${name}-everything`,
      domains: ['*'],
    });
    new Route53ResolverFirewallRule(this, 'Allow', {
      name: 'allow-named',
      action: 'ALLOW',
      firewallDomainListId: allowed.id,
      firewallRuleGroupId: this.ruleGroup.id,
      // Who owns an allowed name says where it leads; to inspect the chain, each CDN behind it would have to be allowed for everybody.
      firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
      priority: 100,
    });
    new Route53ResolverFirewallRule(this, 'BlockRest', {
      name: 'block-rest',
      action: 'BLOCK',
      blockResponse: 'NXDOMAIN',
      firewallDomainListId: everything.id,
      firewallRuleGroupId: this.ruleGroup.id,
      priority: 900,
    });
  }

  private log({ name, network, logKeyArn, logRetentionDays }: DnsFirewallProps): void {
    const queries = new CloudwatchLogGroup(this, 'QueryLogGroup', {
      // Under this prefix the account's log resource policy does not grow with every group.
      name: `/aws/vendedlogs/route53/${name}`,
      kmsKeyId: logKeyArn,
      retentionInDays: logRetentionDays ?? 365,
      tags: { 'zt:data-class': 'log' },
    });
    const logging = new Route53ResolverQueryLogConfig(this, 'QueryLog', {
      name,
      destinationArn: queries.arn,
    });
    new Route53ResolverQueryLogConfigAssociation(this, 'QueryLogAssociation', {
      resolverQueryLogConfigId: logging.id,
      resourceId: network.vpc.id,
    });
  }
}
