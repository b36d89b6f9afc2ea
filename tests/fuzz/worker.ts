/** The process that judges mutants for run.ts, which ends it when it takes too long. */
import type { Answer } from './answer.ts';
import { judgeMutant } from './judge-mutant.ts';
import { mutantOf } from './mutants.ts';
import { ownSources, thirdPartySources } from './sources.ts';

const sources = [...ownSources(), ...thirdPartySources()];

process.on('message', async (number: number) => {
  const before = process.cpuUsage();
  const troubles = await judgeMutant(mutantOf(sources, number));
  const { user, system } = process.cpuUsage(before);
  process.send?.({ number, troubles, seconds: (user + system) / 1e6 } satisfies Answer);
});
process.send?.({ ready: sources.length });
