import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, IpVersion, Path, Value } from '../../model/index.ts';
import { both, isObject, isReference } from '../../model/index.ts';
import type { StepFact } from '../../shapes/index.ts';
import { targetFinder, valuesOf } from './find-target.ts';
import { itemsAt, type Peer, readBlocks } from './peers.ts';
import { readPorts, readProtocol, type Service } from './protocol-ports.ts';

/** An ingress entry of a network ACL, as it is written. */
export interface AclEntry {
  readonly subject: string;
  readonly path: Path;
  readonly acl: AclOfEntry;
  readonly exists: Answer;
  readonly allows: Answer;
  /** Entries are read from the lowest number up; `undefined` when it is not known. */
  readonly number: number | undefined;
  readonly service: Service;
  readonly blocks: readonly AclBlock[];
}

/** A block of one family, with its place. */
export interface AclBlock {
  readonly version: IpVersion;
  readonly peer: Peer;
}

/** The ACL that an entry is of. */
interface AclOfEntry {
  /** The same for entries of the same ACL; "" when it may be any. */
  readonly key: string;
  /** The resource, where it is of this run, else "". */
  readonly id: string;
  /** Where the ACL is named, when entries of it may be elsewhere. */
  readonly open: readonly StepFact[];
}

const aclTypes = ['aws_network_acl', 'aws_default_network_acl'];

/** Every entry that lets packets in or keeps them out, inline or in a resource of its own. */
export function readAclEntries(estate: Estate): AclEntry[] {
  const aclNamedBy = aclFinder(estate);
  const inline = aclTypes.flatMap((type) => estate.ofType(type, 'managed')).flatMap((acl) => readInline(acl, estate));
  const separate = estate.ofType('aws_network_acl_rule', 'managed').flatMap((rule): AclEntry[] => {
    const values = valuesOf(rule);
    const { egress = null } = values;
    if (egress === true) return [];
    const found = { subject: rule.fact.id, path: [], acl: aclNamedBy(rule) };
    const exists = both(rule.fact.exists, egress === false || egress === null ? 'yes' : 'unknown');
    return [{ ...found, exists, ...readEntry(values, ['rule_action', 'rule_number'], found, estate) }];
  });
  return [...inline, ...separate];
}

function readInline(acl: EstateResource, estate: Estate): AclEntry[] {
  const { id, exists } = acl.fact;
  return itemsAt(valuesOf(acl)['ingress'], ['ingress']).map(({ value, path }) => {
    const found = { subject: id, path, acl: { key: id, id, open: [] } };
    if (isObject(value)) return { ...found, exists, ...readEntry(value, ['action', 'rule_no'], found, estate) };
    const peer: Peer = { kind: 'unknown', single: false, step: { resource: id, path: [...path] } };
    const blocks = ([4, 6] as const).map((version) => ({ version, peer }));
    return { ...found, exists, allows: 'unknown', number: undefined, service: readService({}), blocks };
  });
}

type Values = { readonly [name: string]: Value };

const families = [
  { name: 'cidr_block', version: 4 },
  { name: 'ipv6_cidr_block', version: 6 },
] as const;

function readEntry(
  values: Values,
  [action, number]: readonly [string, string],
  { subject, path }: Pick<AclEntry, 'subject' | 'path'>,
  estate: Estate,
): Pick<AclEntry, 'allows' | 'number' | 'service' | 'blocks'> {
  const at = values[number];
  return {
    allows: readAction(values[action]),
    number: typeof at === 'number' ? at : undefined,
    service: readService(values),
    blocks: families.flatMap(({ name, version }) =>
      readBlocks(values[name], { resource: subject, path: [...path, name], version, holds: 'one' }, estate).map(
        (peer) => ({ version, peer }),
      ),
    ),
  };
}

function readAction(value: Value | undefined): Answer {
  if (typeof value !== 'string') return 'unknown';
  const action = value.toLowerCase();
  if (action === 'allow') return 'yes';
  return action === 'deny' ? 'no' : 'unknown';
}

function readService(values: Values): Service {
  const protocol = readProtocol(values['protocol']);
  const { first, last, known } = readPorts(protocol, values['from_port'], values['to_port']);
  return { protocol, first_port: first, last_port: last, ports_known: known };
}

const nameOfDefault = 'default_network_acl_id';

function aclFinder(estate: Estate): (rule: EstateResource) => AclOfEntry {
  const find = targetFinder(estate, aclTypes);
  const adopters = new Map<string, EstateResource>();
  for (const acl of estate.ofType('aws_default_network_acl', 'managed')) {
    const { [nameOfDefault]: adopted = null } = valuesOf(acl);
    if (typeof adopted === 'string' || isReference(adopted)) adopters.set(keyOf(adopted), acl);
  }
  return (rule) => {
    const { network_acl_id: value = null } = valuesOf(rule);
    const named = isReference(value) ? estate.resources.get(value.$ref) : undefined;
    const adopted = isReference(value) && value.$attribute === nameOfDefault;
    if (named !== undefined && adopted && aclTypes.includes(named.fact.type)) return itself(named);
    const adopter = adopters.get(keyOf(value));
    if (adopter !== undefined) return itself(adopter);
    const target = find(value);
    if (target.kind === 'resource' && target.resource.mode === 'managed') return itself(target.resource);
    if (target.kind === 'none') return { key: rule.fact.id, id: '', open: [] };
    // The default ACL of a VPC of this run has what this run gives it, and an entry that allows everything.
    const ofOwnVpc = adopted && named?.mode === 'managed' && /^aws_(default_)?vpc$/.test(named.fact.type);
    const key = target.kind === 'unresolved' && !ofOwnVpc ? '' : keyOf(value);
    return { key, id: '', open: ofOwnVpc ? [] : [{ resource: rule.fact.id, path: ['network_acl_id'] }] };
  };
}

function itself({ fact }: EstateResource): AclOfEntry {
  return { key: fact.id, id: fact.id, open: [] };
}

function keyOf(value: Value): string {
  return JSON.stringify(value);
}
