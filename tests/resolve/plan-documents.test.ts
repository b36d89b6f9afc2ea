/** Policy documents that a plan reads only at apply, because something in them is not known before. */
import { expect, test } from 'vitest';
import { readConfiguration } from '../../src/ingest/index.ts';
import type { Json, Value } from '../../src/model/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { configurationOf, type PlannedResource, planOf, refers } from '../ingest/plan-json.ts';
import { instance, memoryFiles } from './read.ts';

const LATE = { id: true, json: true, minified_json: true };

function document(name: string, values: Json, unknown: Readonly<Record<string, Json>> = {}): PlannedResource {
  return {
    address: `data.aws_iam_policy_document.${name}`,
    mode: 'data',
    actions: ['read'],
    values,
    unknown: { ...LATE, ...unknown },
  };
}

const ROLE: PlannedResource = {
  address: 'aws_iam_role.r',
  values: { name: 'r' },
  unknown: { assume_role_policy: true },
};

const TRUST = {
  version: null,
  statement: [
    {
      sid: null,
      effect: null,
      actions: ['sts:AssumeRoleWithWebIdentity'],
      resources: null,
      principals: [{ type: 'Federated', identifiers: [null] }],
      condition: [
        {
          test: 'StringEquals',
          variable: 'token.actions.githubusercontent.com:sub',
          values: ['repo:acme/app:ref:refs/heads/main'],
        },
      ],
    },
  ],
};
const PROVIDER_UNKNOWN = { statement: [{ principals: [{ identifiers: [true] }] }] };

function resolved(resources: readonly PlannedResource[], expressions: Readonly<Record<string, Json>>) {
  const plan = planOf(resources, { configuration: configurationOf(expressions), complete: true });
  const files = memoryFiles({ 'plan.json': plan });
  return resolveConfiguration(readConfiguration(['plan.json'], files), { files });
}

/** What is known of a text, with `#` for each piece that is not. */
function shown(value: Value | undefined): string {
  if (typeof value === 'string') return value.replaceAll(/\s+/g, '');
  if (typeof value !== 'object' || value === null || !('$parts' in value)) return JSON.stringify(value);
  const parts = value['$parts'] as readonly Value[];
  return parts
    .map((part) => (typeof part === 'string' ? part : '#'))
    .join('')
    .replaceAll(/\s+/g, '');
}

const RENDERED =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"#"},' +
  '"Condition":{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:acme/app:ref:refs/heads/main"}}}]}';

test('the trust of a role is the document that it refers to', () => {
  const result = resolved([document('t', TRUST, PROVIDER_UNKNOWN), ROLE], {
    'data.aws_iam_policy_document.t': {
      statement: [{ principals: [{ identifiers: refers('aws_iam_openid_connect_provider.g.arn') }] }],
    },
    'aws_iam_role.r': { assume_role_policy: refers('data.aws_iam_policy_document.t.json') },
  });
  expect(shown(instance(result, 'aws_iam_role.r').values['assume_role_policy'])).toBe(RENDERED);
  const data = instance(result, 'data.aws_iam_policy_document.t');
  expect(shown(data.values['json'])).toBe(RENDERED);
  expect(data.unset ?? []).not.toContain('json');
  expect(data.location).toMatchObject({ file: 'plan.json' });
});

test('a document that is made of another has what the other says', () => {
  const result = resolved(
    [
      document('t', TRUST, PROVIDER_UNKNOWN),
      document('u', { statement: [{ sid: 'own', actions: ['sts:TagSession'] }] }, { source_policy_documents: [true] }),
      ROLE,
    ],
    {
      'data.aws_iam_policy_document.u': { source_policy_documents: refers('data.aws_iam_policy_document.t.json') },
      'aws_iam_role.r': { assume_role_policy: refers('data.aws_iam_policy_document.u.json') },
    },
  );
  const text = shown(instance(result, 'aws_iam_role.r').values['assume_role_policy']);
  expect(text).toContain('"Action":"sts:AssumeRoleWithWebIdentity"');
  expect(text).toContain('"Sid":"own"');
});

test.each<[string, PlannedResource]>([
  ['of another document that is not in the plan', document('t', {}, { source_policy_documents: [true] })],
  ['of statements that are not known', document('t', {}, { statement: true })],
])('a document %s is not made up', (_situation, data) => {
  const result = resolved([data, ROLE], {
    'data.aws_iam_policy_document.t': { source_policy_documents: refers('module.other.json') },
    'aws_iam_role.r': { assume_role_policy: refers('data.aws_iam_policy_document.t.json') },
  });
  const text = shown(instance(result, 'aws_iam_role.r').values['assume_role_policy']);
  expect(text).not.toContain('"Action"');
  expect(text).toMatch(/#|\$ref|\$unknown/);
});

test('documents that are made of each other end', () => {
  const result = resolved(
    [document('t', {}, { source_policy_documents: [true] }), document('u', {}, { source_policy_documents: [true] })],
    {
      'data.aws_iam_policy_document.t': { source_policy_documents: refers('data.aws_iam_policy_document.u.json') },
      'data.aws_iam_policy_document.u': { source_policy_documents: refers('data.aws_iam_policy_document.t.json') },
    },
  );
  expect(result.instances).toHaveLength(2);
});
