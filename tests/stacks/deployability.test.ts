/** What AWS or the provider would refuse at deployment, as far as the synthesized configuration shows it. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/index.ts';
import { type Environment, environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { resourcesOf, synthesize } from './synthesize.ts';

/** An environment under the longest name that its schema allows: names are made of it. */
const longest = 'e2345678-0123456';

const environments: readonly (readonly [string, Environment])[] = environmentNames().flatMap((name) => {
  const environment = readEnvironment(name);
  return [
    [name, environment],
    [`${name} under the longest name`, { ...environment, name: longest }],
  ] as const;
});

/** Longest name that AWS takes, and the characters it may have. */
const nameRules: readonly (readonly [type: string, attribute: string, RegExp])[] = [
  ['aws_lb', 'name', /^(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/],
  ['aws_lb_target_group', 'name', /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/],
  ['aws_iam_role', 'name', /^[\w+=,.@-]{1,64}$/],
  ['aws_iam_policy', 'name', /^[\w+=,.@-]{1,128}$/],
  ['aws_s3_bucket', 'bucket', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/],
  ['aws_s3_access_point', 'name', /^(?!.*-s3alias$)[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/],
  ['aws_kms_alias', 'name', /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/],
  ['aws_kms_custom_key_store', 'custom_key_store_name', /^.{1,256}$/],
  ['aws_networkfirewall_firewall', 'name', /^[A-Za-z0-9-]{1,128}$/],
  ['aws_networkfirewall_firewall_policy', 'name', /^[A-Za-z0-9-]{1,128}$/],
  ['aws_networkfirewall_rule_group', 'name', /^[A-Za-z0-9-]{1,128}$/],
  ['aws_networkfirewall_tls_inspection_configuration', 'name', /^[A-Za-z0-9-]{1,128}$/],
  ['aws_route53_resolver_firewall_rule_group', 'name', /^(?!\d+$)[A-Za-z0-9-_' ]{1,64}$/],
  ['aws_route53_resolver_firewall_domain_list', 'name', /^(?!\d+$)[A-Za-z0-9-_' ]{1,64}$/],
  ['aws_route53_resolver_query_log_config', 'name', /^(?!\d+$)[A-Za-z0-9-_' ]{1,64}$/],
  ['aws_backup_logically_air_gapped_vault', 'name', /^[a-zA-Z0-9_-]{2,50}$/],
  ['aws_cloudtrail_event_data_store', 'name', /^[a-zA-Z0-9._-]{3,128}$/],
  ['aws_cloudwatch_log_group', 'name', /^[.\-_/#A-Za-z0-9]{1,512}$/],
  ['aws_cloudwatch_metric_alarm', 'alarm_name', /^.{1,255}$/],
  ['aws_secretsmanager_secret', 'name', /^[\w/+=.@-]{1,512}$/],
];

describe.each(environments)('%s', (_name, environment) => {
  const { stacks } = synthesize(environment);
  const all = (type: string) => Object.values(stacks).flatMap((stack) => Object.values(resourcesOf(stack, type)));

  test.each(nameRules)('%s.%s has a name that AWS takes', (type, attribute, rule) => {
    for (const resource of all(type)) expect(resource[attribute]).toMatch(rule);
  });

  test('every key lets the role that makes it change its policy again, and lets it use nothing', () => {
    for (const stack of Object.values(stacks)) {
      const deployer = roleThatDeploys(stack);
      for (const [key, { policy }] of Object.entries(resourcesOf(stack, 'aws_kms_key'))) {
        const statements = documentOf(stack, String(policy));
        const own = statements.filter((statement) => principalsOf(statement).includes(deployer));
        expect(
          own.map(({ condition }) => condition),
          key,
        ).toEqual([undefined]);
        const actions = own.flatMap(({ actions: list }) => list as string[]);
        expect(actions, key).toContain('kms:PutKeyPolicy');
        expect(
          actions.filter(
            (action) => /Decrypt|Encrypt|DataKey|Grant|\*$/.test(action) && !/:(Describe|Get|List)\*$/.test(action),
          ),
          key,
        ).toEqual([]);
      }
    }
  });

  test('principals of key policies are roots, services, everybody, or roles of the same account that must exist', () => {
    for (const stack of Object.values(stacks)) {
      const account = roleThatDeploys(stack).split(':')[4];
      for (const { policy } of Object.values(resourcesOf(stack, 'aws_kms_key'))) {
        const named = documentOf(stack, String(policy))
          .flatMap(principalsOf)
          .filter((arn) => arn.includes(':role/'));
        expect(named.filter((arn) => arn.split(':')[4] !== account)).toEqual([]);
      }
    }
  });

  test('every subnet is under one network ACL, and that one lets the VPC talk to itself', () => {
    for (const stack of Object.values(stacks)) {
      const acls = Object.values(resourcesOf(stack, 'aws_network_acl'));
      const vpcs = resourcesOf(stack, 'aws_vpc');
      const inside = Object.values(vpcs).map(({ cidr_block }) => cidr_block);
      for (const name of Object.keys(resourcesOf(stack, 'aws_subnet'))) {
        const over = acls.filter(({ subnet_ids }) => (subnet_ids as string[]).includes(`\${aws_subnet.${name}.id}`));
        expect(over, name).toHaveLength(1);
        for (const side of ['ingress', 'egress']) {
          const rules = over.flatMap((acl) => acl[side] as JsonObject[]);
          const within = rules.filter((rule) => rule['protocol'] === '-1' && rule['cidr_block'] === inside[0]);
          expect(
            within.map(({ action }) => action),
            name,
          ).toEqual(['allow']);
        }
      }
      for (const { ingress, egress } of acls) {
        for (const rules of [ingress, egress] as JsonObject[][]) {
          const numbers = rules.map(({ rule_no }) => rule_no);
          expect(new Set(numbers).size).toBe(numbers.length);
        }
      }
    }
  });

  test('the route of an answer ends where its request began', () => {
    const hub = stacks['network-hub'];
    const routes = Object.entries(resourcesOf(hub, 'aws_route'));
    for (const tier of ['firewall', 'egress', 'endpoints']) {
      for (const block of environment.hub.zoneBlocks) {
        const back = routes.filter(
          ([name, { destination_cidr_block }]) => name.includes(`Back-${tier}-`) && destination_cidr_block === block,
        );
        expect(back, `${tier} to ${block}`).toHaveLength(environment.availabilityZones.length);
      }
    }
  });

  test('no route leads to the transit gateway before the VPC is attached to it', () => {
    for (const route of all('aws_route')) {
      if (route['transit_gateway_id'] === undefined) continue;
      expect(route['depends_on']).toEqual([expect.stringContaining('aws_ec2_transit_gateway_vpc_attachment.')]);
    }
  });

  test('access logs go to a bucket without KMS and Object Lock', () => {
    const vault = stacks['weights-vault'];
    const target = Object.entries(resourcesOf(vault, 'aws_s3_bucket')).find(([name]) => name.startsWith('AccessLogs'));
    expect(target?.[1]).toMatchObject({ object_lock_enabled: false });
    const encryption = Object.entries(resourcesOf(vault, 'aws_s3_bucket_server_side_encryption_configuration'));
    expect(JSON.stringify(encryption.find(([name]) => name.startsWith('AccessLogs')))).toContain('"AES256"');
  });

  test('the DNS firewalls let through the names of the endpoints in their VPCs', () => {
    for (const stack of Object.values(stacks)) {
      const allowed = Object.entries(resourcesOf(stack, 'aws_route53_resolver_firewall_domain_list'))
        .filter(([name]) => name.startsWith('Dns_Allowed'))
        .flatMap(([, { domains }]) => domains as string[]);
      const services = Object.values(resourcesOf(stack, 'aws_vpc_endpoint')).map(({ service_name }) =>
        String(service_name),
      );
      expect(services.length).toBeGreaterThan(0);
      for (const service of services) {
        const [first = '', second] = service
          .replace(/^com\.amazonaws\.[a-z0-9-]+\./, '')
          .split('.')
          .reverse();
        expect(
          allowed.some((domain) => domain.includes(`${first}.`) && domain.includes(second ?? '')),
          service,
        ).toBe(true);
      }
    }
  });
});

test('a name allowed with all below it is allowed to the DNS firewall as both', () => {
  const { stacks } = synthesize(readEnvironment('production'));
  const lists = Object.values(resourcesOf(stacks['network-hub'], 'aws_route53_resolver_firewall_domain_list'));
  expect(lists.flatMap(({ domains }) => domains as string[])).toEqual(
    expect.arrayContaining(['pypi.org', '*.pypi.org', 'pythonhosted.org', '*.pythonhosted.org', '*']),
  );
});

test('what a release may be encrypted with can be decrypted by who serves it, and by nobody who trains', () => {
  const environment = readEnvironment('production');
  const { stacks } = synthesize(environment);
  const [, key] =
    Object.entries(resourcesOf(stacks.keys, 'aws_kms_key')).find(([name]) => /^Key-weights_/.test(name)) ?? [];
  const text = JSON.stringify(documentOf(stacks.keys, String(key?.['policy'])));
  const roles = (zone: string) =>
    environment.vault.consumers.filter((consumer) => consumer.zone === zone).flatMap((consumer) => [...consumer.roles]);
  for (const role of roles('inference')) expect(text).toContain(role);
  for (const role of roles('training')) expect(text).not.toContain(role);
});

function roleThatDeploys(stack: JsonObject): string {
  const found = /"role_arn": ?"(arn:aws:iam::\d{12}:role\/sallyport-deploy)"/.exec(JSON.stringify(stack['provider']));
  if (found?.[1] === undefined) throw new Error('no deployment role');
  return found[1];
}

/** Statements of the policy document that an attribute refers to. */
function documentOf(stack: JsonObject, reference: string): JsonObject[] {
  const name = /^\$\{data\.aws_iam_policy_document\.(.+)\.json\}$/.exec(reference)?.[1] ?? '';
  const { data } = stack as { readonly data: { readonly aws_iam_policy_document: Record<string, JsonObject> } };
  const { statement } = data.aws_iam_policy_document[name] ?? {};
  if (!Array.isArray(statement)) throw new Error(`no policy document in ${reference}`);
  return statement as JsonObject[];
}

function principalsOf({ principals }: JsonObject): string[] {
  return (principals as { readonly identifiers: readonly Json[] }[]).flatMap(({ identifiers }) =>
    identifiers.map(String),
  );
}
