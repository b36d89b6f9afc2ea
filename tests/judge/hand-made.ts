/** Estates, policies and verdicts made by hand, in the shape in which the rooms before `judge` hand them over. */
import type { Estate, EstateResource } from '../../src/aws/index.ts';
import type { JudgeInput } from '../../src/judge/index.ts';
import type { Location, Path, SourcePlace, ValueObject } from '../../src/model/index.ts';
import { pointerOf } from '../../src/model/index.ts';
import type { Waiver } from '../../src/settings/index.ts';
import { defaultSettings } from '../../src/settings/index.ts';
import type { PolicyEntry, Remark, Verdict } from '../../src/shapes/index.ts';

export interface Made {
  readonly address: string;
  readonly stack?: string;
  readonly values?: ValueObject;
  readonly defaulted?: readonly string[];
  readonly sensitive?: readonly string[];
  readonly constructPath?: string;
  readonly key?: string | number;
  readonly line?: number;
}

export function resource(made: Made): EstateResource {
  const { address, stack = '', values = {}, defaulted = [], sensitive = [], line = 10 } = made;
  const type = address.split('.')[0] ?? '';
  const name = address.split('.')[1] ?? '';
  const id = stack === '' ? address : `${stack}/${address}`;
  const file = stack === '' ? 'main.tf.json' : `cdktf.out/stacks/${stack}/cdk.tf.json`;
  const locate = (path: Path): Location => ({
    file,
    line: line + path.length,
    column: 3,
    pointer: `/resource/${type}/${name}${pointerOf(path)}`,
  });
  return {
    mode: 'managed',
    sensitive,
    fact: {
      id,
      address,
      stack,
      module: '',
      type,
      name,
      exists: 'yes',
      tags: {},
      tags_known: 'yes',
      zone: '',
      data_class: '',
      account: '',
      region: '',
      values,
      defaulted: [...defaulted],
      literal: [],
      references: {},
      lifecycle: {},
    },
    instance: {
      id,
      address,
      stack,
      module: '',
      mode: 'managed',
      type,
      name,
      values,
      exists: 'yes',
      references: {},
      literal: [],
      sensitive,
      provider: 'aws',
      lifecycle: {},
      dependsOn: [],
      location: locate([]),
      locate,
      ...(made.constructPath === undefined ? {} : { constructPath: made.constructPath }),
      ...(made.key === undefined ? {} : { key: made.key }),
    },
  };
}

export function estateOf(resources: readonly EstateResource[], rest: Partial<Estate> = {}): Estate {
  const names = new Set(resources.map(({ fact }) => fact.stack));
  return {
    resources: new Map(resources.map((each) => [each.fact.id, each])),
    ofType: (type, mode = 'managed') => resources.filter((each) => each.fact.type === type && each.mode === mode),
    modules: [],
    variables: [],
    stacks: [...names].map((name) => ({ name, from: 'cdktf', providers: [], outputs: {} })),
    buckets: [],
    keys: [],
    accounts: [],
    unmodelled: [],
    secrets: [],
    diagnostics: [],
    ...rest,
  };
}

export function policy(id: string, changes: Partial<PolicyEntry> = {}): PolicyEntry {
  return {
    id,
    title: `Title of ${id}`,
    description: `Description of ${id}.`,
    severity: 'high',
    message: '{subject} lets {source} in on port {port}',
    undecided: '{subject} may let {source} in',
    why: 'a port that is reachable is a port that every stranger may try',
    help: 'name the peer security group as the source',
    layer: 'L2 network',
    controls: { 'nist-800-53-r5': ['AC-4', 'SC-7'] },
    aliases: { checkov: ['CKV_AWS_24'] },
    catalogue: ['NET-001'],
    waivable: true,
    formerly: [],
    references: [],
    ...changes,
  };
}

export function remark(subject: string, changes: Partial<Remark> = {}): Remark {
  return { subject, data: { source: '0.0.0.0/0', port: 22 }, evidence: [], ...changes };
}

export interface Findings {
  readonly subjects?: readonly string[];
  readonly violations?: readonly Remark[];
  readonly undecided?: readonly Remark[];
}

export function decided(id: string, { subjects = [], violations = [], undecided = [] }: Findings = {}): Verdict {
  return {
    policy: id,
    kind: 'decided',
    subjects: [...subjects],
    violations: [...violations],
    undecided: [...undecided],
  };
}

export function waiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    policy: 'network/no-a',
    subject: 'aws_security_group.web',
    reason: 'moves behind the load balancer in March',
    owner: 'platform',
    expires: '2026-03-31',
    location: { file: 'waivers.yaml', line: 3, column: 5 },
    ...changes,
  };
}

const noon = new Date('2026-03-01T12:00:00Z');

/** One policy, `network/no-a`, that two security groups break and pass. */
export function input(changes: Partial<JudgeInput> = {}): JudgeInput {
  const resources = [resource({ address: 'aws_security_group.web' }), resource({ address: 'aws_security_group.db' })];
  return {
    policies: [policy('network/no-a')],
    verdicts: [
      decided('network/no-a', {
        subjects: ['aws_security_group.web', 'aws_security_group.db'],
        violations: [remark('aws_security_group.web')],
      }),
    ],
    bundleDigest: 'sha256:00',
    estate: estateOf(resources),
    settings: defaultSettings,
    diagnostics: [],
    now: noon,
    planned: false,
    ...changes,
  };
}

export const place: SourcePlace = {
  outermost: { file: 'stacks/main.ts', line: 7, column: 1 },
  innermost: { file: 'stacks/hub/stack.ts', line: 42, column: 5 },
};
