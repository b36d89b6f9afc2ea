/** The property that matters most, over whole documents: what is settled stays settled when what was not known is learnt. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Access, analyseAccess } from '../../../src/analyse/access/index.ts';
import type { Value } from '../../../src/model/index.ts';
import { estateOf, partly, reference, unknown } from '../estate.ts';

/** Holes of a document: in a string `<n>`, in place of a value `"<<n>>"`, numbered below ten. */
const words = fc.constantFrom('<0>', '<1>', '*<2>', 'a<3>', '<4>*');
const values = fc.constantFrom('<<5>>', '<<6>>');

function oneOrMore(text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 2, arbitrary: fc.array(text, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: values },
  );
}

const actions = oneOrMore(
  fc.oneof(
    fc.constantFrom('*', '*:*', 's3:*', 's3:Get*', 'iam:*', 'sts:AssumeRoleWithWebIdentity', 's3:<0>', '<1>:*'),
    words,
  ),
);
const resources = oneOrMore(
  fc.oneof(
    fc.constantFrom(
      '*',
      'arn:aws:s3:::data',
      'arn:aws:s3:::data/*',
      'arn:aws:s3:::<0>/*',
      'arn:aws:*',
      'arn:<1>:*',
      '<2>/*',
    ),
    words,
  ),
);
const issuer = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const principals = fc.oneof(
  fc.constantFrom<unknown[]>('*', '<<7>>'),
  oneOrMore(
    fc.constantFrom(
      '*',
      '111122223333',
      'arn:aws:iam::<0>:root',
      'arn:aws:iam::111122223333:role/<1>',
      '<2>',
      'arn:aws:iam::*:root',
    ),
  ).map((AWS) => ({ AWS })),
  oneOrMore(fc.constantFrom(issuer, 'arn:aws:iam::<0>:oidc-provider/token.actions.githubusercontent.com', '<1>')).map(
    (Federated) => ({ Federated }),
  ),
);
const github = 'token.actions.githubusercontent.com';
const keys = fc.constantFrom(
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:PrincipalOrgPaths',
  'aws:SourceIp',
  'aws:SecureTransport',
  's3:TlsVersion',
  'aws:PrincipalTag/x',
  `${github}:sub`,
  `${github}:aud`,
  '<0>:sub',
  '<1>',
);
const operators = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIfExists',
  'ForAllValues:StringLike',
  'ForAnyValue:StringLike',
  'ArnLike',
  'Bool',
  'IpAddress',
  'NumericLessThan',
  'Null',
  '<2>',
);
const operands = oneOrMore(
  fc.oneof(
    fc.constantFrom(
      'false',
      'true',
      '1.2',
      '111122223333',
      'arn:aws:sns:*:111122223333:*',
      'arn:aws:sns:<0>:111122223333:*',
      'arn:aws:sns:*:<1>:*',
      'o-a1/r-b2/*',
      'o-<2>/*',
      '8.8.8.8/<3>',
      '0.0.0.0/0',
      'repo:octo-org/octo-repo:*',
      'repo:octo-org/<0>',
      'repo:*/<1>',
      '<4>',
    ),
    words,
  ),
);
const condition = fc.oneof(
  { weight: 1, arbitrary: fc.constant<unknown>('<<8>>') },
  {
    weight: 8,
    arbitrary: fc.dictionary(operators, fc.dictionary(keys, operands, { minKeys: 1, maxKeys: 2 }), { maxKeys: 2 }),
  },
);
const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Deny', '<9>'),
    principal: fc.constantFrom('Principal', 'Principal', 'NotPrincipal'),
    principals,
    action: fc.constantFrom('Action', 'Action', 'NotAction'),
    actions,
    resource: fc.constantFrom('Resource', 'Resource', 'NotResource'),
    resources,
    Condition: condition,
  })
  .map((it) => ({
    Effect: it.Effect,
    [it.principal]: it.principals,
    [it.action]: it.actions,
    [it.resource]: it.resources,
    Condition: it.Condition,
  }));
const documents = fc.array(statement, { minLength: 1, maxLength: 3 });

interface Lesson {
  readonly words: readonly string[];
  readonly values: readonly string[];
  readonly principal: string;
  readonly condition: string;
  readonly effect: string;
}

