import { describe, expect, test } from 'vitest';
import { diagnostic } from '../../src/diagnostics/index.ts';
import type { JudgeInput } from '../../src/judge/index.ts';
import { judge } from '../../src/judge/index.ts';
import { plain } from '../../src/model/index.ts';
import { defaultSettings } from '../../src/settings/index.ts';
import type { Remark, Verdict } from '../../src/shapes/index.ts';
import { decided, estateOf, input, place, policy, remark, resource, waiver } from './hand-made.ts';

const because = (given: JudgeInput) => judge(given).because.map(plain);
const rows = (given: JudgeInput) =>
  judge(given).population.map(({ policy: id, subject, outcome }) => `${id} ${subject.address} ${outcome}`);
const findings = (given: JudgeInput) =>
  judge(given).findings.map(
    ({ outcome, subject, message, closes }) => `${outcome}${closes ? '!' : ''} ${subject.address}: ${plain(message)}`,
  );

const [web, db] = ['aws_security_group.web', 'aws_security_group.db'];

describe('outcomes', () => {
  test('a violation fails its subject, and what the policy looked at passes by name', () => {
    expect(rows(input())).toEqual([`network/no-a ${db} pass`, `network/no-a ${web} fail`]);
    expect(findings(input())).toEqual([`fail! ${web}: ${web} lets 0.0.0.0/0 in on port 22`]);
    expect(judge(input()).gate).toBe('closed');
    expect(because(input())).toEqual(['1 high violation']);
  });

  test('several violations of one subject are one row and several findings; the same said twice is one', () => {
    const violations = [remark(web), remark(web), remark(web, { data: { source: '::/0', port: 22 } })];
    const given = input({ verdicts: [decided('network/no-a', { subjects: [web], violations })] });
    expect(rows(given)).toEqual([`network/no-a ${web} fail`]);
    expect(findings(given)).toEqual([
      `fail! ${web}: ${web} lets 0.0.0.0/0 in on port 22`,
      `fail! ${web}: ${web} lets ::/0 in on port 22`,
    ]);
  });

  test('a doubt about a subject as a whole is not told beside one of its parts at the same place', () => {
    const part = remark(web, { data: { statement: '#1' } });
    const whole = remark(web, { data: {} });
    const elsewhere = remark(web, { data: {}, evidence: [{ resource: web, path: ['egress'] }] });
    const told = (...undecided: Remark[]) =>
      judge(input({ verdicts: [decided('network/no-a', { subjects: [web], undecided })] })).findings.map(
        ({ data }) => data,
      );
    expect(told(part, whole)).toEqual([{ statement: '#1' }]);
    expect(told(whole)).toEqual([{}]);
    expect(told(part, elsewhere)).toEqual([{ statement: '#1' }, {}]);
    expect(told(part, remark(db, { data: {} }))).toHaveLength(2);
  });

  test('a subject that fails and is undecided besides fails, and both are told', () => {
    const verdicts = [
      decided('network/no-a', { subjects: [web], violations: [remark(web)], undecided: [remark(web)] }),
    ];
    expect(rows(input({ verdicts }))).toEqual([`network/no-a ${web} fail`]);
    expect(findings(input({ verdicts })).map((line) => line.split(' ')[0])).toEqual(['fail!', 'undecided']);
  });

  test('a policy without subjects has one row and is not applicable', () => {
    const given = input({ verdicts: [decided('network/no-a')] });
    expect(rows(given)).toEqual(['network/no-a  not-applicable']);
    expect(judge(given).gate).toBe('open');
    expect(because(given)).toEqual([]);
  });

  test('a remark about a subject that the verdict does not list is not lost', () => {
    const given = input({ verdicts: [decided('network/no-a', { subjects: [], violations: [remark(web)] })] });
    expect(rows(given)).toEqual([`network/no-a ${web} fail`]);
    expect(judge(given).gate).toBe('closed');
  });

  test('a subject that nothing in the estate has the id of is shown by its id', () => {
    const given = input({
      verdicts: [decided('network/no-a', { subjects: ['ghost'], violations: [remark('ghost')] })],
    });
    expect(findings(given)).toEqual(['fail! ghost: ghost lets 0.0.0.0/0 in on port 22']);
    expect(judge(given).findings[0]?.place).toBeUndefined();
  });

  test('variables, modules and stacks can be subjects', () => {
    const location = { file: 'main.tf', line: 3, column: 1 };
    const estate = estateOf([resource({ address: web })], {
      variables: [
        {
          id: 'var.key',
          stack: '',
          name: 'key',
          sensitive: false,
          ephemeral: false,
          hasDefault: true,
          value: 'x',
          location,
        },
      ],
      modules: [
        { id: 'module.vpc', address: 'module.vpc', stack: '', source: 'x', version: '1.0', read: false, location },
      ],
      stacks: [{ name: 'hub', from: 'cdktf', providers: [], outputs: {} }],
    });
    const subjects = ['var.key', 'module.vpc', 'hub'];
    const verdicts = [decided('network/no-a', { subjects, violations: subjects.map((each) => remark(each)) })];
    const assessment = judge(input({ estate, verdicts }));
    expect(
      assessment.findings.map(({ subject, place: at }) => [subject.type, subject.stack, at?.configuration]),
    ).toEqual([
      ['module', '', location],
      ['variable', '', location],
      ['stack', 'hub', undefined],
    ]);
  });
});

