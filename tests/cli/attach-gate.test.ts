import { expect, test } from 'vitest';
import { attachGate } from '../../src/cli/attach-gate.ts';

test("the change to CDKTF's template", () => {
  expect(
    attachGate("import { App } from 'cdktf';\n\nconst app = new App();\nnew MyStack(app, 'x');\napp.synth();\n"),
  ).toBe(
    [
      "  + import { sallyport } from 'sallyport';",
      '  - const app = new App();',
      '  + const app = sallyport(new App());',
      '',
    ].join('\n'),
  );
});

test('options over several lines, with parentheses in strings', () => {
  expect(attachGate("const app = new App({\n  context: { a: ')' },\n});\n")).toBe(
    [
      "  + import { sallyport } from 'sallyport';",
      '  - const app = new App({',
      '  + const app = sallyport(new App({',
      '  - });',
      '  + }));',
      '',
    ].join('\n'),
  );
});

test.each([
  ['the gate is there already', 'const app = sallyport(new App());', 'attached'],
  ['no app is made', 'export const nothing = 1;', undefined],
  ['the app is made by another class', 'const app = new Application();', undefined],
  ['the parenthesis never closes', 'const app = new App(', undefined],
])('%s', (_situation, program, change) => {
  expect(attachGate(program)).toBe(change);
});
