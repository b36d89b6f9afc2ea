import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import draft04 from 'ajv-draft-04';
import fc from 'fast-check';
import type { Log, Notification, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Assessment, JudgeInput } from '../../src/judge/index.ts';
import type { SarifOptions } from '../../src/report/index.ts';
import { renderSarif } from '../../src/report/index.ts';
import { decided, estateOf, place, policy, remark, resource } from '../judge/hand-made.ts';
import { sample, source } from './sample.ts';

const schemaText = readFileSync(join(import.meta.dirname, 'vendor', 'sarif-2.1.0-rtm.5.json'));
const ajv = new draft04.default({
  strict: false,
  allErrors: true,
  // One of the schema's patterns is no pattern of the `u` flag.
  unicodeRegExp: false,
  formats: { uri: isUri, 'uri-reference': isUriReference, 'date-time': true },
});
const validate = ajv.compile(JSON.parse(schemaText.toString('utf8')));

function isUri(text: string): boolean {
  return URL.canParse(text);
}

function isUriReference(text: string): boolean {
  return URL.canParse(text, 'file:///root/') && /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/.test(text);
}

function runOf(assessment: Assessment, options: Partial<SarifOptions> = {}): Run {
  const log = JSON.parse(renderSarif(assessment, { version: '1.2.3', source, ...options })) as Log;
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  const [run, ...others] = log.runs;
  if (run === undefined || others.length > 0) throw new Error('there is not one run');
  return run;
}

function resultsOf(assessment: Assessment, options: Partial<SarifOptions> = {}): readonly Result[] {
  return runOf(assessment, options).results ?? [];
}

function notificationsOf(
  run: Run,
  kind: 'toolExecutionNotifications' | 'toolConfigurationNotifications',
): readonly Notification[] {
  return run.invocations?.[0]?.[kind] ?? [];
}

/** One policy that one resource breaks, with the names given. */
function broken(
  changes: {
    readonly address?: string;
    readonly file?: string;
    readonly data?: Record<string, unknown>;
    readonly values?: Record<string, string>;
  },
  input: Partial<JudgeInput> = {},
) {
  const {
    address = 'aws_vpc.a',
    file,
    data = { source: 'x', port: 1 },
    values = { cidr_block: '10.0.0.0/8' },
  } = changes;
  const made = resource({ address, values, constructPath: 'hub/a' });
  const evidence = [{ resource: address, path: ['cidr_block'] }];
  const frame = { file: file ?? 'stacks/a.ts', line: 3, column: 5 };
  return sample({
    policies: [policy('network/no-a')],
    verdicts: [decided('network/no-a', { subjects: [address], violations: [remark(address, { data, evidence })] })],
    estate: estateOf([made]),
    places: () => ({ outermost: frame, innermost: frame }),
    diagnostics: [],
    ...input,
  });
}

test('the schema is the one that its note names', () => {
  const note = readFileSync(join(import.meta.dirname, 'vendor', 'README.md'), 'utf8');
  expect(note).toContain(createHash('sha256').update(schemaText).digest('hex'));
});

test('a log with one of everything conforms to the OASIS schema, waived results left out or kept', () => {
  expect(resultsOf(sample()).map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
    'network/no-admin-ingress error',
    'keys/require-tight-policy/undecided note',
  ]);
  const kept = resultsOf(sample(), { suppressed: 'include' });
  expect(kept.map(({ ruleId }) => ruleId)).toContain('data/require-versioning');
  expect(kept.find(({ ruleId }) => ruleId === 'data/require-versioning')?.suppressions).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'moves behind the load balancer in March (owner platform, until 2026-03-31)',
    },
  ]);
});