describe('never open by default', () => {
  const failures = ['trap', 'memory', 'budget', 'no-result', 'ill-formed'] as const;
  test.each(failures)('an error of kind %s closes the gate, whatever the settings', (failure) => {
    const verdicts: Verdict[] = [{ policy: 'network/no-a', kind: 'error', failure, message: 'unreachable' }];
    const given = input({
      policies: [policy('network/no-a', { severity: 'low' })],
      verdicts,
      settings: { ...defaultSettings, closeOn: [], undecided: 'report', waivers: [waiver({ subject: '' }), waiver()] },
    });
    expect(rows(given)).toEqual(['network/no-a  error']);
    const assessment = judge(given);
    expect(assessment.gate).toBe('closed');
    expect(assessment.findings).toMatchObject([{ outcome: 'error', closes: true, subject: { id: '' } }]);
    expect(plain(assessment.findings[0]?.message ?? [])).toMatch(/^network\/no-a gave no verdict: .*: unreachable$/);
    expect(assessment.findings[0]?.help).not.toBe('');
    expect(because(given)).toEqual(['1 policy gave no verdict: network/no-a']);
    expect(assessment.waivers.map(({ status }) => status)).toEqual(['unused', 'unused']);
  });

  test('a policy of the catalogue without a verdict is an error', () => {
    const given = input({ policies: [policy('network/no-a'), policy('network/no-b')] });
    expect(rows(given)).toContain('network/no-b  error');
    expect(findings(given)).toContain('error! : network/no-b gave no verdict: it was not evaluated');
  });

  test('two verdicts of one policy are an error, even if both pass', () => {
    const passing = decided('network/no-a', { subjects: [web] });
    const given = input({ verdicts: [passing, passing] });
    expect(rows(given)).toEqual(['network/no-a  error']);
    expect(judge(given).gate).toBe('closed');
  });

  test('a policy whose id stands twice in the catalogue is an error, even if it passes', () => {
    const policies = [policy('network/no-a'), policy('network/no-a', { severity: 'low' })];
    const given = input({ policies, verdicts: [decided('network/no-a', { subjects: [web] })] });
    expect(rows(given)).toEqual(['network/no-a  error']);
    expect(judge(given).gate).toBe('closed');
  });

  test('a verdict of a policy that the catalogue lacks is an error', () => {
    const given = input({ verdicts: [...input().verdicts, decided('x/y', { subjects: [web] })] });
    expect(rows(given)).toContain('x/y  error');
  });

  test('no policies at all close the gate', () => {
    expect(because(input({ policies: [], verdicts: [] }))).toEqual(['no policy was in force']);
  });

  test('an input that could not be read closes the gate; a warning and a note do not', () => {
    const words = { what: () => 'it is broken', why: 'why', help: 'help' };
    const unread = diagnostic('ingest/unread', { severity: 'error', ...words });
    const odd = diagnostic('ingest/odd', { severity: 'warning', ...words });
    const small = diagnostic('ingest/small', { severity: 'note', ...words });
    const verdicts = [decided('network/no-a', { subjects: [web] })];
    expect(because(input({ verdicts, diagnostics: [odd({}), small({})] }))).toEqual([]);
    expect(because(input({ verdicts, diagnostics: [odd({}), unread({})] }))).toEqual([
      '1 part of the input could not be read',
    ]);
  });

  test('an error does not take the verdicts of others with it', () => {
    const given = input({
      policies: [policy('network/no-a'), policy('network/no-b')],
      verdicts: [...input().verdicts, { policy: 'network/no-b', kind: 'error', failure: 'trap', message: '' }],
    });
    expect(rows(given)).toEqual([`network/no-a ${db} pass`, `network/no-a ${web} fail`, 'network/no-b  error']);
    expect(because(given)).toEqual(['1 high violation', '1 policy gave no verdict: network/no-b']);
  });
});

