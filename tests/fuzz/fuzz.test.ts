/** A bounded run of what `npm run fuzz` does for long: mutants of real files, from reading to report. */
import { describe, expect, test } from 'vitest';
import { judgeMutant } from './judge-mutant.ts';
import { mutantOf } from './mutants.ts';
import { placesIn, withValue, wrongValues } from './mutate-json.ts';
import { seenInHcl, seenInJson, seenInPlan } from './other-readers.ts';
import { Random } from './random.ts';
import { absence, ownSources, type Source, thirdPartySources } from './sources.ts';

const own = ownSources();
const ownPlan = own.find(({ target }) => target === 'plan.json');

async function troublesOf(mutants: readonly (Source & { readonly label: string })[]): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const mutant of mutants) {
    for (const trouble of await judgeMutant(mutant)) troubles.push(`${mutant.label}: ${trouble}`);
  }
  return troubles;
}

const numbered = (sources: readonly Source[], count: number) =>
  Array.from({ length: count }, (_, number) => ({ ...mutantOf(sources, number), label: `mutant ${number}` }));

test('what is not mutated is taken without trouble', async () => {
  const some = own.filter((source, index) => index % 15 === 0 || source.name.startsWith('hand-written'));
  expect(await troublesOf(some.map((source) => ({ ...source, label: source.name })))).toEqual([]);
});

test('mutants of our own files are judged, or refused with a place', async () => {
  expect(await troublesOf(numbered(own, 100))).toEqual([]);
});

test('mutants of a configuration that uses most of the language are judged, or refused with a place', async () => {
  const handWritten = own.filter(({ name }) => name.startsWith('hand-written'));
  expect(await troublesOf(numbered(handWritten, 40))).toEqual([]);
});

test('a plan with another value at any of its places is judged, or refused with a place', async () => {
  if (ownPlan === undefined) throw new Error('there is no plan of our own');
  const plan: unknown = JSON.parse(Buffer.from(ownPlan.files['plan.json'] ?? '').toString('utf8'));
  const random = new Random(1);
  const mutants = placesIn(plan).map((path) => {
    const bytes = Buffer.from(JSON.stringify(withValue(plan, path, random.pick(wrongValues))));
    return { ...ownPlan, files: { 'plan.json': bytes }, label: path.join('.') };
  });
  expect(mutants.length).toBeGreaterThan(100);
  expect(await troublesOf(mutants)).toEqual([]);
});

describe.skipIf(absence !== undefined)(`third-party files${absence === undefined ? '' : ` (${absence})`}`, () => {
  test('mutants of them are judged, or refused with a place', async () => {
    expect(await troublesOf(numbered(thirdPartySources(), 60))).toEqual([]);
  });
});

test('the witnesses name what a file declares', async () => {
  const hcl = 'resource "a_b" "c" {\n  d = 1\n  e {}\n}\nlocals { f = 1 }\nmodule "m" { source = "./m" }\n';
  const names = ['resource.a_b.c/d', 'resource.a_b.c/e', 'resource.a_b.c', 'local.f', 'module.m'];
  const seen = await seenInHcl(hcl);
  expect(seen).toMatchObject({ names: expect.arrayContaining(names) });
  expect(await seenInHcl('a = (')).toMatchObject({ refused: expect.any(String) });
  const json = { resource: [{ a_b: { c: [{ d: 1, e: {} }] } }], locals: { f: 1 }, module: { m: { source: './m' } } };
  expect(seenInJson(JSON.stringify(json))).toMatchObject({ names: expect.arrayContaining(names) });
  expect(seenInPlan(Buffer.from(ownPlan?.files['plan.json'] ?? '').toString('utf8'))).toMatchObject({
    names: expect.arrayContaining(['aws_security_group.open', 'module.m["k"].aws_s3_bucket.b']),
  });
});

test('the same number gives the same mutant', () => {
  expect(mutantOf(own, 7)).toEqual(mutantOf(own, 7));
  expect(new Set(Array.from({ length: 50 }, (_, number) => mutantOf(own, number).name)).size).toBeGreaterThan(20);
});
