import { expect, test } from 'vitest';
import { isPolicySource, verifySources } from '../../src/decide/index.ts';
import { digestOf } from '../../src/decide/manifest.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const built = new Map([
  ['lib/answer.rego', bytes('package lib.answer')],
  ['network/no-a/no-a.rego', bytes('package policies.network')],
  ['schemas/facts.json', bytes('{}')],
]);
const manifest = bytes(
  JSON.stringify({
    version: 1,
    opa: '1.22.2',
    files: { 'policy.wasm': 'sha256:0', 'catalogue.json': 'sha256:0' },
    policies: ['network/no-a'],
    reads: { resources: null, data: null },
    sources: Object.fromEntries([...built].map(([path, source]) => [path, digestOf(source)])),
  }),
);
const verify = (sources: ReadonlyMap<string, Uint8Array>) => () => {
  verifySources(manifest, 'policies/bundle', sources);
};

test('the sources that a bundle was built from are accepted', () => {
  expect(verify(built)).not.toThrow();
});

test.each([
  ['changed', new Map([...built, ['lib/answer.rego', bytes('package lib.answers')]]), 'lib/answer.rego'],
  ['added', new Map([...built, ['network/no-b/no-b.rego', bytes('')]]), 'network/no-b/no-b.rego'],
  ['taken away', new Map([...built].slice(1)), 'lib/answer.rego'],
  ['named like a member of every object', new Map([...built, ['constructor', bytes('')]]), 'constructor'],
] as const)('a source that was %s makes it stale', (_how, sources, path) => {
  expect(verify(sources)).toThrow(
    expect.objectContaining({
      code: 'decide/bundle-stale',
      help: 'run `npm run policies`',
      message: expect.stringContaining(path) as string,
    }),
  );
});

test('of many stale sources three are named', () => {
  expect(verify(new Map(['a', 'b', 'c', 'd'].map((path) => [path, bytes(path)])))).toThrow(/a, b, c and 4 more differ/);
});

test.each([
  ['lib/answer.rego', true],
  ['network/no-a/no-a.rego', true],
  ['schemas/facts.json', true],
  ['lib/answer_test.rego', false],
  ['network/no-a/cases/valid-a.tf.json', false],
  ['bundle/catalogue.json', false],
  ['README.md', false],
])('%s is a source: %s', (path, source) => {
  expect(isPolicySource(path)).toBe(source);
});
