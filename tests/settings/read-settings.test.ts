import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import { plain } from '../../src/model/index.ts';
import { defaultSettings, readSettings, settingsNames } from '../../src/settings/index.ts';

/** `line:column what` of the stop that a text leads to. */
function stopOf(text: string, environment?: string): string {
  try {
    readSettings(text, 'infra/sallyport.yaml', environment === undefined ? {} : { environment });
  } catch (error) {
    if (!(error instanceof StopError)) throw error;
    expect(error.location?.file).toBe('infra/sallyport.yaml');
    return `${error.location?.line}:${error.location?.column} ${plain(error.what)}`;
  }
  throw new Error('the text was read');
}

const full = `# yaml-language-server: $schema=../dist/schemas/settings.schema.json
version: 1
environment: staging
gate:
  close_on: [critical, high]
  undecided: report
environments:
  staging: {}
  production:
    close_on: [critical, high, medium, low]
    undecided: close
waivers: waivers.yaml
policies: [policies/own, /opt/shared]
zones:
  - match: { stack: hub, address: "aws_subnet.edge*" }
    zone: edge
edges:
  - match: { address: aws_security_group.front }
    reason: the front door of the service
partners:
  - { cidr: 203.0.113.0/24, name: a data supplier }
  - { cidr: "2001:db8::/32", name: another }
organization:
  accounts: ["111122223333"]
limits:
  decision_seconds: 5
`;

test('a full file is read, with paths relative to where the run started', () => {
  expect(readSettings(full, 'infra/sallyport.yaml')).toEqual({
    environment: 'staging',
    closeOn: ['critical', 'high'],
    undecided: 'report',
    waiverFile: 'infra/waivers.yaml',
    waivers: [],
    bundles: ['infra/policies/own', '/opt/shared'],
    declarations: {
      zones: [{ match: { stack: 'hub', address: 'aws_subnet.edge*' }, zone: 'edge' }],
      edges: [{ match: { address: 'aws_security_group.front' }, reason: 'the front door of the service' }],
      partners: [
        { cidr: '203.0.113.0/24', name: 'a data supplier' },
        { cidr: '2001:db8::/32', name: 'another' },
      ],
      organizationAccounts: ['111122223333'],
    },
    decisionSeconds: 5,
  });
});

test('what a file leaves out has its default', () => {
  expect(readSettings('version: 1', 'sallyport.yaml')).toEqual(defaultSettings);
  expect(defaultSettings.closeOn).toEqual(['critical', 'high', 'medium']);
  expect(settingsNames).toEqual(['sallyport.yaml', 'sallyport.yml']);
});

describe('environments', () => {
  test('one that is asked for wins over the one that the file names', () => {
    const settings = readSettings(full, 'sallyport.yaml', { environment: 'production' });
    expect(settings.environment).toBe('production');
    expect(settings.closeOn).toEqual(['critical', 'high', 'medium', 'low']);
    expect(settings.undecided).toBe('close');
  });
  test('what an environment leaves out is as in `gate`', () => {
    const text = 'version: 1\ngate: {close_on: [low], undecided: close}\nenvironments: {a: {undecided: report}}';
    const settings = readSettings(text, 'sallyport.yaml', { environment: 'a' });
    expect([settings.closeOn, settings.undecided]).toEqual([['low'], 'report']);
  });
  test.each([
    [
      'mistyped',
      full,
      'prodution',
      '8:3 prodution is not an environment of this file; did you mean production? allowed: staging, production',
    ],
    ['far from any', full, 'qa', '8:3 qa is not an environment of this file; allowed: staging, production'],
    ['of a file without any', 'version: 1', 'qa', '1:1 qa is not an environment of this file; it declares none'],
    [
      'named by a prototype',
      full,
      '__proto__',
      '8:3 __proto__ is not an environment of this file; allowed: staging, production',
    ],
  ])('one that is asked for and %s is refused', (_situation, text, asked, what) => {
    expect(stopOf(text, asked)).toBe(what);
  });
  test('one that the file itself names and does not declare is refused where it is named', () => {
    expect(stopOf('version: 1\nenvironment: stagin\nenvironments: {staging: {}}')).toBe(
      '2:14 stagin is not an environment of this file; did you mean staging? allowed: staging',
    );
  });
});

