import { describe, expect, test } from 'vitest';
import { readConfiguration } from '../../src/ingest/index.ts';
import { memoryFiles } from './memory-files.ts';
import { planOf } from './plan-json.ts';

/** Larger than what is read as a text. */
const values = { bucket: 'b', notes: 'x'.repeat(3 * 1024 * 1024) };
const plan = planOf([{ address: 'aws_s3_bucket.b', values }]);

function read(lasting: boolean) {
  const contents = { 'plan.json': plan };
  const reads: string[] = [];
  const files = memoryFiles(contents);
  const configuration = readConfiguration(
    ['plan.json'],
    {
      ...files,
      lasting: () => lasting,
      read: (path) => {
        reads.push(path);
        return files.read(path);
      },
    },
    {},
  );
  const [stack] = configuration.stacks;
  const instance = stack?.kind === 'evaluated' ? stack.instances[0] : undefined;
  if (instance === undefined) throw new Error('no instance');
  return { contents, reads, configuration, place: () => instance.locate?.(['bucket']) };
}

describe('the bytes of a large plan', () => {
  test('are let go, and read again for a place', () => {
    const { reads, configuration, place } = read(true);
    const before = place();
    expect(before?.line).toBeGreaterThan(1);
    expect(reads).toEqual(['plan.json']);
    configuration.letGo?.();
    expect(reads).toEqual(['plan.json']);
    expect(place()).toEqual(before);
    expect(reads).toEqual(['plan.json', 'plan.json']);
  });

  test('are kept where the file may give something else, as a pipe does', () => {
    const { reads, configuration, place } = read(false);
    const before = place();
    configuration.letGo?.();
    expect(place()).toEqual(before);
    expect(reads).toEqual(['plan.json']);
  });

  test.each([
    ['is another', plan.replace('"b"', '"c"')],
    ['is gone', undefined],
  ])('stop the run where the file %s by then', (_what, now) => {
    const { contents, configuration, place } = read(true);
    configuration.letGo?.();
    Object.assign(contents, { 'plan.json': now });
    expect(place).toThrow('plan.json was changed while it was judged');
  });
});
