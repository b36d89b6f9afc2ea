import type { Catalogue, PolicyEntry } from '../shapes/index.ts';
import { isRecord, readJson } from './manifest.ts';
import { damagedBundle } from './stops.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const ids: Check = (value) => Array.isArray(value) && value.every(text);
const namedIds: Check = (value) => isRecord(value) && Object.values(value).every(ids);
const severity: Check = (value) => ['critical', 'high', 'medium', 'low'].includes(String(value));
const references: Check = (value) =>
  Array.isArray(value) && value.every((item) => isRecord(item) && text(item['description']) && text(item['ref']));

/** INVARIANT: the same fields as `PolicyEntrySchema`, which is not loaded at run time; the compiler holds the names together. */
const fields: Readonly<Record<keyof PolicyEntry, Check>> = {
  id: text,
  title: text,
  description: text,
  severity,
  message: text,
  undecided: text,
  why: text,
  help: text,
  layer: text,
  controls: namedIds,
  aliases: namedIds,
  catalogue: ids,
  waivable: flag,
  formerly: ids,
  references,
};

/** @throws StopError where it is no catalogue. */
export function readCatalogue(bytes: Uint8Array, from: string): Catalogue {
  const catalogue = readJson(bytes, 'catalogue.json', from);
  if (!isCatalogue(catalogue)) throw damagedBundle(from, 'catalogue.json', 'a policy in it lacks a field');
  return catalogue;
}

function isCatalogue(value: unknown): value is Catalogue {
  if (!isRecord(value) || value['version'] !== 1 || !Array.isArray(value['policies'])) return false;
  return value['policies'].every(
    (entry) => isRecord(entry) && Object.entries(fields).every(([name, check]) => check(entry[name])),
  );
}
