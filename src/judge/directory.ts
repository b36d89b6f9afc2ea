import type { Estate, EstateResource } from '../aws/index.ts';
import type { Location, Path, SourcePlace, ValueObject } from '../model/index.ts';
import type { ModuleInstance, RootVariable } from '../resolve/index.ts';
import type { FindingPlace, ModuleCall, Subject } from './assessment.ts';
import { once } from './once.ts';

/** Whatever a policy can name by its id: a resource or data source instance, a module, a root variable, a stack. */
export interface Thing extends Subject {
  readonly values: ValueObject;
  /** What the provider's defaults filled in, in Terraform's notation: `ingress[0].self`. */
  readonly defaulted: readonly string[];
  /** RFC 6901 pointers of sensitive values. */
  readonly sensitive: readonly string[];
  readonly key?: string | number;
  readonly constructPath?: string;
  /** Address of the module that it stands in; "" for the root module. */
  readonly module: string;
  /** `undefined` for a stack, which is no single place. */
  readonly locate?: (path: Path) => Location;
  /** Where the value at a path was written, if it came from elsewhere. */
  readonly writtenAt?: (path: Path) => Location | undefined;
}

/** Finds the place in the user's program where a construct was created. HCL that CDKTF writes carries no construct paths. */
export type Places = (constructPath: string | undefined, stack: string, address: string) => SourcePlace | undefined;

export interface Directory {
  /** `undefined` for an id that nothing in the estate has. */
  readonly find: (id: string) => Thing | undefined;
  /** Of an id that nothing has, the id is all that can be said. */
  readonly subject: (id: string) => Subject;
  readonly placeOf: (thing: Thing, path: Path) => FindingPlace | undefined;
}

export function buildDirectory(estate: Estate, places: Places = () => undefined): Directory {
  const others = new Map<string, Thing>([
    ...estate.stacks.map(({ name }): [string, Thing] => [name, bare(name, name === '' ? '.' : name, 'stack', name)]),
    ...estate.variables.map((variable): [string, Thing] => [variable.id, ofVariable(variable)]),
    ...estate.modules.map((module): [string, Thing] => [module.id, ofModule(module)]),
  ]);
  const made = new Map<string, Thing>();
  const find = (id: string): Thing | undefined => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const resource = estate.resources.get(id);
    if (resource === undefined) return others.get(id);
    const thing = ofResource(resource);
    made.set(id, thing);
    return thing;
  };
  return { find, subject: naming(find), placeOf: placing(places, callsIn(estate)) };
}

/** Each subject is made once, however many policies look at it. */
function naming(find: Directory['find']): Directory['subject'] {
  const known = new Map<string, Subject>();
  return (id) => {
    const made = known.get(id);
    if (made !== undefined) return made;
    const { address, type, stack } = find(id) ?? unknownThing(id);
    const subject = { id, address, type, stack };
    known.set(id, subject);
    return subject;
  };
}

/** Source places are read from stack traces, which costs: each construct is asked for once. */
function placing(places: Places, callsTo: CallsTo): Directory['placeOf'] {
  const known = new Map<string, SourcePlace | undefined>();
  const sourceOf = ({ constructPath, stack, address }: Thing): SourcePlace | undefined => {
    const key = JSON.stringify([stack, constructPath ?? null, constructPath === undefined ? address : null]);
    if (!known.has(key)) known.set(key, places(constructPath, stack, address));
    return known.get(key);
  };
  return (thing, path) => {
    if (thing.locate === undefined) return undefined;
    const source = sourceOf(thing);
    const configuration = thing.locate(path);
    const value = once(() => {
      const written = source === undefined ? thing.writtenAt?.(path) : undefined;
      return written === undefined || isSameLine(written, configuration) ? undefined : written;
    });
    return {
      ...(source === undefined ? {} : { source }),
      ...(thing.constructPath === undefined ? {} : { constructPath: thing.constructPath }),
      configuration,
      get value() {
        return value();
      },
      calls: callsTo(thing.stack, thing.module),
    };
  };
}

function isSameLine(left: Location, right: Location): boolean {
  return left.file === right.file && left.line === right.line;
}

type CallsTo = (stack: string, module: string) => readonly ModuleCall[];

/** Of `module.a["x"].module.b`, the calls of `module.a` and of `module.b`. */
function callsIn({ modules }: Estate): CallsTo {
  const byModule = new Map(modules.map((module) => [JSON.stringify([module.stack, module.address]), module]));
  return (stack, module) =>
    enclosing(module).flatMap((address) => {
      const called = byModule.get(JSON.stringify([stack, address]));
      return called === undefined ? [] : { address, name: nameOf(address), location: called.location };
    });
}

/** One step of a module's address. A key may hold anything, also what looks like an address. */
const moduleStep = /module\.([^.[]+)(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]"]*)\])?/g;

/** The module and those around it, outermost first. */
function enclosing(module: string): readonly string[] {
  const steps = module.match(moduleStep) ?? [];
  return steps.map((_, index) => steps.slice(0, index + 1).join('.'));
}

function nameOf(module: string): string {
  return [...module.matchAll(moduleStep)].at(-1)?.[1] ?? module;
}

function ofResource({ fact, sensitive, instance }: EstateResource): Thing {
  return {
    id: fact.id,
    address: fact.address,
    type: fact.type,
    stack: fact.stack,
    values: fact.values as ValueObject,
    defaulted: fact.defaulted,
    sensitive,
    module: fact.module,
    ...(instance.key === undefined ? {} : { key: instance.key }),
    ...(instance.constructPath === undefined ? {} : { constructPath: instance.constructPath }),
    locate: instance.locate,
    ...(instance.writtenAt === undefined ? {} : { writtenAt: instance.writtenAt }),
  };
}

function ofVariable({ id, name, stack, location }: RootVariable): Thing {
  return { ...bare(id, `var.${name}`, 'variable', stack), locate: () => location };
}

function ofModule({ id, address, stack, source, version, location }: ModuleInstance): Thing {
  const module = enclosing(address).at(-2) ?? '';
  return { ...bare(id, address, 'module', stack), module, values: { source, version }, locate: () => location };
}

export function unknownThing(id: string): Thing {
  return bare(id, id, '', '');
}

function bare(id: string, address: string, type: string, stack: string): Thing {
  return { id, address, type, stack, values: {}, defaulted: [], sensitive: [], module: '' };
}