test.each([
  [
    'an unknown key',
    'version: 1\ngaet: {}',
    '2:1 gaet is not a key of the document; did you mean gate? allowed: version, environment, gate, environments, waivers, policies, zones, edges, partners, organization, limits',
  ],
  [
    'an unknown key inside',
    'version: 1\ngate:\n  undecideds: close',
    '3:3 undecideds is not a key of gate; did you mean undecided? allowed: close_on, undecided',
  ],
  [
    'a key named for a prototype',
    'version: 1\n__proto__: 1',
    '2:1 __proto__ is not a key of the document; allowed: version, environment, gate, environments, waivers, policies, zones, edges, partners, organization, limits',
  ],
  [
    'a mistyped severity',
    'version: 1\ngate:\n  close_on:\n    - high\n    - critcal',
    '5:7 gate.close_on[1] is critcal; did you mean critical? allowed: critical, high, medium, low',
  ],
  [
    'a value of another kind for a choice',
    'version: 1\ngate: {undecided: 3}',
    '2:19 gate.undecided is 3; allowed: report, close',
  ],
  ['a severity twice', 'version: 1\ngate: {close_on: [low, low]}', '2:18 gate.close_on lists a value twice'],
  ['no version', 'gate: {}', '1:1 the document lacks version'],
  ['another version', 'version: 2', '1:10 version must be 1, got 2'],
  ['a version as text', 'version: "1"', '1:10 version must be a number, got 1'],
  ['a list', '- version: 1', '1:1 the document must be a mapping, got a list'],
  ['a scalar', 'version', '1:1 the document must be a mapping, got version'],
  ['nothing', '', '1:1 the document must be a mapping, got nothing'],
  ['comments alone', '# nothing\n', '1:1 the document must be a mapping, got nothing'],
  ['a key without value', 'version: 1\ngate:\n', '2:6 gate must be a mapping, got nothing'],
  [
    'an account id without quotes',
    'version: 1\norganization:\n  accounts: [111122223333]',
    '3:14 organization.accounts[0] must be text, got 111122223333; put it in quotes',
  ],
  [
    'a short account id',
    'version: 1\norganization:\n  accounts: ["1234"]',
    '3:14 organization.accounts[0] must be an account id of twelve digits, got 1234',
  ],
  [
    'a match of everything',
    'version: 1\nzones: [{match: {}, zone: a}]',
    '2:17 zones[0].match is empty; give at least one of stack, address',
  ],
  [
    'a short reason',
    'version: 1\nedges: [{match: {stack: a}, reason: none}]',
    '2:37 edges[0].reason must have at least 10 characters, got none',
  ],
  [
    'no time to decide',
    'version: 1\nlimits: {decision_seconds: 0}',
    '2:28 limits.decision_seconds must be more than 0, got 0',
  ],
  [
    'endless time to decide',
    'version: 1\nlimits: {decision_seconds: .inf}',
    '2:28 limits.decision_seconds must be a number, got null',
  ],
  [
    'too much time to decide',
    'version: 1\nlimits: {decision_seconds: 601}',
    '2:28 limits.decision_seconds must be at most 600, got 601',
  ],
  [
    'an environment whose name hides a line',
    'version: 1\nenvironments: {"a\\nb": {close_on: 1}}',
    '2:24 a\nb is no name for an environment; use letters, digits, ".", "-", "_"',
  ],
  [
    'a partner that is no block',
    'version: 1\npartners:\n  - {cidr: 203.0.113.0, name: a}',
    '3:12 203.0.113.0 is no address block; write it as 198.51.100.0/24 or 2001:db8::/32',
  ],
  [
    'the internet as a partner',
    'version: 1\npartners:\n  - {cidr: 0.0.0.0/0, name: a}',
    "3:12 0.0.0.0/0 is wider than any partner's block; the shortest prefix allowed is /8",
  ],
])('%s is refused at its place', (_situation, text, what) => {
  expect(stopOf(text)).toBe(what);
});

