/** Every mistake in an environment's file is said with the file, the line and the column where it stands. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StopError } from '../../src/index.ts';
import { environmentNames, readEnvironment } from '../../stacks/environment.ts';
import { root } from './synthesize.ts';

const shipped = readFileSync(join(root, 'stacks', 'config', 'production.yaml'), 'utf8');
const staging = readFileSync(join(root, 'stacks', 'config', 'staging.yaml'), 'utf8');

/** The text that is replaced, what replaces it, what is said, and the text at whose first character it is said to stand. */
interface Mistake {
  readonly replace: string;
  readonly by: string;
  readonly said: RegExp;
  readonly at?: string;
  readonly of?: string;
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'an unknown key': {
    replace: 'owner: platform-security',
    by: 'ownr: platform-security\nowner: platform-security',
    said: /^ownr is not a key of the document; did you mean owner\?/,
    at: 'ownr:',
  },
  'a key of the other kind of store': {
    replace: 'cloudhsm: { stage: connected }',
    by: 'cloudhsm: { stage: connected, proxyDomain: xks.example.com }',
    said: /^proxyDomain is not a key of keys\.store\.cloudhsm/,
    at: 'proxyDomain:',
  },
  'a missing key': {
    replace: 'lockDays: 90',
    by: '',
    said: /^vault lacks lockDays/,
    at: 'network:\n    cidrBlock: 10.40.32.0',
  },
  'the wrong type': {
    replace: 'egressBytesPerMinute: 600000000',
    by: 'egressBytesPerMinute: many',
    said: /^hub\.egressBytesPerMinute must be a number, got many/,
    at: 'many',
  },
  'an account without quotes': {
    replace: 'keys: "111122223333"',
    by: 'keys: 111122223333',
    said: /^accounts\.keys must be text, got 111122223333; put it in quotes/,
    at: '111122223333\n  weights',
  },
  'no account': {
    replace: 'keys: "111122223333"',
    by: 'keys: "1111"',
    said: /^accounts\.keys must be an account id of twelve digits, got 1111/,
    at: '"1111"',
  },
  'keys and weights in one account': {
    replace: 'keys: "111122223333"',
    by: 'keys: "123456789012"',
    said: /^keys and weights live in the same account, 123456789012/,
    at: '"123456789012"\n  weights',
  },
  'an administrator of another account': {
    replace: 'role/key-administrator]',
    by: 'role/key-administrator, arn:aws:iam::123456789012:role/stranger]',
    said: /^arn:aws:iam::123456789012:role\/stranger is not of the account for keys, 111122223333/,
    at: 'arn:aws:iam::123456789012:role/stranger',
  },
  'one role that administers and uses': {
    replace: 'role/crypto-officer]',
    by: 'role/key-administrator]',
    said: /^arn:aws:iam::111122223333:role\/key-administrator administers keys and would use one/,
    at: 'arn:aws:iam::111122223333:role/key-administrator]\n    rotationFunctionArn',
  },
  'a wildcard subject': {
    replace: '"repo:example/model-release:environment:production"',
    by: '"repo:example/*"',
    said: /^vault\.publisher\.subjects\[0\] must match .*, got repo:example\/\*/,
    at: '"repo:example/*"',
  },
  'an enclave in debug mode': {
    replace: 'e4a5'.repeat(24),
    by: `"${'0'.repeat(96)}"`,
    said: /^keys\.enclaveImageSha384\[0\] must match/,
    at: '"0000',
  },
  'a retention too short': {
    replace: 'lockDays: 90',
    by: 'lockDays: 7',
    said: /^vault\.lockDays must be at least 30, got 7/,
    at: '7\n  consumers',
  },
  'a public block': {
    replace: 'cidrBlock: 10.40.16.0/20',
    by: 'cidrBlock: 11.40.16.0/20',
    said: /^keys\.network\.cidrBlock must match .*, got 11\.40\.16\.0\/20/,
    at: '11.40',
  },
  'an address in a block': {
    replace: 'cidrBlock: 10.40.16.0/20',
    by: 'cidrBlock: 10.40.17.0/20',
    said: /^10\.40\.17\.0\/20 is no block of addresses/,
    at: '10.40.17.0/20',
  },
  'two networks with the same addresses': {
    replace: 'zoneBlocks: [10.40.64.0/19',
    by: 'zoneBlocks: [10.40.0.0/17',
    said: /^10\.40\.0\.0\/17 overlaps 10\.40\.0\.0\/20/,
    at: '10.40.0.0/17',
  },
  'a tier outside its VPC': {
    replace: 'store: [10.40.16.0/26',
    by: 'store: [10.40.0.128/26',
    said: /^10\.40\.0\.128\/26 is not inside 10\.40\.16\.0\/20/,
    at: '10.40.0.128/26',
  },
  'two tiers with the same addresses': {
    replace: 'egress: [10.40.2.0/28',
    by: 'egress: [10.40.1.0/28',
    said: /^10\.40\.1\.0\/28 overlaps 10\.40\.1\.0\/28/,
    at: '10.40.1.0/28, 10.40.2.16',
  },
  'a tier for fewer Availability Zones': {
    replace: '[us-east-1a, us-east-1b]',
    by: '[us-east-1a, us-east-1b, us-east-1c]',
    said: /^tier transit has 2 blocks for 3 Availability Zones/,
    at: '[10.40.0.0/28',
  },
  'a Region of another partition': {
    replace: 'region: us-east-1',
    by: 'region: cn-north-1',
    said: /^region must match/,
    at: 'cn-north-1',
  },
  'a replica in another Region': {
    replace: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd',
    by: 'arn:aws:kms:us-west-2:111122223333:key/1234abcd',
    said: /^the replica's key is in us-west-2 and the vault in us-east-1/,
    at: 'arn:aws:kms:us-west-2',
  },
  'a store of both kinds': {
    replace: 'cloudhsm: { stage: connected }',
    by: 'cloudhsm: { stage: connected }\n    external: {}',
    said: /^keys\.store (has too many keys; give one of cloudhsm, external|\.external lacks)/,
  },
  'a stage that does not exist': {
    replace: 'stage: connected',
    by: 'stage: conected',
    said: /^keys\.store\.cloudhsm\.stage is conected; did you mean connected\?/,
    at: 'conected',
  },
  'a name that is not the file’s': {
    replace: 'name: production',
    by: 'name: productoin',
    said: /^the environment of production\.yaml calls itself productoin/,
    at: 'productoin',
  },
  'a proxy outside the VPC': {
    of: staging,
    replace: '[10.80.16.10, 10.80.16.74]',
    by: '[10.80.16.10, 10.80.200.11]',
    said: /^10\.80\.200\.11 is not inside 10\.80\.16\.0\/20/,
    at: '10.80.200.11',
  },
  'a key twice': {
    replace: 'region: us-east-1',
    by: 'region: us-east-1\nregion: us-east-1',
    said: /^region is given twice/,
  },
  'no YAML': { replace: 'owner: platform-security', by: 'owner: [', said: /^not valid YAML/ },
};

