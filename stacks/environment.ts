import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Zone } from '../src/constructs/index.ts';
import { nearest, StopError } from '../src/diagnostics/index.ts';
import { readDocument, stopOnFault } from '../src/settings/index.ts';
import { planFaults } from './plan-faults.ts';

/** One environment, as `stacks/config/environment.schema.json` describes it. */
export interface Environment {
  readonly name: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  readonly owner: string;
  readonly organization: { readonly id: string; readonly arn: string };
  readonly state: { readonly bucket: string; readonly kmsKeyId: string; readonly roles: readonly string[] };
  readonly accounts: {
    readonly hub: string;
    readonly keys: string;
    readonly weights: string;
  };
  readonly hub: {
    readonly network: NetworkPlan<'transit' | 'firewall' | 'egress' | 'endpoints'>;
    readonly zoneBlocks: readonly string[];
    readonly attachments: readonly { readonly zone: HubZone; readonly id: string }[];
    readonly services: readonly string[];
    readonly allowedDomains: readonly string[];
    readonly tlsInspection?: { readonly authorityArn: string; readonly sources: readonly string[] };
    readonly alarmTopicArn: string;
    readonly egressBytesPerMinute: number;
  };
  readonly keys: {
    readonly network: NetworkPlan<'store' | 'endpoints'>;
    readonly administrators: readonly string[];
    readonly enclaveImageSha384: readonly string[];
    readonly recovery: {
      readonly officers: readonly string[];
      readonly rotationFunctionArn: string;
      readonly rotationRole: string;
    };
    readonly store: { readonly cloudhsm: CloudHsmPlan } | { readonly external: ExternalStorePlan };
  };
  readonly vault: {
    readonly network: NetworkPlan<'endpoints'>;
    readonly lockDays: number;
    readonly consumers: readonly Consumer[];
    readonly publisher: {
      readonly issuer: string;
      readonly audience: string;
      readonly subjects: readonly string[];
    };
    readonly replica?: Replica;
  };
}

/** Zones that meet in the hub; weights and keys are attached to nothing. */
type HubZone = Extract<Zone, 'training' | 'inference' | 'agent-sandbox'>;

export interface NetworkPlan<TierName extends string> {
  readonly cidrBlock: string;
  /** Name of a tier -> its blocks, one for each Availability Zone. */
  readonly tiers: Readonly<Record<TierName, readonly string[]>>;
}

/** `foundation`: what the first step by hand needs; `store`: the KMS key store, not connected yet; `connected`: it takes keys. */
export type StoreStage = 'foundation' | 'store' | 'connected';

export interface CloudHsmPlan {
  readonly stage: StoreStage;
}

export interface ExternalStorePlan {
  readonly stage: StoreStage;
  readonly proxyAddresses: readonly string[];
  readonly proxyDomain: string;
  readonly proxyPath: string;
  readonly accessKeyId: string;
  readonly keys: { readonly weights: string; readonly checkpoint: string };
}

export interface Consumer {
  readonly zone: Extract<Zone, 'training' | 'inference'>;
  readonly vpcId: string;
  readonly roles: readonly string[];
}

export interface Replica {
  readonly bucketArn: string;
  readonly account: string;
  readonly keyArn: string;
}

const shipped = join(import.meta.dirname, 'config');

/** Names of the environments that have a file, sorted. */
export function environmentNames(folder: string = shipped): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * Reads `<name>.yaml` of the folder and checks it against the schema, and then against what the schema cannot say.
 *
 * @throws StopError with file, line and column when there is no such environment or its file is not valid.
 */
export function readEnvironment(name: string, folder: string = shipped): Environment {
  const names = environmentNames(folder);
  if (!names.includes(name)) throw noEnvironment(name, names);
  const document = readDocument(readFileSync(join(folder, `${name}.yaml`), 'utf8'), `stacks/config/${name}.yaml`);
  stopOnFault(document, JSON.parse(readFileSync(join(shipped, 'environment.schema.json'), 'utf8')));
  // The schema is what makes it one; a test holds the two together.
  const environment = document.value as object as Environment;
  const [fault] = planFaults(environment, name);
  if (fault !== undefined) {
    throw new StopError('stacks/ill-planned', fault.what, fault.help, document.placeOf(fault.path));
  }
  return environment;
}

function noEnvironment(name: string, names: readonly string[]): StopError {
  const meant = nearest(name, names);
  return new StopError(
    'stacks/no-environment',
    ['there is no environment ', { data: name }, `: stacks/config has ${names.join(', ')}`],
    meant === undefined ? 'set SALLYPORT_ENVIRONMENT to one of them' : `did you mean ${meant}?`,
  );
}

/** ARNs of the roles of one consumer zone. */
export function rolesOf({ vault }: Environment, zone: Consumer['zone']): readonly string[] {
  return vault.consumers.filter((consumer) => consumer.zone === zone).flatMap(({ roles }) => [...roles]);
}