describe('what GitHub reads', () => {
  const run = runOf(sample());
  const rules = run.tool.driver.rules ?? [];
  const [first] = run.results ?? [];

  test('the tool, its version, and a category for the environment', () => {
    expect(run.tool.driver).toMatchObject({ name: 'Sallyport', semanticVersion: '1.2.3' });
    expect(run.automationDetails?.id).toBe('sallyport/production/');
    expect(runOf(sample(), { category: 'nightly/' }).automationDetails?.id).toBe('nightly/');
  });

  test('every rule has the texts that are asked for, none of them empty or too long', () => {
    for (const rule of rules) {
      for (const text of [rule.shortDescription?.text, rule.fullDescription?.text]) {
        expect(text).toMatch(/\S/);
        expect(text?.length).toBeLessThanOrEqual(1024);
      }
      expect(rule.name).toMatch(/^\w{1,255}$/);
      expect(rule.help?.text).toMatch(/\S/);
      expect(rule.help?.markdown).toMatch(/\S/);
      const tags = rule.properties?.tags ?? [];
      expect(tags.length).toBeLessThanOrEqual(20);
      expect(tags[0]).toBe('security');
    }
    expect(rules.find(({ id }) => id === 'network/no-admin-ingress')?.helpUri).toBe('https://docs.aws.amazon.com/vpc/');
  });

  test('severity stands on the rule, as a string clear of the edges; an open question has none', () => {
    const severities = Object.fromEntries(rules.map(({ id, properties }) => [id, properties?.['security-severity']]));
    expect(severities).toEqual({
      'network/no-admin-ingress': '9.5',
      'keys/require-tight-policy': '8.0',
      'keys/require-tight-policy/undecided': undefined,
      'data/require-versioning': '2.0',
      'data/require-x': '5.5',
      'identity/no-y': '5.5',
    });
  });

  test('texts that are too long or missing are cut or replaced', () => {
    const odd = [
      policy('a/no-b', { title: '', description: '', why: '', help: '', layer: '' }),
      policy('a/no-c', {
        title: 'x'.repeat(2000),
        description: '\u{1f600}'.repeat(2000),
        controls: { f: Array.from({ length: 50 }, (_, index) => `C-${index}`) },
      }),
    ];
    const made =
      runOf(sample({ policies: odd, verdicts: [decided('a/no-b'), decided('a/no-c')] })).tool.driver.rules ?? [];
    expect(
      made.map(({ shortDescription, fullDescription }) => [
        shortDescription?.text.length,
        fullDescription?.text.length,
      ]),
    ).toEqual([
      [6, 6],
      [1024, 1023],
    ]);
    expect(made[0]?.shortDescription?.text).toBe('a/no-b');
    expect(made[1]?.fullDescription?.text).not.toMatch(/\p{Cs}/u);
    expect(made[1]?.properties?.tags).toHaveLength(20);
  });

  test('rules are found by index', () => {
    for (const { ruleId, ruleIndex } of run.results ?? []) expect(rules[ruleIndex ?? -1]?.id).toBe(ruleId);
  });

  test('a result stands on one line, that of the construct call in TypeScript, never on the generated file', () => {
    expect(first?.locations).toHaveLength(1);
    expect(first?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'stacks/hub/stack.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 42, startColumn: 5, endLine: 42, endColumn: 22 },
    });
  });

  test('where the app led there and the generated file are related, and linked so that they are shown', () => {
    expect(
      first?.relatedLocations?.map(({ id, physicalLocation }) => [
        id,
        physicalLocation?.artifactLocation?.uri,
        physicalLocation?.region?.startLine,
      ]),
    ).toEqual([
      [1, 'stacks/main.ts', 7],
      [2, 'cdktf.out/stacks/hub/cdk.tf.json', 13],
    ]);
    expect(first?.message.text).toBe(
      '`aws_security_group.web` lets `0.0.0.0/0, ::/0` in on port `22`. Help: name the peer security group as the source. See [where the app led there](1) and [the generated configuration](2).',
    );
  });

  test('the fingerprint is ours, so that GitHub does not compute one from the line', () => {
    expect(first?.partialFingerprints?.['primaryLocationLineHash']).toMatch(/^[0-9a-f]{64}:1$/);
  });

  test('evidence is a path to walk', () => {
    const steps = first?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
      location?.physicalLocation?.artifactLocation?.uri,
      location?.message?.text,
    ]);
    expect(steps).toEqual([
      ['stacks/hub/stack.ts', '`aws_security_group.web.ingress[0].cidr_blocks` = `["0.0.0.0/0", "::/0"]`'],
      ['stacks/main.ts', '`aws_kms_key.vault.deletion_window_in_days` = `30` (not set; AWS defaults to 30)'],
    ]);
  });

  test('an undecided result that closes the gate is a warning', () => {
    const levels = resultsOf(sample({ planned: true })).map(({ level }) => level);
    expect(levels).toEqual(['error', 'warning']);
  });
});

