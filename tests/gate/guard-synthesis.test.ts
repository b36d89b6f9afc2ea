import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformOutput, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { guardSynthesis } from '../../src/gate/guard-synthesis.ts';

class Closed extends Error {}

function appIn(outdir: string, options: { readonly skipValidation?: boolean } = {}): App {
  const app = new App({ outdir, ...options });
  const stack = new TerraformStack(app, 'main');
  new TerraformOutput(stack, 'greeting', { value: 'hello' });
  return app;
}

const temporary = () => mkdtempSync(join(tmpdir(), 'sallyport-guard-'));
const manifestOf = (outdir: string) => join(outdir, 'manifest.json');
const close = () => {
  throw new Closed();
};

test('an open gate lets the manifest be written, as CDKTF writes it', () => {
  const [without, behind] = [temporary(), temporary()];
  appIn(without).synth();
  const app = appIn(behind);
  guardSynthesis(app, () => undefined);
  app.synth();
  expect(readFileSync(manifestOf(behind))).toEqual(readFileSync(manifestOf(without)));
});

test('the judge sees every stack written and no manifest', () => {
  const outdir = temporary();
  const app = appIn(outdir);
  const seen: boolean[] = [];
  guardSynthesis(app, () => {
    seen.push(existsSync(join(outdir, 'stacks/main/cdk.tf.json')), existsSync(manifestOf(outdir)));
  });
  app.synth();
  expect(seen).toEqual([true, false]);
});

describe.each([
  ['synth()', (app: App) => app.synth()],
  ['the method of the class', (app: App) => App.prototype.synth.call(app)],
])('a closed gate throws its own error and leaves no manifest: %s', (_situation, synth) => {
  test.each([
    ['with validations', false],
    ['with skipValidation', true],
  ])('%s', (_also, skipValidation) => {
    const outdir = temporary();
    const app = appIn(outdir, { skipValidation });
    guardSynthesis(app, close);
    expect(() => synth(app)).toThrow(Closed);
    expect(existsSync(manifestOf(outdir))).toBe(false);
  });
});

test('the manifest of an earlier open run does not outlive a closed one', () => {
  const outdir = temporary();
  appIn(outdir).synth();
  expect(existsSync(manifestOf(outdir))).toBe(true);
  const app = appIn(outdir);
  guardSynthesis(app, close);
  expect(() => app.synth()).toThrow(Closed);
  expect(existsSync(manifestOf(outdir))).toBe(false);
});

test("a stack that throws leaves no manifest, and the user's own error goes through", () => {
  const outdir = temporary();
  appIn(outdir).synth();
  const app = appIn(outdir);
  new (class extends TerraformStack {
    override toTerraform(): never {
      throw new RangeError('the stack itself is at fault');
    }
  })(app, 'broken');
  guardSynthesis(app, () => undefined);
  expect(() => app.synth()).toThrow(new RangeError('the stack itself is at fault'));
  expect(existsSync(manifestOf(outdir))).toBe(false);
});

test("the app's own validations come first", () => {
  const app = appIn(temporary());
  app.node.addValidation({ validate: () => ['the app is not as it should be'] });
  guardSynthesis(app, close);
  expect(() => app.synth()).toThrow(/the app is not as it should be/);
});

test('a synth that writes its manifest past the gate is a stop, and the manifest goes', () => {
  const outdir = temporary();
  const app = appIn(outdir);
  app.synth = () => writeFileSync(manifestOf(outdir), '{}');
  guardSynthesis(app, () => undefined);
  expect(() => app.synth()).toThrow(/nothing was judged/);
  expect(existsSync(manifestOf(outdir))).toBe(false);
});

test('a synth that is asynchronous is waited for', async () => {
  const outdir = temporary();
  const app = appIn(outdir);
  const synth = app.synth.bind(app);
  app.synth = async () => {
    await Promise.resolve();
    synth();
  };
  guardSynthesis(app, close);
  await expect(app.synth()).rejects.toThrow(Closed);
  expect(existsSync(manifestOf(outdir))).toBe(false);
});

test('a manifest that cannot be deleted is a stop', () => {
  const outdir = temporary();
  const app = appIn(outdir);
  mkdirSync(manifestOf(outdir));
  writeFileSync(join(manifestOf(outdir), 'x'), '');
  guardSynthesis(app, () => undefined);
  expect(() => app.synth()).toThrow(/manifest\.json is from an earlier run and cannot be deleted/);
});

test('each synth is judged anew', () => {
  const app = appIn(temporary());
  let judged = 0;
  guardSynthesis(app, () => {
    judged += 1;
  });
  app.synth();
  app.synth();
  expect(judged).toBe(2);
});
