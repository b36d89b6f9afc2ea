/** The gate inside `app.synth()`: what closes it, what stops it, and that nothing gets past it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { App, TerraformStack } from 'cdktf';
import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { GateClosedError, StopError, sallyport } from '../../src/index.ts';
import { folderWith, testHost } from '../cli/test-host.ts';
import { addNetwork, everywhere, gatedApp, inside, newApp, settings, watched } from './gate-apps.ts';

const manifestOf = (app: App) => join(app.outdir, 'manifest.json');
const closedBy = (thrown: unknown): GateClosedError => {
  expect(thrown).toBeInstanceOf(GateClosedError);
  return thrown as GateClosedError;
};
const stopOf = (thrown: unknown): StopError => {
  expect(thrown).toBeInstanceOf(StopError);
  return thrown as StopError;
};

describe('an open gate', () => {
  test('writes the manifest and says so in one line', () => {
    const app = gatedApp();
    addNetwork(app, inside);
    const { stderr, thrown } = watched(() => app.synth());
    expect(thrown).toBeUndefined();
    expect(existsSync(manifestOf(app))).toBe(true);
    expect(stderr).toMatch(/^sallyport: the gate is open: \d+ policies on 1 resource in 1 stack; \d+ pass.*\n$/);
  });

  test.each([
    ['none', /^$/],
    ['full', /gate open[\s\S]*judged/],
  ] as const)('prints what was asked for: %s', (report, printed) => {
    const app = gatedApp({}, { report });
    addNetwork(app, inside);
    expect(watched(() => app.synth()).stderr).toMatch(printed);
  });

  test.each([
    ['a call before anything else', (app: App) => sallyport(app, { config: settings, report: 'none' })],
    ['without remembering places', (app: App) => sallyport(app, { config: settings, report: 'none', capture: false })],
    [
      'twice',
      (app: App) =>
        sallyport(sallyport(app, { config: settings, report: 'none' }), { config: settings, report: 'none' }),
    ],
  ])('leaves every synthesized byte as it was: %s', (_situation, attach) => {
    const plainApp = newApp();
    addNetwork(plainApp, inside);
    plainApp.synth();
    const app = attach(newApp());
    addNetwork(app, inside);
    app.synth();
    for (const file of ['manifest.json', 'stacks/network/cdk.tf.json']) {
      const synthesized = readFileSync(join(app.outdir, file), 'utf8');
      expect(synthesized.replaceAll(app.outdir, plainApp.outdir)).toBe(
        readFileSync(join(plainApp.outdir, file), 'utf8'),
      );
    }
  });
});

describe('a closed gate', () => {
  test('throws its own error with the judgement, prints the report, and writes no manifest', () => {
    const app = gatedApp();
    addNetwork(app, everywhere);
    const { stderr, thrown } = watched(() => app.synth());
    const error = closedBy(thrown);
    expect(error.message).toMatch(/^the gate is closed: \d+ critical violations?/);
    expect(error.assessment.gate).toBe('closed');
    expect(Object.keys(error)).not.toContain('assessment');
    expect(error.stack).toBe(`GateClosedError: ${error.message}`);
    expect(stderr).toContain('aws_security_group.bastion');
    expect(existsSync(manifestOf(app))).toBe(false);
  });

  test('names the line of the program, the construct, the address, and the place in the file', () => {
    const app = gatedApp();
    addNetwork(app, everywhere);
    const { assessment } = closedBy(watched(() => app.synth()).thrown);
    const [finding] = assessment.findings.filter(({ outcome }) => outcome === 'fail');
    const program = readFileSync(join(import.meta.dirname, 'gate-apps.ts'), 'utf8').split('\n');
    const { source, constructPath, configuration } = finding?.place ?? {};
    expect(source?.innermost.file).toMatch(/e2e\/gate-apps\.ts$/);
    expect(program[(source?.innermost.line ?? 0) - 1]).toContain('new SecurityGroup(');
    expect(source?.outermost.file).toMatch(/never-open-gate\.test\.ts$/);
    expect(constructPath).toBe('network/bastion');
    expect(finding?.subject.address).toBe('aws_security_group.bastion');
    expect(configuration?.file).toMatch(/stacks\/network\/cdk\.tf\.json$/);
    expect(configuration?.pointer).toMatch(/^\/resource\/aws_security_group\/bastion\/ingress\/0/);
  });

  test.each([
    ['with skipValidation', { skipValidation: true }, {}],
    ['without remembering places', {}, { capture: false }],
    ['with the report turned off', {}, { report: 'none' }],
  ] as const)('stays closed %s', (_situation, config, options) => {
    const app = gatedApp(config, options);
    addNetwork(app, everywhere);
    const { stderr, thrown } = watched(() => app.synth());
    closedBy(thrown);
    expect(stderr).toContain('aws_security_group.bastion');
    expect(existsSync(manifestOf(app))).toBe(false);
  });

  test('judges all stacks, and one of them is enough', () => {
    const app = gatedApp();
    addNetwork(app, inside, 'first');
    addNetwork(app, everywhere, 'second');
    const { assessment } = closedBy(watched(() => app.synth()).thrown);
    expect(assessment.stacks).toEqual(['first', 'second']);
    const failed = assessment.findings.filter(({ outcome }) => outcome === 'fail');
    expect(new Set(failed.map(({ subject }) => subject.stack))).toEqual(new Set(['second']));
  });

  test('judges what an override puts into the file, not what the construct was told', () => {
    const app = gatedApp();
    const stack = addNetwork(app, inside);
    stack.addOverride('resource.aws_security_group.bastion.ingress', [
      { from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: [everywhere] },
    ]);
    closedBy(watched(() => app.synth()).thrown);
  });

  test('says of what was there before it that no line of the program is known', () => {
    const app = newApp();
    addNetwork(app, everywhere);
    sallyport(app, { config: settings });
    const { assessment } = closedBy(watched(() => app.synth()).thrown);
    const [finding] = assessment.findings.filter(({ outcome }) => outcome === 'fail');
    expect(finding?.place?.source).toBeUndefined();
    expect(finding?.place?.configuration.file).toMatch(/cdk\.tf\.json$/);
    expect(assessment.diagnostics.map(({ id }) => id)).toContain('gate/created-before');
  });

  test('closes when the time for deciding is over', () => {
    const folder = folderWith({ 'sallyport.yaml': 'version: 1\nlimits:\n  decision_seconds: 0.000001\n' });
    const app = gatedApp({}, { config: join(folder, 'sallyport.yaml') });
    addNetwork(app, inside);
    const { assessment } = closedBy(watched(() => app.synth()).thrown);
    expect(assessment.findings.every(({ outcome }) => outcome === 'error')).toBe(true);
    expect(assessment.findings.length).toBe(assessment.policies.length);
    expect(existsSync(manifestOf(app))).toBe(false);
  });

  test('does not leave the manifest of an earlier, open run', () => {
    const first = gatedApp({}, { report: 'none' });
    addNetwork(first, inside);
    first.synth();
    expect(existsSync(manifestOf(first))).toBe(true);
    const second = gatedApp({ outdir: first.outdir });
    addNetwork(second, everywhere);
    closedBy(watched(() => second.synth()).thrown);
    expect(existsSync(manifestOf(first))).toBe(false);
  });
});

describe('HCL output', () => {
  afterEach(() => {
    delete process.env['SYNTH_HCL_OUTPUT'];
  });

  test.each([
    ['closed', everywhere],
    ['open', inside],
  ])('is judged as well: %s', async (gate, from) => {
    process.env['SYNTH_HCL_OUTPUT'] = 'true';
    const app = gatedApp({}, { report: 'none' });
    addNetwork(app, from);
    const { thrown } = watched(() => app.synth());
    expect(existsSync(join(app.outdir, 'stacks/network/cdk.tf'))).toBe(true);
    expect(existsSync(manifestOf(app))).toBe(gate === 'open');
    if (gate === 'open') expect(thrown).toBeUndefined();
    else {
      const [finding] = closedBy(thrown).assessment.findings.filter(({ outcome }) => outcome === 'fail');
      expect(finding?.place?.source?.innermost.file).toMatch(/gate-apps\.ts$/);
      expect(finding?.place?.configuration.file).toMatch(/stacks\/network\/cdk\.tf$/);
    }
    const exit = await run(['check', app.outdir, '--config', settings], testHost(app.outdir));
    expect(exit).toBe(gate === 'open' ? 0 : 1);
  });
});

describe('a stop', () => {
  test('an app without stacks was not judged', () => {
    const app = gatedApp();
    const stop = stopOf(watched(() => app.synth()).thrown);
    expect(stop.code).toBe('gate/no-stacks');
    expect(existsSync(manifestOf(app))).toBe(false);
  });

  test.each([
    ['nothing', undefined, /got `undefined`/],
    ['null', null, /got `null`/],
    ['an object', {}, /got `an object that is none`/],
    ['the class', App, /got `the class or function App`/],
    ['a stack', new TerraformStack(newApp(), 'alone'), /got `a TerraformStack \(alone\)`/],
    [
      'an app whose manifest is of another kind',
      Object.assign(Object.create(newApp()) as object, { manifest: {} }),
      /of a version that it does not know/,
    ],
  ])('sallyport() without an app: %s', (_situation, given, message) => {
    // @ts-expect-error: nothing but an App is taken
    const stop = stopOf(watched(() => sallyport(given)).thrown);
    expect(stop.code).toBe('gate/no-app');
    expect(stop.what.map((part) => (typeof part === 'string' ? part : `\`${part.data}\``)).join('')).toMatch(message);
  });

  test.each([
    ['settings that are not there', { config: '/nowhere/sallyport.yaml' }, /the settings file .* cannot be read/],
    ['an environment that no settings declare', { environment: 'moon' }, /moon/],
  ])('%s', (_situation, options, message) => {
    const app = gatedApp({}, options);
    addNetwork(app, inside);
    const { thrown } = watched(() => app.synth());
    expect(stopOf(thrown).message).toMatch(message);
    expect(existsSync(manifestOf(app))).toBe(false);
  });

  test('options that differ at a second call', () => {
    const app = gatedApp();
    expect(sallyport(app, { config: settings })).toBe(app);
    expect(() => sallyport(app, { config: settings, capture: false })).toThrow(/called twice/);
  });

  test('settings that are ill-formed name their line', () => {
    const folder = folderWith({ 'sallyport.yaml': 'version: 1\ngate:\n  close_onn: [high]\n' });
    const app = gatedApp({}, { config: join(folder, 'sallyport.yaml') });
    addNetwork(app, inside);
    expect(stopOf(watched(() => app.synth()).thrown).location).toMatchObject({ line: 3 });
  });
});

test('a stack that throws passes its own error on, and nothing is deployable', () => {
  const app = gatedApp();
  addNetwork(app, inside);
  class Broken extends TerraformStack {
    override toTerraform(): never {
      throw new RangeError('no more addresses');
    }
  }
  new Broken(app, 'broken');
  expect(watched(() => app.synth()).thrown).toEqual(new RangeError('no more addresses'));
  expect(existsSync(manifestOf(app))).toBe(false);
});

test('a stack file that vanishes before it is judged is not passed over', () => {
  const app = gatedApp();
  const stack = addNetwork(app, inside);
  app.node.addValidation({
    validate: () => {
      writeFileSync(join(app.outdir, 'stacks', stack.node.id, 'cdk.tf.json'), '{');
      return [];
    },
  });
  const { assessment } = closedBy(watched(() => app.synth()).thrown);
  expect(assessment.diagnostics[0]?.severity).toBe('error');
});

test('apps in one process do not know each other', () => {
  const [closed, open] = [gatedApp(), gatedApp({}, { report: 'none' })];
  addNetwork(closed, everywhere);
  addNetwork(open, inside);
  watched(() => open.synth());
  expect(existsSync(manifestOf(open))).toBe(true);
  closedBy(watched(() => closed.synth()).thrown);
  const free = newApp();
  addNetwork(free, everywhere);
  free.synth();
  expect(existsSync(manifestOf(free))).toBe(true);
});

test('the type of the app is kept', () => {
  class OwnApp extends App {
    readonly mine = true;
  }
  const app = sallyport(new OwnApp({ outdir: newApp().outdir }));
  expectTypeOf(app).toEqualTypeOf<OwnApp>();
  new S3Bucket(new TerraformStack(app, 's'), 'b');
});
