import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import type { Tier, Zone } from '../src/constructs/index.ts';

/** One environment, as `stacks/config/environment.schema.json` describes it. */
export interface Environment {
  readonly name: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  readonly owner: string;
  readonly organization: { readonly id: string; readonly arn: string };
  readonly state: { readonly bucket: string; readonly kmsKeyId: string };
  readonly accounts: {
    readonly hub: string;
    readonly keys: string;
    readonly weights: string;
  };
  readonly hub: {
    readonly network: NetworkPlan;
    readonly zoneBlocks: readonly string[];
    readonly allowedDomains: readonly string[];
    readonly alarmTopicArn: string;
    readonly egressBytesPerMinute: number;
  };
  readonly keys: {
    readonly network: NetworkPlan;
    readonly administrators: readonly string[];
    readonly producers: readonly string[];
    readonly consumers: readonly string[];
    readonly enclaveImageSha384: readonly string[];
    readonly rotationFunctionArn: string;
    readonly store: CloudHsmPlan | ExternalStorePlan;
  };
  readonly vault: {
    readonly network: NetworkPlan;
    readonly lockDays: number;
    readonly consumers: readonly Consumer[];
    readonly publisher: {
      readonly issuer: string;
      readonly audience: string;
      readonly subjects: readonly string[];
    };
    readonly replica?: {
      readonly bucketArn: string;
      readonly account: string;
      readonly keyArn: string;
    };
  };
}

export interface NetworkPlan {
  readonly cidrBlock: string;
  readonly tiers: readonly Tier[];
}

export interface CloudHsmPlan {
  readonly kind: 'cloudhsm';
  readonly activated: boolean;
}

export interface ExternalStorePlan {
  readonly kind: 'external';
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

const folder = join(import.meta.dirname, 'config');

/** Names of the environments that have a file, sorted. */
export function environmentNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/**
 * Reads `config/<name>.yaml` and checks it against the schema and against what the schema cannot say.
 *
 * @throws Error with file, line and column when the environment is unknown or its file is not valid.
 */
export function readEnvironment(name: string): Environment {
  const names = environmentNames();
  if (!names.includes(name)) {
    throw new Error(`no environment \`${name}\`: stacks/config has ${names.map((known) => `\`${known}\``).join(', ')}`);
  }
  const file = join(folder, `${name}.yaml`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
    prettyErrors: true,
  });
  const [broken] = document.errors;
  if (broken !== undefined) throw new Error(`stacks/config/${name}.yaml: ${broken.message}`);

  const place = (path: readonly string[]): string => {
    const node = document.getIn(
      path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
      true,
    );
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    const { line, col } = lines.linePos(Array.isArray(range) ? Number(range[0]) : 0);
    return `stacks/config/${name}.yaml:${line}:${col}`;
  };
  const validate = new Ajv({
    allErrors: false,
    strict: true,
    strictRequired: false,
  }).compile<Environment>(JSON.parse(readFileSync(join(folder, 'environment.schema.json'), 'utf8')));
  const value: unknown = document.toJS();
  if (!validate(value)) {
    const [error] = validate.errors ?? [];
    const path = (error?.instancePath ?? '').split('/').slice(1);
    throw new Error(`${place(path)}: \`${path.join('.')}\` ${error?.message ?? 'is not valid'}`);
  }
  if (value.accounts.keys === value.accounts.weights) {
    throw new Error(
      `${place(['accounts', 'keys'])}: keys and weights must live in different accounts, got ${value.accounts.keys} for both`,
    );
  }
  return value;
}
