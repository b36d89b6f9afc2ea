/**
 * The zone and the data class of each resource, by the tag contract: its own tag; else that of the subnet or VPC in which it
 * stands; else, for a zone, what sallyport.yaml declares. "" where nothing says so, an unknown where something not known may.
 */
import type { Value } from '../model/index.ts';
import { isReference, isUnknown } from '../model/index.ts';
import type { Declarations } from '../settings/index.ts';
import type { Resource } from '../shapes/index.ts';
import { zoneDeclared } from './declared-zones.ts';
import type { EstateResource } from './estate.ts';
import { ownerFinder, type Things } from './find-owner.ts';
import { valuesOf } from './resource-values.ts';

export interface Contract {
  readonly zone: Value;
  readonly dataClass: Value;
}

const withinItself: Contract = {
  zone: { $unknown: 'it stands within itself' },
  dataClass: { $unknown: 'it stands within itself' },
};

/** Where a resource stands. `elsewhere`: in a VPC that is not of this run. */
type Surroundings =
  | { readonly kind: 'in'; readonly parent: EstateResource }
  | { readonly kind: 'none' }
  | { readonly kind: 'open' | 'elsewhere'; readonly why: string };

export function contractReader(things: Things, declarations: Declarations): (resource: EstateResource) => Contract {
  const declared = zoneDeclared(declarations);
  const surroundingsOf = surroundingsFinder(things);
  const known = new Map<string, Contract>();
  const contractOf = (resource: EstateResource): Contract => {
    const { id } = resource.fact;
    let contract = known.get(id);
    if (contract === undefined) {
      // INVARIANT: what stands around a resource is a VPC or a subnet; a circle of them ends at "not known".
      known.set(id, withinItself);
      contract = read(resource);
      known.set(id, contract);
    }
    return contract;
  };
  const read = (resource: EstateResource): Contract => {
    const { fact } = resource;
    const around = surroundingsOf(resource);
    const inherited = around.kind === 'in' ? contractOf(around.parent) : undefined;
    return {
      zone: firstOf(tagOf(fact, 'zt:zone'), () => inheritedZone(around, inherited?.zone, declared(fact))),
      dataClass: firstOf(tagOf(fact, 'zt:data-class'), () => inheritedZone(around, inherited?.dataClass, '')),
    };
  };
  return contractOf;
}

function firstOf(own: Value, otherwise: () => Value): Value {
  return own === '' ? otherwise() : own;
}

function inheritedZone(around: Surroundings, inherited: Value | undefined, declared: string): Value {
  if (around.kind === 'open') return unknown(around.why);
  if (inherited !== undefined && inherited !== '') return inherited;
  if (declared !== '' || around.kind !== 'elsewhere') return declared;
  return unknown(around.why);
}

/** The tag's value; "" when it has none; an unknown when it may have one. */
function tagOf({ tags, tags_known }: Resource, key: string): Value {
  const value = tags[key] as Value | undefined;
  if (value !== undefined && value !== null) return value;
  return tags_known === 'yes' ? '' : unknown('not all of its tags are known');
}

function unknown(why: string): Value {
  return { $unknown: why };
}

const vpcTypes = ['aws_vpc', 'aws_default_vpc'];
const subnetTypes = ['aws_subnet', 'aws_default_subnet'];

function surroundingsFinder(things: Things): (resource: EstateResource) => Surroundings {
  const { find: findVpc } = ownerFinder(things, { types: vpcTypes, identities: ['id'] });
  const { find: findSubnet } = ownerFinder(things, { types: subnetTypes, identities: ['id'] });
  return (resource) => {
    const values = valuesOf(resource);
    const attribute = ['vpc_id', 'subnet_id'].find((name) => values[name] !== undefined);
    const value = attribute === undefined ? undefined : values[attribute];
    if (attribute === undefined || value === undefined) return { kind: 'none' };
    const lookedUp = isReference(value) ? things.get(value.$ref) : undefined;
    if (lookedUp !== undefined && isLookup(lookedUp)) return { kind: 'in', parent: lookedUp };
    const owner = (attribute === 'vpc_id' ? findVpc : findSubnet)(resource, [attribute]);
    const parent = owner.kind === 'one' ? things.get(owner.id) : undefined;
    if (parent !== undefined) return { kind: 'in', parent };
    const what = attribute === 'vpc_id' ? 'VPC' : 'subnet';
    if (owner.kind === 'elsewhere') return { kind: 'elsewhere', why: `its ${what} is not in this configuration` };
    return {
      kind: 'open',
      why: isUnknown(value) ? `its ${what} is not known: ${value.$unknown}` : `its ${what} is not known`,
    };
  };
}

/** A data source that looks for a VPC or a subnet by its tags says what tags that has. */
function isLookup({ mode, fact }: EstateResource): boolean {
  return mode === 'data' && (fact.type === 'aws_vpc' || fact.type === 'aws_subnet');
}