describe('nothing is lost', () => {
  const run = runOf(sample());
  test('a policy without a verdict, an unread input and what nothing models are notifications, and the run is not successful', () => {
    expect(run.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(
      notificationsOf(run, 'toolExecutionNotifications').map(({ descriptor, level }) => `${descriptor?.id} ${level}`),
    ).toEqual([
      'judge/no-verdict error',
      'ingest/broken-file error',
      'ingest/module-not-read warning',
      'aws/unmodelled note',
      'aws/unmodelled note',
    ]);
    const [noVerdict] = notificationsOf(run, 'toolExecutionNotifications');
    expect(noVerdict?.associatedRule).toEqual({ id: 'data/require-x', index: 2 });
    expect(noVerdict?.message.text).toContain('`data/require-x` gave no verdict: it trapped: `unreachable`.');
  });
  test('every waiver is a notification, those that silence nothing as warnings', () => {
    expect(
      notificationsOf(run, 'toolConfigurationNotifications').map(
        ({ descriptor, level }) => `${descriptor?.id} ${level}`,
      ),
    ).toEqual(['settings/waiver-used note', 'settings/waiver-unused warning', 'settings/waiver-expired warning']);
  });
  test('the gate and its reasons are properties of the run', () => {
    expect(run.properties).toMatchObject({
      gate: 'closed',
      because: [
        '1 critical violation',
        '1 policy gave no verdict: data/require-x',
        '1 part of the input could not be read',
      ],
    });
  });
  test('a run in which everything was judged is successful, whether or not something fails', () => {
    expect(runOf(broken({})).invocations?.[0]?.executionSuccessful).toBe(true);
    expect(runOf(broken({}, { policies: [], verdicts: [] })).invocations?.[0]?.executionSuccessful).toBe(false);
  });
  test('more results than GitHub takes are cut to the worst, and counted', () => {
    const base = sample();
    const [finding] = base.findings;
    if (finding === undefined) throw new Error('there is no finding');
    const run30 = JSON.parse(
      renderSarif(
        { ...base, findings: Array.from({ length: 25_003 }, () => ({ ...finding, evidence: [] })) },
        { version: '1' },
      ),
    ) as Log;
    expect(run30.runs[0]?.results).toHaveLength(25_000);
    const said = run30.runs[0]?.invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(said.at(-1)?.message.text).toBe('3 results are left out: the log holds the worst.');
  });
});

describe('places', () => {
  const uri = (file: string, options: Partial<SarifOptions> = {}) =>
    resultsOf(broken({ file }), options)[0]?.locations?.[0]?.physicalLocation?.artifactLocation;
  test.each([
    ['below the root', 'stacks/a.ts', {}, { uri: 'stacks/a.ts', uriBaseId: '%SRCROOT%' }],
    ['with a prefix', 'stacks/a.ts', { prefix: 'infra' }, { uri: 'infra/stacks/a.ts', uriBaseId: '%SRCROOT%' }],
    ['beside, with a prefix', '../lib/a.ts', { prefix: 'infra' }, { uri: 'lib/a.ts', uriBaseId: '%SRCROOT%' }],
    ['with a dot', './a.ts', {}, { uri: 'a.ts', uriBaseId: '%SRCROOT%' }],
    ['with blanks and signs', 'my stacks/a#b?.ts', {}, { uri: 'my%20stacks/a%23b%3F.ts', uriBaseId: '%SRCROOT%' }],
    ['with a colon', 'a:b/c.ts', {}, { uri: 'a%3Ab/c.ts', uriBaseId: '%SRCROOT%' }],
    ['absolute', '/srv/a.ts', {}, { uri: 'file:///srv/a.ts' }],
    ['absolute, with a drive', 'C:\\srv\\a.ts', {}, { uri: 'file:///C%3A/srv/a.ts' }],
    ['with a lone surrogate', 'a\ud800.ts', {}, { uri: 'a%EF%BF%BD.ts', uriBaseId: '%SRCROOT%' }],
  ] as const)('a file %s', (_situation, file, options, expected) => {
    expect(uri(file, options)).toEqual(expected);
  });

  test('a result without a place is shown at the settings file, since one without a location is refused', () => {
    const assessment = sample({
      policies: [policy('network/no-a')],
      verdicts: [decided('network/no-a', { subjects: ['ghost'], violations: [remark('ghost')] })],
    });
    expect(resultsOf(assessment)[0]?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'sallyport.yaml' },
      region: { startLine: 1 },
    });
  });

  test('without the source text the region is still one line', () => {
    const region = resultsOf(broken({}), { source: () => undefined })[0]?.locations?.[0]?.physicalLocation?.region;
    expect(region).toEqual({ startLine: 3, startColumn: 5, endLine: 3, endColumn: 6 });
  });

  test('a block of several lines is cut to its first', () => {
    const made = resource({ address: 'aws_vpc.a' });
    const locate = () => ({ file: 'main.tf', line: 4, column: 1, endLine: 9, endColumn: 2 });
    const estate = estateOf([{ ...made, instance: { ...made.instance, locate } }]);
    const assessment = broken({}, { estate, places: () => undefined });
    const region = resultsOf(assessment, { source: () => 'resource "aws_vpc" "a" {' })[0]?.locations?.[0]
      ?.physicalLocation?.region;
    expect(region).toEqual({ startLine: 4, startColumn: 1, endLine: 4, endColumn: 25 });
  });
});