const lessons = fc.record<Lesson>({
  words: fc.array(
    fc.constantFrom(
      '',
      '*',
      '?',
      'a',
      '111122223333',
      'aws',
      'arn:aws:s3:::data',
      'data',
      'token.actions.githubusercontent.com',
      'octo-org/octo-repo:x',
      '0',
      '24',
      'StringLike',
      'Null',
      issuer,
      's3',
      'false',
    ),
    { minLength: 5, maxLength: 5 },
  ),
  values: fc.array(
    fc.constantFrom(
      '"*"',
      '["*", "a"]',
      '"arn:aws:s3:::data"',
      '"s3:*"',
      '[]',
      '"111122223333"',
      '"false"',
      '["arn:aws:s3:::data", "arn:aws:s3:::data/*"]',
    ),
    { minLength: 2, maxLength: 2 },
  ),
  principal: fc.constantFrom(
    '"*"',
    '{"AWS": "*"}',
    '{"AWS": "111122223333"}',
    `{"Federated": "${issuer}"}`,
    '{"Service": "ec2.amazonaws.com"}',
  ),
  condition: fc.constantFrom(
    '{}',
    '{"Bool": {"aws:SecureTransport": "false"}}',
    '{"StringEquals": {"aws:SourceAccount": "111122223333"}}',
    `{"StringEquals": {"${github}:sub": "repo:a/b:x"}}`,
  ),
  effect: fc.constantFrom('Allow', 'Deny'),
});

const hole = /"<<(\d)>>"|<(\d)>/g;

function write(statements: readonly unknown[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

function withHoles(text: string): Value {
  const pieces: (string | Value)[] = [];
  let end = 0;
  for (const match of text.matchAll(hole)) {
    pieces.push(text.slice(end, match.index), unknown());
    end = match.index + match[0].length;
  }
  return partly(...pieces, text.slice(end));
}

function learn(text: string, lesson: Lesson): string {
  return text.replaceAll(hole, (_all, value: string | undefined, word: string | undefined) => {
    if (value === '7') return lesson.principal;
    if (value === '8') return lesson.condition;
    if (value !== undefined) return lesson.values[Number(value) - 5] ?? '"a"';
    return word === '9' ? lesson.effect : (lesson.words[Number(word)] ?? '');
  });
}

function analyse(policy: Value): Access {
  return analyseAccess(
    estateOf([
      { address: 'aws_s3_bucket.b', values: { bucket: 'data' } },
      { address: 'aws_s3_bucket_policy.p', values: { bucket: reference('aws_s3_bucket.b'), policy } },
      { address: 'aws_iam_role.r', values: { assume_role_policy: policy, inline_policy: [{ policy }] } },
    ]),
  );
}

/** Every answer there is, by a name that does not change when more is known. */
function answersIn({ documents: found, roles, transport }: Access): Map<string, string> {
  const answers = new Map<string, string>();
  for (const { subject, path, statements } of found) {
    for (const [index, one] of statements.entries()) {
      const at = `${subject} ${path.join('.')} ${index}`;
      answers.set(`${at} every_action`, one.every_action);
      answers.set(`${at} every_resource`, one.every_resource);
      answers.set(`${at} anyone`, one.anyone);
      answers.set(`${at} narrowed`, one.narrowed);
    }
  }
  for (const { id, privileged } of roles) answers.set(`${id} privileged`, privileged);
  for (const [id, { denies_plaintext, minimum_tls }] of transport) {
    answers.set(`${id} denies_plaintext`, denies_plaintext.answer);
    answers.set(`${id} minimum_tls`, minimum_tls);
  }
  return answers;
}

test('learning an unknown never overturns a settled answer', () => {
  fc.assert(
    fc.property(documents, lessons, (statements, lesson) => {
      const text = write(statements);
      const before = analyse(withHoles(text));
      const after = analyse(learn(text, lesson));
      // A lesson that makes it no document teaches nothing: AWS refuses it.
      fc.pre(after.documents.every(({ read }) => read === 'yes'));
      const learnt = answersIn(after);
      for (const [name, answer] of answersIn(before)) {
        if (answer !== 'unknown') expect([name, learnt.get(name)]).toEqual([name, answer]);
      }
    }),
    { numRuns: 5_000 },
  );
});

test('what is pinned in a trust stays pinned, and what is not stays open', () => {
  const trusts = fc.record({
    Effect: fc.constant('Allow'),
    Principal: fc.constant({ Federated: issuer }),
    Action: fc.constant('sts:AssumeRoleWithWebIdentity'),
    Condition: condition,
  });
  fc.assert(
    fc.property(trusts, lessons, (trust, lesson) => {
      const text = write([trust]);
      const after = analyse(learn(text, lesson));
      fc.pre(after.documents.every(({ read }) => read === 'yes'));
      const [known] = after.federated;
      const [open] = analyse(withHoles(text)).federated;
      if (open?.subject_pinned !== 'unknown') expect(known?.subject_pinned).toBe(open?.subject_pinned);
      if (open?.audience_pinned !== 'unknown') expect(known?.audience_pinned).toBe(open?.audience_pinned);
    }),
    { numRuns: 5_000 },
  );
});

/** The same document, every list backwards and every object with its keys in the opposite order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards).reverse();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, backwards(member)]),
  );
}

test('the order of keys and values changes nothing', () => {
  fc.assert(
    fc.property(statement, (one) => {
      const there = answersIn(analyse(withHoles(write([one]))));
      const back = answersIn(analyse(withHoles(write([backwards(one)]))));
      expect(back).toEqual(there);
    }),
    { numRuns: 1_000 },
  );
});
