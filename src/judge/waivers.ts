/** Decides which waivers hold. Whatever keeps one from holding is said, and then it silences nothing. */
import type { Text } from '../model/index.ts';
import { say } from '../model/index.ts';
import type { Waiver } from '../settings/index.ts';
import type { Outcome, PolicyEntry } from '../shapes/index.ts';
import type { JudgedWaiver, PopulationRow, Subject } from './assessment.ts';
import { alreadyHeld, noPolicy, noSubject, passes, severalStacks } from './unused-waiver.ts';

export interface WaiverJudgement {
  readonly waivers: readonly JudgedWaiver[];
  /** The waiver that holds for a policy and the id of a subject. */
  readonly holding: (policy: string, subject: string) => Waiver | undefined;
}

interface Bench {
  readonly policies: readonly PolicyEntry[];
  /** By policy. */
  readonly rows: ReadonlyMap<string, readonly PopulationRow[]>;
  readonly now: Date;
}

/** Waivers are taken in their order: of two for the same policy and subject, the first that can hold does. */
export function judgeWaivers(
  waivers: readonly Waiver[],
  population: readonly PopulationRow[],
  policies: readonly PolicyEntry[],
  now: Date,
): WaiverJudgement {
  const bench: Bench = { policies, rows: byPolicy(population), now };
  const held = new Map<string, Waiver>();
  const judged = waivers.map((waiver): JudgedWaiver => {
    const opinion = judgeOne(waiver, bench, held);
    return {
      waiver,
      status: opinion.status,
      ...(opinion.why === undefined ? {} : { why: opinion.why }),
    };
  });
  return { waivers: judged, holding: (policy, subject) => held.get(keyOf(policy, subject)) };
}

interface Opinion {
  readonly status: JudgedWaiver['status'];
  readonly why?: Text;
}

function judgeOne(waiver: Waiver, bench: Bench, held: Map<string, Waiver>): Opinion {
  if (waiver.malformed !== undefined) return { status: 'malformed', why: waiver.malformed };
  const policy = findPolicy(waiver.policy, bench.policies);
  if (policy === undefined) return { status: 'unused', why: noPolicy(waiver.policy, bench.policies) };
  if (!policy.waivable) return { status: 'refused', why: say`${policy.id} cannot be waived` };
  const deadline = firstInstantAfter(waiver.expires);
  if (deadline === undefined)
    return { status: 'malformed', why: say`expires is no day of the calendar: ${waiver.expires}` };
  if (bench.now.getTime() >= deadline) return { status: 'expired', why: say`its last day was ${waiver.expires}` };
  const rows = bench.rows.get(policy.id) ?? [];
  const matching = rows.filter(({ subject, outcome }) => isSubject(outcome) && matches(waiver, subject));
  const unused = whyUnused(waiver, policy, rows, matching);
  if (unused !== undefined) return { status: 'unused', why: unused };
  const [row] = matching;
  if (row === undefined) return { status: 'unused' };
  const key = keyOf(policy.id, row.subject.id);
  if (held.has(key)) return { status: 'unused', why: alreadyHeld };
  held.set(key, waiver);
  return policy.id === waiver.policy
    ? { status: 'used' }
    : { status: 'used', why: say`the policy is now called ${policy.id}` };
}

function byPolicy(population: readonly PopulationRow[]): ReadonlyMap<string, readonly PopulationRow[]> {
  const rows = new Map<string, PopulationRow[]>();
  for (const row of population) {
    const known = rows.get(row.policy);
    if (known === undefined) rows.set(row.policy, [row]);
    else known.push(row);
  }
  return rows;
}

function whyUnused(
  waiver: Waiver,
  policy: PolicyEntry,
  rows: readonly PopulationRow[],
  matching: readonly PopulationRow[],
): Text | undefined {
  const stacks = [...new Set(matching.map(({ subject }) => subject.stack))];
  if (stacks.length > 1) return severalStacks(stacks);
  if (matching.length === 0) return noSubject(waiver, policy, rows);
  return matching.some(({ outcome }) => canBeWaived(outcome)) ? undefined : passes;
}

/** An error is never waived: nothing is known of what it would hide. */
export function canBeWaived(outcome: Outcome): boolean {
  return outcome === 'fail' || outcome === 'undecided';
}

/** A row without a subject stands for the policy alone. */
function isSubject(outcome: Outcome): boolean {
  return outcome !== 'error' && outcome !== 'not-applicable';
}

function matches(waiver: Waiver, subject: Subject): boolean {
  return subject.address === waiver.subject && (waiver.stack === undefined || waiver.stack === subject.stack);
}

/** `expires` is the last day on which a waiver holds, in UTC. `undefined` when it is no date. */
function firstInstantAfter(expires: string): number | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(expires) ? Date.parse(`${expires}T00:00:00Z`) : Number.NaN;
  // A day past the end of its month would be read as one of the next.
  if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(expires)) return undefined;
  return day + 24 * 60 * 60 * 1000;
}

function findPolicy(id: string, policies: readonly PolicyEntry[]): PolicyEntry | undefined {
  return policies.find((policy) => policy.id === id) ?? policies.find(({ formerly }) => formerly.includes(id));
}

function keyOf(policy: string, subject: string): string {
  return JSON.stringify([policy, subject]);
}
