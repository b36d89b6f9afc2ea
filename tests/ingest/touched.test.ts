import { expect, test } from 'vitest';
import { touchedInstances } from '../../src/ingest/index.ts';
import { type PlannedResource, planOf } from './plan-json.ts';
import { read } from './read.ts';

function touched(resources: readonly PlannedResource[], inputs: readonly string[] = ['plan.json']): readonly string[] {
  return [...touchedInstances(read({ 'plan.json': planOf(resources), 'in/main.tf': '' }, inputs))].sort();
}

const bucket = { address: 'aws_s3_bucket.b', actions: ['no-op'], values: { id: 'logs', bucket: 'logs', region: 'eu' } };

test('what is created, updated, replaced or imported is touched; what stays or is read is not', () => {
  const resources = [
    { address: 'aws_x.a', actions: ['create'] },
    { address: 'aws_x.b', actions: ['update'] },
    { address: 'aws_x.c', actions: ['delete', 'create'] },
    { address: 'aws_x.d', actions: ['no-op'], importing: { id: 'd' } },
    { address: 'aws_x.e', actions: ['no-op'] },
    { address: 'data.aws_x.f', mode: 'data' as const, actions: ['read'] },
  ];
  expect(touched(resources)).toEqual(['aws_x.a', 'aws_x.b', 'aws_x.c', 'aws_x.d']);
});

test.each([
  ['deletes', { actions: ['delete'], unplanned: true }, ['aws_s3_bucket.b']],
  ['forgets', { actions: ['forget'], unplanned: true }, ['aws_s3_bucket.b']],
  ['moves to another', { actions: ['update'], values: { bucket: 'other' } }, ['aws_s3_bucket.b', 'aws_x.block']],
  ['leaves as it is', { actions: ['no-op'] }, []],
])('what the plan %s was about something', (_situation, change, expected) => {
  const block = { address: 'aws_x.block', before: { bucket: 'logs' }, ...change };
  expect(touched([bucket, block])).toEqual(expected);
});

test('values that are no identity of anything, and those that are short, touch nothing', () => {
  const gone = { address: 'aws_x.gone', actions: ['delete'], before: { region: 'eu', other: 'x' }, unplanned: true };
  expect(touched([{ ...bucket, values: { id: 'x', region: 'eu' } }, gone])).toEqual([]);
});

test('ids name the stack where there are several', () => {
  expect(touched([{ address: 'aws_x.a', actions: ['create'] }], ['in', 'plan.json'])).toEqual(['plan.json/aws_x.a']);
});
