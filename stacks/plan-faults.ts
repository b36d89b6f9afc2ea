/** What is wrong with an environment that its schema cannot say. */
import { type AddressBlock, type Path, parseAddress, parseCidr, say, type Text } from '../src/model/index.ts';
import type { Environment } from './environment.ts';

export interface PlanFault {
  readonly path: Path;
  readonly what: Text;
  readonly help: string;
}

/** In the order of the file's main parts; none where the plan holds. */
export function planFaults(environment: Environment, fileName: string): readonly PlanFault[] {
  return [
    ...nameFaults(environment, fileName),
    ...accountFaults(environment),
    ...networkFaults(environment),
    ...storeFaults(environment),
    ...replicaFaults(environment),
  ];
}

function* nameFaults({ name }: Environment, fileName: string): Iterable<PlanFault> {
  if (name === fileName) return;
  yield {
    path: ['name'],
    what: say`the environment of ${`${fileName}.yaml`} calls itself ${name}`,
    help: 'give both the same name: resources and state are called after it',
  };
}

function* accountFaults({ accounts, keys }: Environment): Iterable<PlanFault> {
  if (accounts.keys === accounts.weights) {
    yield {
      path: ['accounts', 'keys'],
      what: say`keys and weights live in the same account, ${accounts.keys}`,
      help: 'give them different accounts, so that whoever takes over one does not hold both',
    };
  }
  const ofKeys: readonly (readonly [Path, readonly string[]])[] = [
    [['keys', 'administrators'], keys.administrators],
    [['keys', 'recovery', 'officers'], keys.recovery.officers],
  ];
  for (const [path, roles] of ofKeys) {
    for (const [index, role] of roles.entries()) {
      if (role.split(':')[4] === accounts.keys) continue;
      yield {
        path: [...path, index],
        what: say`${role} is not of the account for keys, ${accounts.keys}`,
        help: 'name a role of that account: KMS lets no other manage its keys',
      };
    }
  }
  const both = keys.recovery.officers.findIndex((role) => keys.administrators.includes(role));
  if (both !== -1) {
    yield {
      path: ['keys', 'recovery', 'officers', both],
      what: say`${keys.recovery.officers[both] ?? ''} administers keys and would use one`,
      help: 'name another role: whoever may change a key policy must not decrypt',
    };
  }
}

interface Block {
  readonly path: Path;
  readonly text: string;
  readonly block: AddressBlock;
}

function* networkFaults(environment: Environment): Iterable<PlanFault> {
  const networks = { hub: environment.hub.network, keys: environment.keys.network, vault: environment.vault.network };
  const outermost: Block[] = [];
  for (const [stack, { cidrBlock, tiers }] of Object.entries(networks)) {
    const path = [stack, 'network'];
    const whole = blockAt([...path, 'cidrBlock'], cidrBlock);
    if (isFault(whole)) {
      yield whole;
      continue;
    }
    outermost.push(whole);
    yield* tierFaults(whole, [...path, 'tiers'], tiers, environment.availabilityZones.length);
  }
  const zones = environment.hub.zoneBlocks.map((text, index) => blockAt(['hub', 'zoneBlocks', index], text));
  yield* zones.filter(isFault);
  yield* overlaps([...outermost, ...zones.filter(isBlock)]);
}

function* tierFaults(
  whole: Block,
  path: Path,
  tiers: Readonly<Record<string, readonly string[]>>,
  zones: number,
): Iterable<PlanFault> {
  const blocks: Block[] = [];
  for (const [tier, texts] of Object.entries(tiers)) {
    if (texts.length !== zones) {
      yield {
        path: [...path, tier],
        what: say`tier ${tier} has ${texts.length} blocks for ${zones} Availability Zones`,
        help: 'give one block for each, in the same order',
      };
    }
    for (const [index, text] of texts.entries()) {
      const found = blockAt([...path, tier, index], text);
      if (isFault(found)) yield found;
      else if (!contains(whole.block, found.block)) {
        yield { path: found.path, what: say`${text} is not inside ${whole.text}`, help: 'give a block of the VPC' };
      } else blocks.push(found);
    }
  }
  yield* overlaps(blocks);
}

function* overlaps(blocks: readonly Block[]): Iterable<PlanFault> {
  for (const [index, one] of blocks.entries()) {
    const other = blocks
      .slice(0, index)
      .find(({ block }) => block.first <= one.block.last && one.block.first <= block.last);
    if (other === undefined) continue;
    yield {
      path: one.path,
      what: say`${one.text} overlaps ${other.text}`,
      help: 'give each network its own addresses',
    };
  }
}

/** AWS takes a block only as its first address writes it. */
function blockAt(path: Path, text: string): Block | PlanFault {
  const block = parseCidr(text);
  const address = parseAddress(text.split('/')[0] ?? '');
  if (block === undefined || address === undefined || address.first !== block.first) {
    return { path, what: say`${text} is no block of addresses`, help: 'write its first address, such as 10.0.0.0/20' };
  }
  return { path, text, block };
}

function isFault(found: Block | PlanFault): found is PlanFault {
  return 'what' in found;
}

function isBlock(found: Block | PlanFault): found is Block {
  return !isFault(found);
}

function contains(outer: AddressBlock, inner: AddressBlock): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

function* storeFaults({ keys }: Environment): Iterable<PlanFault> {
  if (!('external' in keys.store)) return;
  const whole = parseCidr(keys.network.cidrBlock);
  for (const [index, text] of keys.store.external.proxyAddresses.entries()) {
    const address = parseAddress(text);
    if (whole !== undefined && address !== undefined && contains(whole, address)) continue;
    yield {
      path: ['keys', 'store', 'external', 'proxyAddresses', index],
      what: say`${text} is not inside ${keys.network.cidrBlock}`,
      help: 'give an address of the VPC for keys: its load balancer has no route to others',
    };
  }
}

function* replicaFaults({ vault, region }: Environment): Iterable<PlanFault> {
  const keyRegion = vault.replica?.keyArn.split(':')[3];
  if (keyRegion === undefined || keyRegion === region) return;
  yield {
    path: ['vault', 'replica', 'keyArn'],
    what: say`the replica's key is in ${keyRegion} and the vault in ${region}`,
    help: 'give a key of the same Region: the boundary of the replication role ends there',
  };
}
