/** Why a waiver silences nothing, in words that help to correct it. */
import { nearest } from '../diagnostics/index.ts';
import type { Text } from '../model/index.ts';
import { say, words } from '../model/index.ts';
import type { Waiver } from '../settings/index.ts';
import type { PolicyEntry } from '../shapes/index.ts';
import type { PopulationRow } from './assessment.ts';

export function noPolicy(id: string, policies: readonly PolicyEntry[]): Text {
  const ids = policies.map((policy) => policy.id);
  return [...say`no policy is called ${id}`, ...meant(nearest(id, ids))];
}

/** `rows` are those of the policy, and none of them is the waiver's. */
export function noSubject(waiver: Waiver, policy: PolicyEntry, rows: readonly PopulationRow[]): Text {
  if (rows.some(({ outcome }) => outcome === 'error')) return say`${policy.id} gave no verdict, which nothing waives`;
  const byId = rows.find(({ subject }) => subject.id === waiver.subject && subject.stack !== '');
  if (byId !== undefined) {
    const { address, stack } = byId.subject;
    return say`a subject is an address; did you mean subject ${address} with stack ${stack}?`;
  }
  const addresses = new Set(rows.map(({ subject }) => subject.address));
  if (!addresses.has(waiver.subject)) {
    const near = nearest(waiver.subject, addresses);
    return [...say`${policy.id} has no subject ${waiver.subject}`, ...meant(near)];
  }
  const stacks = rows.flatMap(({ subject }) => (subject.address === waiver.subject ? [subject.stack] : []));
  const known = stacks.filter((stack) => stack !== '').join(' or ');
  return [
    ...say`${waiver.subject} is in no stack called ${waiver.stack ?? ''}`,
    ...meant(known === '' ? undefined : known),
  ];
}

export function severalStacks(stacks: readonly string[]): Text {
  return say`the address is in several stacks; name one of them: ${stacks.join(', ')}`;
}

export const passes: Text = words('the policy passes for it without a waiver');

export const alreadyHeld: Text = words('an earlier waiver already holds for this policy and subject');

function meant(word: string | undefined): Text {
  return word === undefined ? [] : say`; did you mean ${word}?`;
}
