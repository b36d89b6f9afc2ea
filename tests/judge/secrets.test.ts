import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secrets } from '../../src/judge/secrets.ts';
import { assignsSecret, isSecretName } from '../../src/model/index.ts';

test.each([
  ['alone', ['hunter2!'], 'hunter2!', '(sensitive)'],
  ['inside other text', ['hunter2!'], 'x-hunter2!-y', 'x-(sensitive)-y'],
  ['twice', ['hunter2!'], 'hunter2! hunter2!', '(sensitive) (sensitive)'],
  ['the longer of two', ['hunter2!', 'hunter2!-more'], 'hunter2!-more', '(sensitive)'],
  ['escaped in JSON', ['say "hello"'], '{"a":"say \\"hello\\""}', '{"a":"(sensitive)"}'],
  ['a short one as a word', ['pass'], 'the pass of', 'the (sensitive) of'],
  ['a short one inside a word: that is another word', ['pass'], 'compass', 'compass'],
  ['too short to be looked for', ['abc'], 'abc', 'abc'],
  ['none', [], 'text', 'text'],
])('a secret %s', (_situation, texts, text, expected) => {
  expect(new Secrets(texts).masked(text)).toBe(expected);
});

test('a line holds a line of a secret, and a text of a secret document', () => {
  const secrets = new Secrets(['-----BEGIN KEY-----\nMIIEpAIB\n', '{"user": "someone", "port": 1}', 'a ${b} "c"']);
  expect(secrets.isIn('  MIIEpAIB')).toBe(true);
  expect(secrets.isIn('user = "someone"')).toBe(true);
  expect(secrets.isIn('v = "a $${b} \\"c\\""')).toBe(true);
  expect(secrets.isIn('engine = "postgres"')).toBe(false);
});

test('masks names of members and texts at any depth, and leaves the rest as it is', () => {
  const data = { 'hunter2!': [{ a: 'hunter2!', b: 1, c: null, d: true }] };
  expect(new Secrets(['hunter2!']).maskedData(data)).toEqual({
    '(sensitive)': [{ a: '(sensitive)', b: 1, c: null, d: true }],
  });
});

test('no text that is masked holds a secret of eight characters or more', () => {
  const letters = fc.constantFrom('a', 'b', '"', '\\');
  const texts = fc.array(letters, { minLength: 8, maxLength: 10 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), texts, texts, (secrets, before, after) => {
      const masked = new Secrets(secrets).masked(`${before}${secrets[0]}${after}`);
      expect(secrets.some((secret) => masked.includes(secret))).toBe(false);
    }),
  );
});

test('a line of a megabyte is no trouble', () => {
  expect(assignsSecret('z'.repeat(1_000_000))).toBe(false);
  expect(assignsSecret(`${' = '.repeat(300_000)}password = "x"`)).toBe(true);
  expect(new Secrets(['z'.repeat(20)]).masked('z'.repeat(1_000_000))).toContain('(sensitive)');
});

test.each([
  ['password', true],
  ['DB_PASSWORD', true],
  ['master_user_password', true],
  ['password_wo', true],
  ['password_wo_version', false],
  ['password_length', false],
  ['private_key_pem', true],
  ['kms_key_id', false],
  ['token_validity', false],
  ['__proto__', false],
])('is %s the name of a secret? %s', (name, expected) => {
  expect(isSecretName(name)).toBe(expected);
});

test.each([
  ['password = "x"', true],
  ['  "password": "x",', true],
  ['  "a": 1, "auth_token": "x" }', true],
  ['passwords = ["x"]', true],
  ['private_key = <<-EOT', true],
  ['password = var.password', false],
  ['name = "password"', false],
  ['{"name": "x"}', false],
])('does %s give a secret? %s', (line, expected) => {
  expect(assignsSecret(line)).toBe(expected);
});
