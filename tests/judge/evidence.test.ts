import { describe, expect, test } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import type { Path, ValueObject } from '../../src/model/index.ts';
import { plain } from '../../src/model/index.ts';
import type { PolicyEntry, Remark } from '../../src/shapes/index.ts';
import type { Made } from './hand-made.ts';
import { decided, estateOf, input, policy, remark, resource } from './hand-made.ts';

function findingOf(
  made: Partial<Made>,
  said: Partial<Remark>,
  kind: 'violations' | 'undecided' = 'violations',
  words: Partial<PolicyEntry> = {},
) {
  const thing = resource({ address: 'aws_db_instance.main', ...made });
  const verdict = decided('data/no-a', { subjects: [thing.fact.id], [kind]: [remark(thing.fact.id, said)] });
  const [finding] = judge(
    input({ estate: estateOf([thing]), policies: [policy('data/no-a', words)], verdicts: [verdict] }),
  ).findings;
  if (finding === undefined) throw new Error('there is no finding');
  return finding;
}

function evidenceOf(values: ValueObject, path: Path, made: Partial<Made> = {}) {
  return findingOf({ values, ...made }, { evidence: [{ resource: 'aws_db_instance.main', path: [...path] }] })
    .evidence[0];
}

describe('evidence', () => {
  test.each([
    ['a value', { port: 22 }, ['port'], { attribute: 'port', value: 22 }],
    ['a nested value', { a: [{ b: ['x', 'y'] }] }, ['a', 0, 'b', 1], { attribute: 'a[0].b[1]', value: 'y' }],
    ['nothing written', {}, ['port'], { attribute: 'port', value: undefined, note: 'not set' }],
    ['null', { port: null }, ['port'], { attribute: 'port', value: null, note: 'not set' }],
    [
      'what runs into an unknown',
      { a: { $unknown: 'because' } },
      ['a', 0, 'b'],
      { attribute: 'a[0].b', value: { $unknown: 'because' } },
    ],
    ['the thing itself', { port: 22 }, [], { attribute: '', value: undefined }],
    [
      'a key of the user’s that starts with a dollar',
      { tags: { $$x: '1' } },
      ['tags', '$$x'],
      { attribute: 'tags["$x"]', value: '1' },
    ],
  ] as const)('%s', (_situation, values, path, expected) => {
    const evidence = evidenceOf(values as ValueObject, path as Path);
    expect(evidence).toMatchObject({ address: 'aws_db_instance.main', ...expected });
    expect(evidence?.place?.configuration.pointer).toBeDefined();
  });

  test('a default is told from what was written', () => {
    expect(evidenceOf({ days: 30 }, ['days'], { defaulted: ['days'] })).toMatchObject({
      value: 30,
      note: 'not set; AWS defaults to 30',
    });
    expect(evidenceOf({ days: 30 }, ['days'])).not.toHaveProperty('note');
    const nested = { rule: [{ days: 30 }, { days: 30 }] };
    const defaulted = { defaulted: ['rule[1].days'] };
    expect(evidenceOf(nested, ['rule', 1, 'days'], defaulted)?.note).toBe('not set; AWS defaults to 30');
    expect(evidenceOf(nested, ['rule', 0, 'days'], defaulted)?.note).toBeUndefined();
    const open = evidenceOf({ encrypted: { $unknown: 'the account decides' } }, ['encrypted'], {
      defaulted: ['encrypted'],
    });
    expect(open?.note).toBe('not set; the account decides');
  });

  test('a step at an id that nothing has is shown, not lost', () => {
    const { evidence } = findingOf({}, { evidence: [{ resource: 'ghost', path: ['a'] }] });
    expect(evidence).toEqual([
      { address: 'ghost', attribute: 'a', value: undefined, note: 'nothing that was read has this id' },
    ]);
  });
});

describe('secrets', () => {
  test.each([
    ['under a name that holds one', { password: 'hunter2!' }, ['password'], {}, '(sensitive)'],
    ['inside a block', { master: [{ auth_token: 'hunter2!' }] }, ['master'], {}, [{ auth_token: '(sensitive)' }]],
    [
      'in an environment variable',
      { environment: [{ variables: { DB_PASSWORD: 'hunter2!', HOST: 'db' } }] },
      ['environment', 0, 'variables'],
      {},
      { DB_PASSWORD: '(sensitive)', HOST: 'db' },
    ],
    ['marked by the input', { user: 'admin' }, ['user'], { sensitive: ['/user'] }, '(sensitive)'],
    ['marked above', { block: [{ user: 'admin' }] }, ['block', 0, 'user'], { sensitive: ['/block'] }, '(sensitive)'],
    [
      'marked before blocks became lists',
      { block: [{ user: 'admin' }] },
      ['block', 0, 'user'],
      { sensitive: ['/block/user'] },
      '(sensitive)',
    ],
    [
      'marked in one element, which masks the same of all',
      { b: [{ u: 'x1234' }, { u: 'y' }] },
      ['b', 1, 'u'],
      { sensitive: ['/b/0/u'] },
      '(sensitive)',
    ],
    ['a marked number', { pin: 1234 }, ['pin'], { sensitive: ['/pin'] }, '(sensitive)'],
    ['a secret that is a document', { secret_string: { a: 'hunter2!' } }, ['secret_string'], {}, '(sensitive)'],
  ] as const)('%s', (_situation, values, path, made, value) => {
    expect(evidenceOf(values as ValueObject, path as Path, made)?.value).toEqual(value);
  });

  test.each([
    ['a flag about a secret', { manage_password: true }, ['manage_password'], true],
    ['the name of a secret', { secret_id: 'prod/db' }, ['secret_id'], 'prod/db'],
    ['the ARN of a secret', { secret_arn: 'arn:x' }, ['secret_arn'], 'arn:x'],
    ['a length', { password_length: 8 }, ['password_length'], 8],
    ['no secret', { password: '' }, ['password'], ''],
    [
      'a reference',
      { password: { $ref: 'random_password.a', $attribute: 'result' } },
      ['password'],
      { $ref: 'random_password.a', $attribute: 'result' },
    ],
    [
      'why one is not known, without the part that is',
      { password: { $unknown: 'because', $parts: ['hunter', { $unknown: 'x' }] } },
      ['password'],
      { $unknown: 'because' },
    ],
  ] as const)('%s is shown', (_situation, values, path, value) => {
    expect(evidenceOf(values as ValueObject, path as Path)?.value).toEqual(value);
  });

  test('a policy that returns a secret as data does not print it', () => {
    const finding = findingOf(
      { values: { password: 'hunter2!' } },
      { data: { source: 'is hunter2! so', port: ['hunter2!', 1] } },
    );
    expect(finding.data).toEqual({ source: '(sensitive)', port: ['(sensitive)', 1] });
    expect(plain(finding.message)).toBe('aws_db_instance.main lets (sensitive) in on port (sensitive), 1');
  });

  test('the fingerprint tells nothing of a secret', () => {
    const first = findingOf({ values: { password: 'hunter2!' } }, { data: { source: 'hunter2!' } });
    const second = findingOf({ values: { password: 'swordfish' } }, { data: { source: 'swordfish' } });
    expect(first.fingerprint).toBe(second.fingerprint);
  });
});