describe('a mistake is said where it stands', () => {
  test.each(Object.entries(mistakes))('%s', (_name, { of = shipped, replace, by, said, at }) => {
    expect(of.split(replace).length).toBe(2);
    const text = of.replace(replace, () => by);
    const stop = stopOf(of === staging ? 'staging' : 'production', text);
    expect(stop.message).toMatch(said);
    expect(stop.location?.file).toBe(`stacks/config/${of === staging ? 'staging' : 'production'}.yaml`);
    expect(stop.location).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    if (at !== undefined) expect(stop.location).toMatchObject(placeOf(text, at));
  });
});

test('the shipped environments have none', () => {
  for (const name of environmentNames()) expect(readEnvironment(name).name).toBe(name);
});

describe('an environment that does not exist', () => {
  test('names those that do', () => {
    expect(() => readEnvironment('prodction')).toThrow(
      'there is no environment prodction: stacks/config has production, staging',
    );
  });

  test('ends the program with 2 and without a trace', () => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'stacks/main.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: {
        ...process.env,
        SALLYPORT_ENVIRONMENT: 'prodction',
        CDKTF_OUTDIR: mkdtempSync(join(tmpdir(), 'sallyport-none-')),
      },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('there is no environment `prodction`: stacks/config has production, staging');
    expect(stderr).toContain('did you mean production?');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

function stopOf(name: string, text: string): StopError {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-config-'));
  writeFileSync(join(folder, `${name}.yaml`), text);
  try {
    readEnvironment(name, folder);
  } catch (error) {
    if (error instanceof StopError) return error;
    throw error;
  }
  throw new Error('nothing was found wrong');
}

/** Line and column of the first character of a passage, counted from 1. */
function placeOf(text: string, passage: string): { readonly line: number; readonly column: number } {
  const at = text.indexOf(passage);
  if (at === -1) throw new Error(`the file does not hold ${passage}`);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
