/**
 * What policies cost where it is not known what belongs to what, in the steps that the fuel counter counts. What may belong to each must
 * not be looked at, or listed, for each.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseAccess } from '../../src/analyse/access/index.ts';
import { analyseNetwork } from '../../src/analyse/network/index.ts';
import { buildEstate } from '../../src/aws/index.ts';
import { encodeFacts } from '../../src/decide/encode-facts.ts';
import { entryPointOf, PolicyMachine } from '../../src/decide/policy-machine.ts';
import { composeFacts } from '../../src/facts/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { nothingDeclared } from '../aws/hand-made.ts';
import { unknownShapes } from '../bench/unknowns.ts';
import { memoryFiles } from '../ingest/memory-files.ts';
import { policiesFolder as root } from '../maintain/opa.ts';

const { policies } = JSON.parse(readFileSync(join(root, 'bundle', 'manifest.json'), 'utf8')) as { policies: string[] };
const module = new WebAssembly.Module(readFileSync(join(root, 'bundle', 'policy.wasm')));
const budget = 4_000_000_000;

/** Bytes of the facts, and the steps of each policy on them. */
function costs(contents: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const files = memoryFiles(contents);
  const estate = buildEstate(resolveConfiguration(readConfiguration(['.'], files, {}), { files }), nothingDeclared);
  const network = analyseNetwork(estate, nothingDeclared);
  const facts = composeFacts(estate, network, analyseAccess(estate), nothingDeclared);
  const text = [...encodeFacts(facts, { resources: null, data: null })].join('');
  const machine = new PolicyMachine(module, 2048);
  machine.load([text], Buffer.byteLength(text));
  const steps = policies.map((id): [string, number] => {
    machine.evaluate(entryPointOf(id), budget);
    return [id, budget - machine.fuel];
  });
  return new Map([['bytes', text.length], ...steps]);
}

/** On the same side of every limit beyond which not all that may be something's is looked at. */
const [few, many] = [70, 250];
/** Of the growth of the population: what is quadratic grows by as much again as that. */
const most = 1.5 * (many / few);

test.each(Object.entries(unknownShapes))(
  '%s: neither the facts nor the steps of a policy grow much faster',
  (_name, shape) => {
    const [small, large] = [costs(shape(few)), costs(shape(many))];
    const steep = ['bytes', ...policies].flatMap((id) => {
      const [before = 0, after = 0] = [small.get(id), large.get(id)];
      return after > most * before + 10_000
        ? [`${id}: ${before}, then ${after}, ${(after / before).toFixed(1)} times`]
        : [];
    });
    expect(steep).toEqual([]);
  },
);