describe('messages', () => {
  test('our words and their data are kept apart', () => {
    expect(findingOf({}, { data: { source: '`a`\u001b[31m', port: 22 } }).message).toEqual([
      { data: 'aws_db_instance.main' },
      ' lets ',
      { data: '`a`\u001b[31m' },
      ' in on port ',
      { data: '22' },
    ]);
  });

  test.each([
    ['a list', ['a', 'b'], 'a, b'],
    ['an empty list', [], 'none'],
    ['a flag', true, 'true'],
    ['null', null, 'null'],
    ['a map', { a: 1 }, '{ "a": 1 }'],
    ['a reference', { $ref: 'aws_kms_key.k', $attribute: 'arn' }, 'aws_kms_key.k.arn'],
    ['a hole inside data', '{subject}', '{subject}'],
    ['a template inside data', '${' + 'x}', '${' + 'x}'],
    ['a long text', 'x'.repeat(300), `${'x'.repeat(199)}…`],
  ])('%s in a hole', (_situation, value, shown) => {
    expect(plain(findingOf({}, { data: { a: value } }, 'violations', { message: 'it is {a}' }).message)).toBe(
      `it is ${shown}`,
    );
  });

  test('a hole that is not filled is seen', () => {
    const finding = findingOf({}, { data: {} }, 'violations', {
      message: 'open to {toString} and {source}; {not a hole}',
    });
    expect(plain(finding.message)).toBe('open to {toString} and {source}; {not a hole}');
  });

  test('an undecided subject says why, from its evidence and from its data, each reason once', () => {
    const values = {
      a: { $unknown: 'variable `cidr` has no value' },
      b: [{ $unknown: 'variable `cidr` has no value' }],
    };
    const evidence = [['a'], ['b']].map((path) => ({ resource: 'aws_db_instance.main', path }));
    const data = { source: 'them', key: { $ref: 'aws_kms_key.k', $attribute: 'arn' } };
    expect(plain(findingOf({ values }, { data, evidence }, 'undecided').message)).toBe(
      'aws_db_instance.main may let them in (not known: variable `cidr` has no value; aws_kms_key.k.arn is known only after apply)',
    );
  });

  test('reasons that the sentence already tells are not told twice, and many are counted', () => {
    const data = {
      source: { $unknown: 'no value' },
      more: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ $unknown: name.repeat(9) })),
    };
    expect(plain(findingOf({}, { data }, 'undecided').message)).toBe(
      'aws_db_instance.main may let (not known: no value) in (not known: aaaaaaaaa; bbbbbbbbb; ccccccccc; and 2 more)',
    );
  });
});

describe('fingerprints', () => {
  const base = findingOf(
    { values: { a: [1] } },
    { evidence: [{ resource: 'aws_db_instance.main', path: ['a', 0] }] },
  ).fingerprint;
  test('a shifted line, an entry before, and the order inside the data change nothing', () => {
    const said = {
      data: { port: 22, source: '0.0.0.0/0' },
      evidence: [{ resource: 'aws_db_instance.main', path: ['a', 7] }],
    };
    expect(findingOf({ line: 99 }, said).fingerprint).toBe(base);
    const listed = (source: string[]) => findingOf({}, { data: { source } }).fingerprint;
    expect(listed(['a', 'b'])).toBe(listed(['b', 'a']));
  });
  test('policy, stack, construct, instance, attribute and data each make another', () => {
    const evidence = [{ resource: 'aws_db_instance.main', path: ['a', 0] }];
    const others = [
      findingOf({ stack: 'hub' }, { evidence: [{ resource: 'hub/aws_db_instance.main', path: ['a', 0] }] }),
      findingOf({ constructPath: 'hub/main' }, { evidence }),
      findingOf({ key: 'a' }, { evidence }),
      findingOf({ key: 0 }, { evidence }),
      findingOf({}, { evidence: [{ resource: 'aws_db_instance.main', path: ['b', 0] }] }),
      findingOf({}, { evidence, data: { source: '::/0', port: 22 } }),
      findingOf({}, { evidence }, 'undecided'),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
    for (const fingerprint of others) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});
