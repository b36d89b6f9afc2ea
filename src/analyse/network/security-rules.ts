import type { Estate } from '../../aws/index.ts';
import { parseCidr } from '../../model/index.ts';
import type { Declarations } from '../../settings/index.ts';
import type { SecurityRuleFact } from '../../shapes/index.ts';
import { claimInternet, type InternetClaim, publicMeasure } from './internet.ts';
import { prefixListReader } from './prefix-lists.ts';
import { readInlineRules, readSeparateRule, readVpcRule, type WrittenRule } from './read-rules.ts';
import { groupFinder } from './rule-groups.ts';

export interface FoundRule {
  readonly fact: SecurityRuleFact;
  /** True when it may be a rule of any group of the run. */
  readonly homeless: boolean;
}

/** Every permission of every security group of the run, inline or in a resource of its own. */
export function findSecurityRules(estate: Estate, declarations: Declarations): FoundRule[] {
  const reading = { estate, groups: groupFinder(estate, declarations), readList: prefixListReader(estate) };
  const managed = (type: string) => estate.ofType(type, 'managed');
  const rules = [
    ...managed('aws_security_group').flatMap((one) => readInlineRules(one, reading)),
    ...managed('aws_default_security_group').flatMap((one) => readInlineRules(one, reading)),
    ...managed('aws_security_group_rule').flatMap((one) => readSeparateRule(one, reading)),
    ...managed('aws_vpc_security_group_ingress_rule').map((one) => readVpcRule(one, 'ingress', reading)),
    ...managed('aws_vpc_security_group_egress_rule').map((one) => readVpcRule(one, 'egress', reading)),
  ];
  const measure = publicMeasure(declarations.partners.flatMap(({ cidr }) => parseCidr(cidr) ?? []));
  const claims = claimInternet(
    rules.map(({ group, ...rule }) => ({ ...rule, group: group.key })),
    measure,
  );
  return claims.flatMap((claim, index) => {
    const rule = rules[index];
    return rule === undefined ? [] : [{ fact: describeRule(rule, claim), homeless: rule.group.key === '' }];
  });
}

function describeRule({ group, ...rule }: WrittenRule, { internet, blocks }: InternetClaim): SecurityRuleFact {
  return {
    subject: rule.subject,
    path: [...rule.path],
    group: group.id,
    group_tags: group.tags,
    group_tags_known: group.tagsKnown,
    group_zone: group.zone,
    exists: rule.exists,
    direction: rule.direction,
    ...rule.service,
    internet,
    blocks: [...blocks],
  };
}