test.each([
  [
    'a syntax error',
    'version: [1',
    '1:12 not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['a tab', 'version: 1\ngate:\n\tundecided: close', '3:1 not valid YAML: tabs are not allowed as indentation'],
  ['a key twice', 'version: 1\ngate: {}\ngate: {}', '3:1 gate is given twice'],
  ['a key twice inside', 'version: 1\ngate: {undecided: close, undecided: report}', '2:26 undecided is given twice'],
  ['an anchor and an alias', 'version: 1\nwaivers: &a x\nenvironment: *a', '3:14 *a is an alias; write the value out'],
  ['a custom tag', 'version: !!js/function "x"', '1:10 not valid YAML: unresolved tag: tag:yaml.org,2002:js/function'],
  ['a known tag', 'version: !!int 1', '1:16 tag:yaml.org,2002:int is a tag; only plain values are read'],
  [
    'a timestamp',
    'version: !!timestamp 2026-01-01',
    '1:10 not valid YAML: unresolved tag: tag:yaml.org,2002:timestamp',
  ],
  [
    'two documents',
    'version: 1\n---\nversion: 1',
    '2:1 not valid YAML: source contains multiple documents; please use YAML.parseAllDocuments()',
  ],
  ['a key that is a list', '? [a]\n: 1', '1:3 a key is not text; put it in quotes'],
  ['a key that is a number', 'version: 1\n1: 2', '2:1 a key is not text; put it in quotes'],
  [
    'a merge key',
    'version: 1\n<<: {gate: {}}',
    '2:1 << is not a key of the document; allowed: version, environment, gate, environments, waivers, policies, zones, edges, partners, organization, limits',
  ],
])('%s is no plain YAML', (_situation, text, what) => {
  expect(stopOf(text)).toBe(what);
});

test('the help says where the other faults are', () => {
  const read = () => readSettings('version: 2\ngate:\n  undecided: x\nlimit: 1', 'sallyport.yaml');
  expect(read).toThrow(expect.objectContaining({ help: 'correct it, and what else is wrong in line 3, 4' }));
});

test('words of YAML 1.1 stay text, whatever version the file claims', () => {
  const settings = readSettings(
    '%YAML 1.1\n---\nversion: 1\npartners: [{cidr: 203.0.113.0/24, name: yes}]',
    'sallyport.yaml',
  );
  expect(settings.declarations.partners[0]?.name).toBe('yes');
});

describe('a hostile file ends in a stop, in bounded time', () => {
  const laughs = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefghi'.split('').map((name, index) => {
      const before = `*${'abcdefgh'[index]}`;
      return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`;
    }),
  ].join('\n');
  test.each([
    ['aliases that multiply', laughs],
    ['10,000 nested flow sequences', '['.repeat(10_000)],
    ['10,000 nested flow mappings', '{a: '.repeat(10_000)],
    ['10,000 nested block sequences', '- '.repeat(10_000)],
    ['10,000 nested complex keys', '? '.repeat(10_000)],
    ['1,000 nested block mappings', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['a megabyte of text', `version: 1 #${'x'.repeat(1_000_000)}`],
    ['20,000 keys', Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join('\n')],
    ['a NUL', 'version: 1\0'],
    ['a lone surrogate', 'version: "\ud800"'],
  ])('%s', (_situation, text) => {
    const before = performance.now();
    expect(() => readSettings(text, 'sallyport.yaml')).toThrow(StopError);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

test('any text is read or stopped at a place inside it, never anything else', () => {
  const lines = fc.constantFrom(
    'version: 1',
    'gate:',
    '  close_on: [high]',
    '  undecided: x',
    '- a',
    '? b',
    '*c',
    '&d e',
    '"',
    "'",
    '|',
    '>',
    '{',
    ']',
    'environments: {a: {}}',
    ': :',
    '\t',
    '%YAML 1.1',
    '---',
    '...',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(lines, fc.string()), { maxLength: 8 }), (parts) => {
      const text = parts.join('\n');
      try {
        readSettings(text, 'sallyport.yaml');
      } catch (error) {
        expect(error).toBeInstanceOf(StopError);
        const line = (error as StopError).location?.line ?? 0;
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }
    }),
  );
});
