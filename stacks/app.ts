import type { App } from 'cdktf';
import type { Environment } from './environment.ts';
import { Keys } from './keys/stack.ts';
import { NetworkHub } from './network-hub/stack.ts';
import { WeightsVault } from './weights-vault/stack.ts';

export interface ReferenceStacks {
  readonly hub: NetworkHub;
  readonly keys: Keys;
  readonly vault: WeightsVault;
}

/** The reference architecture of one environment. */
export function buildStacks(app: App, environment: Environment): ReferenceStacks {
  const { name } = environment;
  const hub = new NetworkHub(app, `${name}-network-hub`, environment);
  const keys = new Keys(app, `${name}-keys`, environment);
  const vault = new WeightsVault(app, `${name}-weights-vault`, environment, keys);
  return { hub, keys, vault };
}
