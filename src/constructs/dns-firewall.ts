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
  /** Names that may be resolved; `*.example.com` stands for every subdomain. */
  readonly allowedDomains: readonly string[];
  readonly logKeyArn: string;
  readonly logRetentionDays?: number;
}

/** DNS as an allow-list: named domains resolve, all others do not exist, every query is logged, and a failing firewall blocks. */
export class DnsFirewall extends Construct {
  constructor(scope: Construct, id: string, { name, network, ...props }: DnsFirewallProps) {
    super(scope, id);
    const vpcId = network.vpc.id;
    const group = new Route53ResolverFirewallRuleGroup(this, 'RuleGroup', {
      name,
    });
    const allowed = new Route53ResolverFirewallDomainList(this, 'Allowed', {
      name: `${name}-allowed`,
      domains: [...props.allowedDomains],
    });
    const everything = new Route53ResolverFirewallDomainList(this, 'Everything', {
      name: `${name}-everything`,
      domains: ['*'],
    });
    new Route53ResolverFirewallRule(this, 'Allow', {
      name: 'allow-named',
      action: 'ALLOW',
      firewallDomainListId: allowed.id,
      firewallRuleGroupId: group.id,
      firewallDomainRedirectionAction: 'INSPECT_REDIRECTION_DOMAIN',
      priority: 100,
    });
    new Route53ResolverFirewallRule(this, 'BlockRest', {
      name: 'block-rest',
      action: 'BLOCK',
      blockResponse: 'NXDOMAIN',
      firewallDomainListId: everything.id,
      firewallRuleGroupId: group.id,
      priority: 900,
    });
    new Route53ResolverFirewallRuleGroupAssociation(this, 'Association', {
      name,
      firewallRuleGroupId: group.id,
      vpcId,
      priority: 101,
      mutationProtection: 'ENABLED',
    });
    new Route53ResolverFirewallConfig(this, 'FailClosed', {
      resourceId: vpcId,
      firewallFailOpen: 'DISABLED',
    });
    const queries = new CloudwatchLogGroup(this, 'QueryLogGroup', {
      name: `/dns/${name}/queries`,
      kmsKeyId: props.logKeyArn,
      retentionInDays: props.logRetentionDays ?? 365,
      tags: { 'zt:data-class': 'log' },
    });
    const logging = new Route53ResolverQueryLogConfig(this, 'QueryLog', {
      name,
      destinationArn: queries.arn,
    });
    new Route53ResolverQueryLogConfigAssociation(this, 'QueryLogAssociation', {
      resolverQueryLogConfigId: logging.id,
      resourceId: vpcId,
    });
  }
}