describe('hostile names stay inert', () => {
  test.each([
    ['a link', '[click](https://evil.example)', '`\\[click](https://evil.example)`'],
    ['a code span', 'a`b``c', '``` a`b``c ```'],
    ['a terminal escape', 'a\u001b[31mb', '`a\\u{1b}[31mb`'],
    ['a line feed', 'a\nb', '`a\\nb`'],
    ['a right-to-left override', 'a\u202eb', '`a\\u{202e}b`'],
    ['a placeholder', 'a{0}b', '`a{{0}}b`'],
    ['markup', '<img src=x onerror=y>', '`<img src=x onerror=y>`'],
    ['nothing', '', '`  `'],
  ])('%s', (_situation, name, shown) => {
    const [result] = resultsOf(broken({ data: { source: name, port: 1 } }));
    expect(result?.message.text).toContain(`lets ${shown} in`);
  });

  test('no name makes the log invalid, leaves its fence or acts on a screen', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'`[](){}\\019<>&"', '\u001b', '\u202e', '\n') }),
    );
    fc.assert(
      fc.property(nasty, nasty, (name, file) => {
        const run = runOf(
          broken({
            address: `aws_vpc.${name}`,
            file: `x${file}`,
            data: { source: name, port: 1 },
            values: { cidr_block: name },
          }),
        );
        const text = run.results?.[0]?.message.text ?? '';
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        // With every fenced span taken out, what is left is our own sentence.
        const bare = text.replaceAll(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '#');
        expect(bare).toBe(
          '# lets # in on port #. Help: name the peer security group as the source. See [the generated configuration](1).',
        );
      }),
      { numRuns: 300 },
    );
  });
});

test('the same judgement gives the same bytes, and shifted lines change no fingerprint', () => {
  expect(renderSarif(sample(), { version: '1' })).toBe(renderSarif(sample(), { version: '1' }));
  const shifted = sample({
    places: () => ({ outermost: { ...place.outermost, line: 99 }, innermost: { ...place.innermost, line: 99 } }),
  });
  const prints = (assessment: Assessment) =>
    resultsOf(assessment).map(({ partialFingerprints }) => partialFingerprints);
  expect(prints(shifted)).toEqual(prints(sample()));
});
