import { isObject, type Location, type Path, type Value, type ValueObject, valueAt } from '../../model/index.ts';
import type { Instance } from '../resolved.ts';
import { pathInSource } from './counterpart.ts';
import { type Known, mergeObject } from './merge-value.ts';

/** An instance as planned, with the places of the one as written; of one that stands for an unknown number the values are none of its own. */
export function mergeInstance(planned: Instance, written: Instance, known: Known): Instance {
  return new MergedInstance(planned, written, known);
}

class MergedInstance implements Instance {
  readonly id: string;
  readonly address: string;
  readonly stack: string;
  readonly module: string;
  readonly mode: Instance['mode'];
  readonly type: string;
  readonly name: string;
  declare readonly key?: string | number;
  readonly values: ValueObject;
  readonly exists: Instance['exists'];
  declare readonly existsBecause?: string;
  readonly references: Instance['references'];
  readonly literal: Instance['literal'];
  readonly sensitive: readonly string[];
  readonly origins: NonNullable<Instance['origins']>;
  readonly provider: string;
  declare readonly providerModule?: string;
  readonly lifecycle: ValueObject;
  readonly dependsOn: readonly string[];
  declare readonly action?: NonNullable<Instance['action']>;
  declare readonly constructPath?: string;
  readonly #written: Instance;

  constructor(planned: Instance, written: Instance, known: Known) {
    this.id = planned.id;
    this.address = planned.address;
    this.stack = planned.stack;
    this.module = planned.module;
    this.mode = planned.mode;
    this.type = planned.type;
    this.name = planned.name;
    if (planned.key !== undefined) this.key = planned.key;
    const isOwn = planned.id === written.id;
    this.values = isOwn ? mergeObject(planned.values, written.values, known) : planned.values;
    this.exists = planned.exists;
    if (planned.existsBecause !== undefined) this.existsBecause = planned.existsBecause;
    this.references = written.references;
    this.literal = written.literal;
    this.sensitive = [...new Set([...planned.sensitive, ...written.sensitive])];
    this.origins = isOwn ? originsIn(this.values, written) : {};
    this.provider = written.provider;
    if (written.providerModule !== undefined) this.providerModule = written.providerModule;
    this.lifecycle = written.lifecycle;
    this.dependsOn = written.dependsOn;
    if (planned.action !== undefined) this.action = planned.action;
    if (written.constructPath !== undefined) this.constructPath = written.constructPath;
    this.#written = written;
  }

  get location(): Location {
    return this.#written.location;
  }

  locate = (path: Path): Location => this.#written.locate(pathInSource(this.values, this.#written.values, path));

  /** Only where the plan has the value that the source has. */
  writtenAt = (path: Path): Location | undefined => {
    const there = pathInSource(this.values, this.#written.values, path);
    const isSame = String(valueAt(this.values, path)) === String(valueAt(this.#written.values, there));
    return isSame ? this.#written.writtenAt?.(there) : undefined;
  };
}

/** Where a value came from, as far as the same value stands at the same path. */
function originsIn(values: ValueObject, { origins = {}, values: written }: Instance): NonNullable<Instance['origins']> {
  return Object.fromEntries(
    Object.entries(origins).filter(([pointer]) => {
      const path = pathOf(pointer);
      return isSame(valueIn(values, path), valueIn(written, path));
    }),
  );
}

function valueIn(values: ValueObject, path: readonly string[]): Value | undefined {
  let here: Value | undefined = values;
  for (const step of path) here = valueAt(here, [isObject(here) ? step : Number(step)]);
  return here;
}

function isSame(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'object' || typeof right === 'object') return JSON.stringify(left) === JSON.stringify(right);
  return String(left) === String(right);
}

/** Steps of an RFC 6901 pointer. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