describe('what closes', () => {
  const failing = (severity: 'critical' | 'high' | 'medium' | 'low', changes: Partial<JudgeInput> = {}) =>
    input({ policies: [policy('network/no-a', { severity })], ...changes });

  test.each([
    ['critical', 'closed'],
    ['high', 'closed'],
    ['medium', 'closed'],
    ['low', 'open'],
  ] as const)('a violation of severity %s leaves the gate %s by default', (severity, gate) => {
    expect(judge(failing(severity)).gate).toBe(gate);
  });

  test('the severities that close are the settings’ own', () => {
    const settings = { ...defaultSettings, closeOn: ['low'] as const };
    expect(judge(failing('low', { settings })).gate).toBe('closed');
    expect(judge(failing('critical', { settings })).gate).toBe('open');
    expect(findings(failing('critical', { settings }))).toEqual([`fail ${web}: ${web} lets 0.0.0.0/0 in on port 22`]);
  });

  const open = [decided('network/no-a', { subjects: [web], undecided: [remark(web)] })];
  test.each([
    ['at synth', undefined, false, 'open'],
    ['on a plan', undefined, true, 'closed'],
    ['at synth, told to close', 'close', false, 'closed'],
    ['on a plan, told to report', 'report', true, 'open'],
  ] as const)('an undecided subject %s', (_situation, undecided, planned, gate) => {
    const settings = { ...defaultSettings, ...(undecided === undefined ? {} : { undecided }) };
    const given = input({ verdicts: open, settings, planned });
    expect(judge(given).gate).toBe(gate);
    expect(rows(given)).toEqual([`network/no-a ${web} undecided`]);
    expect(because(given)).toEqual(gate === 'open' ? [] : ['1 high undecided']);
  });

  test('an undecided subject closes only where a violation of its severity would', () => {
    expect(judge(failing('low', { verdicts: open, planned: true })).gate).toBe('open');
  });
});

describe('order', () => {
  test('severity, policy, stack, address', () => {
    const resources = [
      resource({ address: 'aws_vpc.a', stack: 'two' }),
      resource({ address: 'aws_vpc.b', stack: 'one' }),
      resource({ address: 'aws_vpc.a', stack: 'one' }),
    ];
    const subjects = resources.map(({ fact }) => fact.id);
    const broken = (id: string) => decided(id, { subjects, violations: subjects.map((subject) => remark(subject)) });
    const given = input({
      estate: estateOf(resources),
      policies: [
        policy('z/low', { severity: 'low' }),
        policy('b/high'),
        policy('a/high'),
        policy('z/critical', { severity: 'critical' }),
      ],
      verdicts: ['a/high', 'z/low', 'z/critical', 'b/high'].map(broken),
    });
    const each = ['one aws_vpc.a', 'one aws_vpc.b', 'two aws_vpc.a'];
    const expected = ['z/critical', 'a/high', 'b/high', 'z/low'].flatMap((id) =>
      each.map((subject) => `${id} ${subject}`),
    );
    expect(
      judge(given).findings.map(({ policy: { id }, subject }) => `${id} ${subject.stack} ${subject.address}`),
    ).toEqual(expected);
    expect(
      judge(given).population.map(({ policy: id, subject }) => `${id} ${subject.stack} ${subject.address}`),
    ).toEqual(expected);
  });

  test('diagnostics: worst first, then by place, each once', () => {
    const make = (id: string, severity: 'error' | 'warning', line: number) =>
      diagnostic(id, { severity, what: () => 'x', why: '', help: '' })({ location: { file: 'a.tf', line, column: 1 } });
    const diagnostics = [
      make('i/a', 'warning', 1),
      make('i/b', 'error', 9),
      make('i/c', 'error', 2),
      make('i/b', 'error', 9),
    ];
    expect(judge(input({ diagnostics })).diagnostics.map(({ id }) => id)).toEqual(['i/c', 'i/b', 'i/a']);
  });
});

describe('places', () => {
  const values = { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] };
  const made = resource({ address: web, stack: 'hub', constructPath: 'hub/web', values });
  const id = `hub/${web}`;
  const evidence = [{ resource: id, path: ['ingress', 0, 'cidr_blocks'] }];
  const given = (places: JudgeInput['places']) =>
    input({
      estate: estateOf([made]),
      verdicts: [decided('network/no-a', { subjects: [id], violations: [remark(id, { evidence })] })],
      ...(places === undefined ? {} : { places }),
    });

  test('a finding comes home to the TypeScript line, and to the attribute that the first evidence names', () => {
    const asked: string[] = [];
    const assessment = judge(
      given((path, stack) => {
        asked.push(`${stack} ${path}`);
        return place;
      }),
    );
    expect(assessment.findings[0]?.place).toEqual({
      source: place,
      constructPath: 'hub/web',
      calls: [],
      configuration: {
        file: 'cdktf.out/stacks/hub/cdk.tf.json',
        line: 13,
        column: 3,
        pointer: '/resource/aws_security_group/web/ingress/0/cidr_blocks',
      },
    });
    expect(asked).toEqual(['hub hub/web']);
  });

  test('without a TypeScript place the configuration’s stands alone', () => {
    expect(judge(given(undefined)).findings[0]?.place).toMatchObject({ constructPath: 'hub/web' });
    expect(judge(given(() => undefined)).findings[0]?.place).not.toHaveProperty('source');
  });
});

test('what was not judged is carried over', () => {
  const unmodelled = [
    { type: 'aws_z', count: 1 },
    { type: 'aws_a', count: 3 },
  ];
  const assessment = judge(input({ estate: estateOf([resource({ address: web })], { unmodelled }) }));
  expect(assessment.unmodelled).toEqual([
    { type: 'aws_a', count: 3 },
    { type: 'aws_z', count: 1 },
  ]);
  expect(assessment).toMatchObject({ resources: 1, stacks: [''], bundleDigest: 'sha256:00' });
});
