/** `data.aws_iam_policy_document`, text for text as the AWS provider renders it (provider source, internal/service/iam, and its documentation). */
import { describe, expect, test } from 'vitest';
import type { Value } from '../../src/model/index.ts';
import { instance, resolveHcl, resolveJson } from './read.ts';

function json(body: string, more = ''): Value | undefined {
  const resolved = resolveHcl(`data "aws_iam_policy_document" "d" {\n${body}\n}\n${more}`);
  expect(resolved.diagnostics).toEqual([]);
  return instance(resolved, 'data.aws_iam_policy_document.d').values['json'];
}

function minified(body: string, more = ''): unknown {
  const text = json(body, more);
  return typeof text === 'string' ? (JSON.parse(text) as unknown) : text;
}

test('the example of the documentation', () => {
  const body = `
  statement {
    sid       = "1"
    actions   = ["s3:ListAllMyBuckets", "s3:GetBucketLocation"]
    resources = ["arn:aws:s3:::*"]
  }
  statement {
    actions   = ["s3:ListBucket"]
    resources = ["arn:aws:s3:::bucket"]
    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["", "home/", "home/&{aws:username}/"]
    }
  }
`;
  expect(json(body)).toBe(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "1",
      "Effect": "Allow",
      "Action": [
        "s3:ListAllMyBuckets",
        "s3:GetBucketLocation"
      ],
      "Resource": "arn:aws:s3:::*"
    },
    {
      "Effect": "Allow",
      "Action": "s3:ListBucket",
      "Resource": "arn:aws:s3:::bucket",
      "Condition": {
        "StringLike": {
          "s3:prefix": [
            "",
            "home/",
            "home/\${aws:username}/"
          ]
        }
      }
    }
  ]
}`);
});

describe('principals', () => {
  const principals = (blocks: string) =>
    (
      minified(`statement {\n  effect = "Deny"\n  not_actions = ["a:b"]\n  not_resources = ["r"]\n${blocks}\n}`) as {
        Statement: { Principal?: unknown; NotPrincipal?: unknown }[];
      }
    ).Statement[0];
  test.each([
    ['principals {\n  type = "*"\n  identifiers = ["*"]\n}', { Principal: '*' }],
    ['principals {\n  type = "AWS"\n  identifiers = ["*"]\n}', { Principal: { AWS: '*' } }],
    ['principals {\n  type = "AWS"\n  identifiers = ["a", "c", "b", "a"]\n}', { Principal: { AWS: ['c', 'b', 'a'] } }],
    [
      'principals {\n  type = "Service"\n  identifiers = ["s"]\n}\nprincipals {\n  type = "AWS"\n  identifiers = ["a"]\n}',
      { Principal: { AWS: 'a', Service: 's' } },
    ],
    [
      'principals {\n  type = "AWS"\n  identifiers = ["a"]\n}\nprincipals {\n  type = "AWS"\n  identifiers = ["b"]\n}',
      { Principal: { AWS: ['a', 'b'] } },
    ],
    ['not_principals {\n  type = "Federated"\n  identifiers = ["f"]\n}', { NotPrincipal: { Federated: 'f' } }],
  ])('%s', (blocks, expected) => {
    expect(principals(blocks)).toEqual({ Effect: 'Deny', NotAction: 'a:b', NotResource: 'r', ...expected });
  });
});

/** Orders checked against the expectations of the provider's own acceptance tests, whose account ids are others. */
describe('blocks are a set', () => {
  const root = (account: string) => `arn:aws:iam::${account}:root`;
  const principal = (...identifiers: string[]) =>
    `principals {\n  type = "AWS"\n  identifiers = ${JSON.stringify(identifiers)}\n}\n`;
  const first = (body: string) => (minified(`statement {\n${body}}`) as { Statement: unknown[] }).Statement[0];
  const [here, there] = [root('111122223333'), root('123456789012')];

  test.each([
    [
      [[here], [there], [here]],
      [there, here],
    ],
    [
      [[here], [there]],
      [there, here],
    ],
    [
      [['x'], [here, there]],
      ['x', there, here],
    ],
    [
      [['b'], [here, there]],
      [there, here, 'b'],
    ],
  ])('principals %j', (blocks, expected) => {
    const written = blocks.map((identifiers) => principal(...identifiers));
    for (const body of [written, [...written].reverse()]) {
      expect(first(body.join(''))).toEqual({ Effect: 'Allow', Principal: { AWS: expected } });
    }
  });

  test('conditions of the same key and operator', () => {
    const condition = (...values: string[]) =>
      `condition {\n  test = "StringEquals"\n  variable = "aws:x"\n  values = ${JSON.stringify(values)}\n}\n`;
    const one = first(condition('a') + condition('b', 'c') + condition('a'));
    expect(first(condition('b', 'c') + condition('a'))).toEqual(one);
    expect(one).toEqual({ Effect: 'Allow', Condition: { StringEquals: { 'aws:x': ['a', 'b', 'c'] } } });
  });

  test('stay as written where a piece is not known', () => {
    const text = json(
      `statement {\n${principal('z')}principals {\n  type = "AWS"\n  identifiers = [aws_iam_role.r.arn]\n}\n${principal('a')}}`,
      'resource "aws_iam_role" "r" {}',
    ) as { $parts: unknown[] };
    expect(text.$parts.map((part) => (typeof part === 'string' ? part : '?')).join('')).toMatch(/"z",\s*"\?",\s*"a"/);
  });
});

test('conditions of one test are merged, those of one variable joined', () => {
  const condition = (variable: string, values: string) =>
    `condition {\n  test = "StringEquals"\n  variable = "${variable}"\n  values = ${values}\n}`;
  expect(
    minified(
      `statement {\n  ${condition('b', '["1"]')}\n  ${condition('a', '["2", "2"]')}\n  ${condition('b', '["3"]')}\n}`,
    ),
  ).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Condition: { StringEquals: { a: ['2', '2'], b: ['1', '3'] } } }],
  });
});

test('characters are escaped as Go escapes them', () => {
  expect(json('statement {\n  resources = ["<&>"]\n}')).toContain('"Resource": "\\u003c\\u0026\\u003e"');
});

const here = 'arn:aws:iam::111122223333:root';

function source_(text: string): string {
  return `source_policy_documents = [${JSON.stringify(text)}]`;
}

describe('merging', () => {
  const source =
    'data "aws_iam_policy_document" "s" {\n  policy_id = "source"\n  version = "2008-10-17"\n  statement {\n    sid = "A"\n    actions = ["a"]\n  }\n  statement { actions = ["b", "c"] }\n}\n';
  const own = 'statement {\n  sid = "A"\n  actions = ["own"]\n}\nstatement {\n  sid = "B"\n  actions = ["z"]\n}';
  const statements = (body: string): unknown => minified(body, source);

  test('sources come first, a statement of the same Sid is replaced in its place', () => {
    expect(statements(`source_policy_documents = [data.aws_iam_policy_document.s.json]\n${own}`)).toEqual({
      Version: '2012-10-17',
      Id: 'source',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Action: 'own' },
        { Effect: 'Allow', Action: ['c', 'b'] },
        { Sid: 'B', Effect: 'Allow', Action: 'z' },
      ],
    });
  });

  test('overrides come last', () => {
    expect(statements(`override_policy_documents = [data.aws_iam_policy_document.s.json]\n${own}`)).toEqual({
      Version: '2012-10-17',
      Id: 'source',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Action: 'a' },
        { Sid: 'B', Effect: 'Allow', Action: 'z' },
        { Effect: 'Allow', Action: ['c', 'b'] },
      ],
    });
  });

  const merged = (statement: unknown): unknown => {
    const text = JSON.stringify({ Statement: [statement] });
    return (minified(`source_policy_documents = [${JSON.stringify(text)}]`) as { Statement: unknown[] }).Statement[0];
  };

  test.each<[string, unknown, unknown]>([
    [
      'names in any case of letters',
      { effect: 'Deny', ACTION: 'a', sId: 's' },
      { Sid: 's', Effect: 'Deny', Action: 'a' },
    ],
    ['a lone string in a list stays a list', { Action: ['a'] }, { Action: ['a'] }],
    ['the order of a list is kept', { Action: ['a', 'c', 'b'] }, { Action: ['a', 'c', 'b'] }],
    ['any text for a principal is everybody', { Principal: here }, { Principal: '*' }],
    ['the star under AWS stays there', { Principal: { AWS: '*' } }, { Principal: { AWS: '*' } }],
    ['an empty condition is left out', { Condition: { Bool: null } }, {}],
    ['an empty list of values stays', { Condition: { Bool: { k: [] } } }, { Condition: { Bool: { k: [] } } }],
    ['variables are IAM’s own', { Resource: '${aws:username} &{x}' }, { Resource: '${aws:username} &{x}' }],
    ['unknown elements are left out', { Comment: 'c', Effect: 'Allow' }, { Effect: 'Allow' }],
  ])('%s', (_why, statement, expected) => {
    expect(merged(JSON.parse(JSON.stringify(statement).replaceAll('${', '$$$${')))).toEqual(expected);
  });

  test('what the provider leaves out of a document to merge is left out', () => {
    const text = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS: ['b', 'a'] }, Condition: { Bool: { x: true, y: 5 } } }],
    });
    expect(minified(`source_policy_documents = [${JSON.stringify(text)}]`)).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ['b', 'a'] }, Condition: { Bool: { x: 'true' } } }],
    });
  });

  test.each([
    ['source_policy_documents = ["{"]', /no JSON/],
    [source_(`{"Statement":{"Effect":"Allow"}}`), /the Statement of a document to merge is no list/],
    [source_(`{"Statement":[{"Sid":1}]}`), /the Sid of a document to merge is no string/],
    [source_(`{"Statement":[{"Principal":null}]}`), /neither text nor object/],
    [source_(`{"Statement":[{"Condition":{"Bool":{"k":[true]}}}]}`), /is no string/],
    ['version = "2008-10-17"\nstatement { resources = ["&{aws:username}"] }', /which has no policy variables/],
    ['statement { sid = "A" }\nstatement { sid = "A" }', /Sid A is there twice/],
    [
      'source_policy_documents = [data.aws_iam_policy_document.s.json, data.aws_iam_policy_document.s.json]',
      /Sid A is there twice/,
    ],
  ])('%s is refused', (body, message) => {
    const resolved = resolveHcl(`data "aws_iam_policy_document" "d" {\n${body}\n}\n${source}`);
    expect(JSON.stringify(resolved.diagnostics)).toMatch(message);
    expect(instance(resolved, 'data.aws_iam_policy_document.d').values['json']).toMatchObject({
      $unknown: expect.any(String),
    });
  });
});

describe('unknown pieces', () => {
  const bucket = 'resource "aws_s3_bucket" "b" {}\nvariable "actions" {}\nvariable "statements" {}\n';
  const arn = { $ref: 'aws_s3_bucket.b', $attribute: 'arn' };

  test('stay where they are', () => {
    const body =
      'statement {\n  actions = ["a"]\n  resources = ["${aws_s3_bucket.b.arn}/*", aws_s3_bucket.b.arn, "z"]\n}';
    expect(json(body, bucket)).toMatchObject({
      $parts: [
        expect.stringContaining('"Resource": [\n        "'),
        arn,
        '",\n        "',
        arn,
        expect.stringContaining('/*",\n        "z"\n      ]'),
      ],
    });
  });

  test('a list of which nothing is known is a bare hole', () => {
    expect(json('statement {\n  actions = var.actions\n}', bucket)).toMatchObject({
      $parts: [
        expect.stringMatching(/"Action": $/),
        { $unknown: 'variable `actions` has no value' },
        expect.stringMatching(/^\n {4}\}/),
      ],
    });
  });

  test.each(['actions', 'resources', 'not_resources'])('so is an unknown list of strings, as %s', (name) => {
    const text = json(
      `statement {\n  ${name} = var.them\n  sid = "S"\n}`,
      'variable "them" {\n  type = list(string)\n}',
    );
    expect(text).toMatchObject({
      $parts: [expect.stringContaining('"Sid": "S"'), { $unknown: expect.any(String) }, expect.any(String)],
    });
  });

  test('and one of principals', () => {
    const text = json(
      'statement {\n  principals {\n    type = "AWS"\n    identifiers = formatlist("arn:aws:iam::%s:root", var.them)\n  }\n}',
      'variable "them" {\n  type = list(string)\n}',
    );
    expect(text).toMatchObject({
      $parts: [expect.stringMatching(/"AWS": $/), { $unknown: expect.any(String) }, expect.any(String)],
    });
  });

  describe('documents to merge of which nothing is known', () => {
    const them = 'variable "them" {\n  type = list(string)\n}\nvariable "one" {\n  type = string\n}\n';
    const own = 'statement { sid = "B" }\nstatement { effect = "Deny" }\n';
    test.each([
      ['a list', 'source_policy_documents = var.them'],
      ['one in a list', 'source_policy_documents = [var.one]'],
      ['one', 'source_json = var.one'],
    ])('%s: what the data source states itself wins over it', (_name, source) => {
      expect(json(`${source}\n${own}`, them)).toMatchObject({
        $parts: [
          expect.stringMatching(/"Statement": \[\s*$/),
          { $unknown: expect.stringContaining('has no value') },
          expect.stringMatching(/^,[\s\S]*"Sid": "B"[\s\S]*"Deny"/),
        ],
      });
    });
    test.each([
      ['a list', 'override_policy_documents = var.them'],
      ['one', 'override_json = var.one'],
    ])('%s that overrides: only what has no Sid is certain', (_name, override) => {
      const text = JSON.stringify(json(`${override}\n${own}`, them));
      expect(text).toContain('has no value');
      expect(text).toContain('Deny');
      expect(text).not.toContain('Sid');
    });
  });

  test('an unknown number of statements is a hole as well', () => {
    expect(json('dynamic "statement" {\n  for_each = var.statements\n  content {}\n}', bucket)).toMatchObject({
      $parts: [expect.stringMatching(/"Statement": $/), { $unknown: 'variable `statements` has no value' }, '\n}'],
    });
  });

  test('beside statements that are there for certain', () => {
    const dynamic = 'dynamic "statement" {\n  for_each = var.statements\n  content {}\n}\n';
    expect(json(`${dynamic}statement { sid = "A" }`, bucket)).toMatchObject({
      $parts: [
        expect.stringMatching(/"Sid": "A",[\s\S]*},\s*$/),
        { $unknown: 'variable `statements` has no value' },
        expect.stringMatching(/^\s*\]\n}$/),
      ],
    });
  });

  test('statements of which nothing is known may be in place of any that has a Sid', () => {
    const source = JSON.stringify('{"Statement":[{"Sid":"A","Effect":"Deny"},{"Effect":"Deny","Action":"b"}]}');
    const dynamic = 'dynamic "statement" {\n  for_each = var.statements\n  content {}\n}\n';
    const merged = JSON.stringify(json(`source_policy_documents = [${source}]\n${dynamic}`, bucket));
    expect(merged).not.toContain('Sid');
    expect(merged).toContain('Action');
  });

  test('go through merging', () => {
    const more = `${bucket}data "aws_iam_policy_document" "s" {\n  statement {\n    sid = "A"\n    actions = var.actions\n    resources = ["\${aws_s3_bucket.b.arn}/*"]\n  }\n}\n`;
    const merged = json(
      'source_policy_documents = [data.aws_iam_policy_document.s.json]\nstatement { sid = "B" }',
      more,
    );
    expect(merged).toMatchObject({
      $parts: [
        expect.stringMatching(/"Action": $/),
        { $unknown: 'variable `actions` has no value' },
        expect.stringMatching(/"Resource": "$/),
        arn,
        expect.stringMatching(/^\/\*"[\s\S]*"Sid": "B"/),
      ],
    });
  });
});

test('JSON syntax gives the same', () => {
  const resolved = resolveJson({
    data: {
      aws_iam_policy_document: {
        d: {
          statement: [
            {
              actions: ['s3:*'],
              principals: { type: 'AWS', identifiers: ['*'] },
              dynamic: {
                condition: {
                  for_each: ['x'],
                  content: { test: 'Bool', variable: `\${${'condition.value'}}`, values: ['false'] },
                },
              },
            },
          ],
        },
      },
    },
  });
  expect(resolved.diagnostics).toEqual([]);
  const { values } = instance(resolved, 'data.aws_iam_policy_document.d');
  expect(values['minified_json']).toBe(
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Principal":{"AWS":"*"},"Condition":{"Bool":{"x":"false"}}}]}',
  );
});
