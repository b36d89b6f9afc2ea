import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import type { JudgeInput } from '../../src/judge/index.ts';
import { say } from '../../src/model/index.ts';
import type { TextOptions } from '../../src/report/index.ts';
import { renderStop, renderText } from '../../src/report/index.ts';
import { columnsOf } from '../../src/report/text/columns.ts';
import { decided, estateOf, policy, remark, resource } from '../judge/hand-made.ts';
import { sample, source } from './sample.ts';

function textOf(changes: Partial<JudgeInput> = {}, options: Partial<TextOptions> = {}): string {
  return renderText(sample(changes), { colour: false, source, ...options });
}

test('a frame has what, the TypeScript line, why, help, evidence and where else', () => {
  const text = textOf({ diagnostics: [] });
  expect(text.slice(0, text.indexOf('\n\n'))).toBe(`\
× critical network/no-admin-ingress: \`aws_security_group.web\` lets \`0.0.0.0/0,
  ::/0\` in on port \`22\`
    ╭─[stacks/hub/stack.ts:42:5]
 42 │     new SecurityGroup(this, 'web', { vpcId: vpc.id, ingress: [{ cidrBlock…
    ·     ─────────────────
    ╰─
    why        a port that is reachable is a port that every stranger may try
    help       name the peer security group as the source
    evidence   1. ingress[0].cidr_blocks = ["0.0.0.0/0", "::/0"]
               2. aws_kms_key.vault.deletion_window_in_days = 30 (not set; AWS
                  defaults to 30) at stacks/main.ts:9:1
    resource   aws_security_group.web in stack hub
    construct  hub/web, called from stacks/main.ts:7:1
    written to cdktf.out/stacks/hub/cdk.tf.json:13:3
               /resource/aws_security_group/web/ingress/0/cidr_blocks`);
});

test('without a TypeScript place the frame shows the configuration, and steps in the same file their lines', () => {
  const made = resource({ address: 'aws_vpc.a', values: { a: { b: 1 } } });
  const evidence = [['a'], ['a', 'b']].map((path) => ({ resource: 'aws_vpc.a', path }));
  const text = textOf(
    {
      policies: [policy('x/y')],
      estate: estateOf([made]),
      verdicts: [decided('x/y', { subjects: ['aws_vpc.a'], violations: [remark('aws_vpc.a', { evidence })] })],
      diagnostics: [],
    },
    { source: () => '  "a": {' },
  );
  expect(text.slice(0, text.indexOf('\n\n'))).toBe(`\
× high x/y: \`aws_vpc.a\` lets \`0.0.0.0/0\` in on port \`22\`
    ╭─[main.tf.json:11:3]
 11 │   "a": {
    ·   ─
    ╰─
    why        a port that is reachable is a port that every stranger may try
    help       name the peer security group as the source
    evidence   1. a = { "b": 1 }
               2. a.b = 1 at line 12
    resource   aws_vpc.a
    pointer    /resource/aws_vpc/a/a`);
});

test.each([
  ['#2', 'policy.Statement[1] = {"Effect": "Allow", "Action": "*", "Resource": "${aws_s3_bucket.b.arn}"}'],
  ['Read', 'policy.Statement[0] = {"Sid": "Read", "Effect": "Allow"}'],
  ['#9', 'policy = {"Statement": [{"Sid": "Read", "Effect": "Allow"},'],
])('of a policy the statement %s, which the message names, is shown', (statement, shown) => {
  const parts = [
    '{\n "Statement": [{"Sid": "Read", "Effect": "Allow"}, {"Effect": "Allow", "Action": "*", "Resource": "',
    { $ref: 'aws_s3_bucket.b', $attribute: 'arn' },
    '"}]}',
  ];
  const made = resource({ address: 'aws_iam_policy.p', values: { policy: { $unknown: 'later', $parts: parts } } });
  const evidence = [{ resource: 'aws_iam_policy.p', path: ['policy'] }];
  const text = textOf(
    {
      policies: [policy('x/y', { message: 'statement {statement} of {subject} is wide' })],
      estate: estateOf([made]),
      verdicts: [
        decided('x/y', {
          subjects: ['aws_iam_policy.p'],
          violations: [remark('aws_iam_policy.p', { data: { statement }, evidence })],
        }),
      ],
      diagnostics: [],
    },
    { width: 200 },
  );
  expect(text).toContain(`1. ${shown}`);
});

test.each([
  [7, ', and 1 more type'],
  [8, ', and 2 more types'],
])('of %i types that nothing models six are named', (number, more) => {
  const unmodelled = Array.from({ length: number }, (_, index) => ({ type: `aws_t${index}`, count: 1 }));
  const text = textOf({ estate: estateOf([], { unmodelled }), verdicts: [], diagnostics: [] }, { width: 400 });
  expect(text).toContain(`\`aws_t0 (1), aws_t1 (1), aws_t2 (1), aws_t3 (1), aws_t4 (1), aws_t5 (1)\`${more}\n`);
});

test('JSON in a text is shown without its indentation and escapes', () => {
  const written = '{\n  "Version": "2012-10-17",\n  "Statement": [\n    {"Sid": "a b:c,","Action":"*"}\n  ]\n}\n';
  const parts = ['{"Resource": "', { $ref: 'aws_s3_bucket.b', $attribute: 'arn' }, '/*", "Sid": "c d"}'];
  const values = { known: written, parts: { $unknown: 'later', $parts: parts }, plain: '{ no "JSON' };
  const evidence = Object.keys(values).map((key) => ({ resource: 'aws_vpc.a', path: [key] }));
  const text = textOf({
    policies: [policy('x/y')],
    estate: estateOf([resource({ address: 'aws_vpc.a', values })]),
    verdicts: [decided('x/y', { subjects: ['aws_vpc.a'], violations: [remark('aws_vpc.a', { evidence })] })],
    diagnostics: [],
  }).replaceAll(/\n {16,}/g, ' ');
  expect(text).toContain('1. known = {"Version": "2012-10-17", "Statement": [{"Sid": "a b:c,", "Action": "*"}]}\n');
  expect(text).toContain('2. parts = {"Resource": "${aws_s3_bucket.b.arn}/*", "Sid": "c d"}\n');
  expect(text).toContain('3. plain = "{ no \\"JSON"\n');
});

test('the summary says what was judged, what was not and why, and every waiver', () => {
  const text = textOf();
  expect(text.slice(text.indexOf('gate closed'))).toBe(`\
gate closed
    because    1 critical violation
               1 policy gave no verdict: \`data/require-x\`
               1 part of the input could not be read
    judged     5 policies on 3 resources in 2 stacks, environment production
    outcomes   0 pass, 1 fail, 1 undecided, 1 without verdict, 1 waived, 1 not
               applicable
    not judged 4 resources of 2 types that nothing models, seen only by policies
               on plain attributes: \`aws_glue_job (3), aws_xray_group (1)\`
               1 outcome is undecided, for the reasons above
               what these policies look at: \`data/require-x\`
               1 part of the input that could not be read, as told above
               1 warning above: read with less than full knowledge
    waivers    used: \`data/require-versioning\` for \`aws_s3_bucket.logs["eu"]\` in
               stack \`keys\`, owner \`platform\`, until \`2026-03-31\`, reason \`moves
               behind the load balancer in March\` at waivers.yaml:3:5
               unused: \`network/no-admin-ingres\` for \`aws_security_group.web\`,
               owner \`platform\`, until \`2026-03-31\`, reason \`moves behind the
               load balancer in March\` at waivers.yaml:3:5: no policy is called
               \`network/no-admin-ingres\`; did you mean
               \`network/no-admin-ingress\`?
               expired: \`network/no-admin-ingress\` for \`aws_security_group.web\`,
               owner \`platform\`, until \`2026-02-01\`, reason \`moves behind the
               load balancer in March\` at waivers.yaml:3:5: its last day was
               \`2026-02-01\`
`);
});

test('an open gate that left nothing out says both', () => {
  const verdicts = [decided('network/no-a', { subjects: ['aws_vpc.a'] })];
  const text = textOf({
    policies: [policy('network/no-a')],
    verdicts,
    estate: estateOf([resource({ address: 'aws_vpc.a' })]),
    diagnostics: [],
    settings: {
      closeOn: [],
      waivers: [],
      bundles: [],
      declarations: { zones: [], edges: [], partners: [], organizationAccounts: [] },
      decisionSeconds: 1,
    },
  });
  expect(text).toBe(`\
gate open
    judged     1 policy on 1 resource in 1 stack
    outcomes   1 pass, 0 fail, 0 undecided, 0 without verdict, 0 waived, 0 not
               applicable
    not judged nothing was left out
`);
});

test('what is undecided or waived, and does not close the gate, is told in short', () => {
  expect(textOf()).toContain(`\
undecided, and not closing the gate
  ? keys/require-tight-policy: \`aws_kms_key.vault\` may let \`anyone\` use it (not
    known: "variable \`admins\` has no value") at stacks/main.ts:9:1

waived
  - data/require-versioning: \`aws_s3_bucket.logs["eu"]\` keeps no versions in
    stack keys at cdktf.out/stacks/keys/cdk.tf.json:10:3
`);
});

test('what is undecided and closes the gate has a frame', () => {
  const text = textOf({ planned: true });
  expect(text).toContain('? high, undecided keys/require-tight-policy: `aws_kms_key.vault` may let');
  expect(text).toContain('new Keys(app');
  expect(text).not.toContain('not closing the gate');
});

test('what fails and does not close the gate has a frame that says so', () => {
  const text = textOf({
    settings: {
      ...sample(),
      closeOn: [],
      waivers: [],
      bundles: [],
      declarations: { zones: [], edges: [], partners: [], organizationAccounts: [] },
      decisionSeconds: 1,
    },
  });
  expect(text).toContain('(does not close the gate)');
});

test('a policy without a verdict, and trouble in the input, are told with why and help', () => {
  const text = textOf();
  expect(text).toContain(`\
! error \`data/require-x\` gave no verdict: it trapped: \`unreachable\`
    why        a policy that gives no verdict proves nothing, so the gate stays
               closed
    help       the policy is at fault: test it and compile the bundle again, or
               take it out of the bundle
`);
  expect(text).toContain(`\
! warning ingest/module-not-read: \`module.vpc\` comes from a registry and was not
  read
   ╭─[main.tf:3:1]
 3 │ module "vpc" {
   · ────────────
   ╰─
    why        what it creates was not judged
`);
  expect(text).toContain('     ╭─[cdktf.out/stacks/x/cdk.tf.json:900:1]\n    why        nothing of it was judged');
});

test('quiet tells what could not be read and what closes the gate, a line each, and the gate', () => {
  expect(textOf({}, { quiet: true })).toBe(`\
  ! ingest/broken-file: \`cdktf.out/stacks/x/cdk.tf.json\` ends in the middle of a
    value at cdktf.out/stacks/x/cdk.tf.json:900:1
  × network/no-admin-ingress: \`aws_security_group.web\` lets \`0.0.0.0/0, ::/0\` in
    on port \`22\` at stacks/hub/stack.ts:42:5
  ! \`data/require-x\` gave no verdict: it trapped: \`unreachable\`
gate closed
    because    1 critical violation
               1 policy gave no verdict: \`data/require-x\`
               1 part of the input could not be read
`);
});

describe('many findings of one policy', () => {
  const resources = Array.from({ length: 40 }, (_, index) =>
    resource({ address: `aws_vpc.v${String(index).padStart(2, '0')}`, line: 10 + index }),
  );
  const subjects = resources.map(({ fact }) => fact.id);
  const changes = {
    policies: [policy('network/no-a')],
    estate: estateOf(resources),
    diagnostics: [],
    verdicts: [decided('network/no-a', { subjects, violations: subjects.map((subject) => remark(subject)) })],
  };
  test('the first have frames, more are listed in short, the rest are counted', () => {
    const text = textOf(changes);
    expect(text.match(/^× high/gm)).toHaveLength(5);
    expect(text).toContain(
      '\n35 more of network/no-a\n  `aws_vpc.v05` lets `0.0.0.0/0` in on port `22` at main.tf.json:15:3\n',
    );
    expect(text.match(/^ {2}`aws_vpc/gm)).toHaveLength(20);
    expect(text).toContain('\n  and 15 more, listed in the JSON report\n');
  });
  test('every one has a frame if that is asked for', () => {
    expect(textOf(changes, { framesPerPolicy: Number.POSITIVE_INFINITY }).match(/^× high/gm)).toHaveLength(40);
  });
  test('those of one line have one frame, in which the others are named, and all are counted', () => {
    const instances = ['["a"]', '["b"]', '["c"]'].map((key) => resource({ address: `aws_vpc.v${key}`, line: 7 }));
    const ids = instances.map(({ fact }) => fact.id);
    const decision = { subjects: ids, violations: ids.map((subject) => remark(subject)) };
    const together = textOf({
      ...changes,
      estate: estateOf(instances),
      verdicts: [decided('network/no-a', decision)],
    });
    expect(together.match(/^× high/gm)).toHaveLength(1);
    expect(together).toContain('    also       aws_vpc.v["b"], aws_vpc.v["c"]\n');
    expect(together).toContain('3 fail');
  });
  test('what is said of one subject at one line twice is shown once, what else is said of it apart', () => {
    const made = resource({ address: 'aws_vpc.v', line: 7 });
    const other = resource({ address: 'aws_vpc.w', line: 7 });
    const said = (subject: string, statement: string) => remark(subject, { data: { statement } });
    const text = textOf({
      ...changes,
      policies: [policy('network/no-a', { message: 'statement {statement} of {subject} is wide' })],
      estate: estateOf([made, other]),
      verdicts: [
        decided('network/no-a', {
          subjects: ['aws_vpc.v', 'aws_vpc.w'],
          violations: [
            said('aws_vpc.v', 'one'),
            said('aws_vpc.v', 'one'),
            said('aws_vpc.v', 'two'),
            said('aws_vpc.w', 'one'),
            said('aws_vpc.w', 'two'),
          ],
        }),
      ],
    });
    expect(text.match(/^× high.*/gm)).toEqual([
      '× high network/no-a: statement `one` of `aws_vpc.v` is wide',
      '× high network/no-a: statement `two` of `aws_vpc.v` is wide',
    ]);
    expect(text.match(/^ {4}also .*/gm)).toEqual(['    also       aws_vpc.w', '    also       aws_vpc.w']);
  });
  test('what is undecided at one line stands together too', () => {
    const instances = ['["a"]', '["b"]'].map((key) => resource({ address: `aws_vpc.v${key}`, line: 7 }));
    const ids = instances.map(({ fact }) => fact.id);
    const text = textOf({
      ...changes,
      estate: estateOf(instances),
      verdicts: [decided('network/no-a', { subjects: ids, undecided: ids.map((subject) => remark(subject)) })],
    });
    expect(text.match(/^ {2}\? network\/no-a/gm)).toHaveLength(1);
    expect(text).toMatch(/;\s+also\s+aws_vpc\.v\["b"\]\n/);
  });
  test('many diagnostics of one kind are counted too', () => {
    const diagnostics = Array.from(
      { length: 9 },
      (_, index) =>
        ({ id: 'ingest/odd', severity: 'warning', what: say`thing ${index}`, why: 'why', help: 'help' }) as const,
    );
    const text = textOf({ ...changes, diagnostics });
    expect(text.match(/^! warning/gm)).toHaveLength(5);
    expect(text.match(/^ {4}help +help$/gm)).toHaveLength(1);
    expect(text).toContain('    and 4 more of ingest/odd\n');
  });
});

describe('colour', () => {
  const sgr = new RegExp(`${'\u001b'}\\[[\\d;]+m`, 'g');
  test('adds escapes of its own and changes nothing else', () => {
    const coloured = textOf({}, { colour: true });
    expect(coloured.match(sgr)?.length).toBeGreaterThan(20);
    expect(coloured.replaceAll(sgr, '').replaceAll(/ +$/gm, '')).toBe(textOf());
  });
  test('is absent when it is not asked for', () => {
    expect(textOf()).not.toMatch(sgr);
  });
});

/** Everything that could act on a screen, but for the line feeds that end our lines. */
const acting = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

test('no name, value, file, line of source or word of a policy acts on the reader’s screen', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\u001b[2J', '\u202e', '\n', '\r', '\t', '`', 'a', ' ') }),
  );
  fc.assert(
    fc.property(nasty, (text) => {
      const address = `aws_vpc.${text}`;
      const made = resource({ address, values: { a: text }, constructPath: text });
      const evidence = [
        { resource: address, path: ['a'] },
        { resource: text, path: [text] },
      ];
      const frame = { file: text, line: 1, column: 1 };
      const words = { title: text, message: `{subject} ${text}`, why: text, help: text };
      const rendered = textOf(
        {
          policies: [policy(`x/${text}`, words)],
          verdicts: [decided(`x/${text}`, { subjects: [address], violations: [remark(address, { evidence })] })],
          estate: estateOf([made], { unmodelled: [{ type: text, count: 1 }] }),
          diagnostics: [
            {
              id: text,
              severity: 'error',
              what: [text, { data: text }],
              why: text,
              help: text,
              address: text,
              location: { file: text, pointer: text },
            },
          ],
          places: () => ({ outermost: { ...frame, line: 2 }, innermost: frame }),
        },
        { source: () => text },
      );
      expect(rendered).not.toMatch(acting);
      expect(rendered.match(/^gate /gm)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('lines keep to the width, but for a word that is longer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 40, max: 140 }),
      fc.array(fc.stringMatching(/^[a-z漢é🙂]{1,12}$/u), { maxLength: 40 }),
      (width, list) => {
        const sentence = list.join(' ');
        const text = textOf(
          {
            policies: [policy('x/y', { message: sentence, why: sentence, help: sentence })],
            verdicts: [decided('x/y', { subjects: ['ghost'], violations: [remark('ghost')] })],
          },
          { width },
        );
        for (const line of text.split('\n')) {
          const longest = Math.max(...line.trim().split(/ +/).map(columnsOf));
          if (longest <= width - 18) expect(columnsOf(line)).toBeLessThanOrEqual(width);
        }
      },
    ),
  );
});

describe('the source line', () => {
  const frameOf = (text: string, column: number, width = 80) => {
    const place = { file: 'a.ts', line: 7, column };
    const changes = {
      policies: [policy('x/y')],
      estate: estateOf([resource({ address: 'aws_vpc.a', constructPath: 'a' })]),
      verdicts: [decided('x/y', { subjects: ['aws_vpc.a'], violations: [remark('aws_vpc.a')] })],
      diagnostics: [],
      places: () => ({ outermost: place, innermost: place }),
    };
    const lines = textOf(changes, { source: () => text, width }).split('\n');
    const head = lines.findIndex((line) => line.includes('╭─['));
    return lines.slice(head + 1, head + 3);
  };
  test.each([
    ['a call', 'new Vpc(this);', 1, [' 7 │ new Vpc(this);', '   · ───────']],
    ['a method', 'this.add(x)', 1, [' 7 │ this.add(x)', '   · ────────']],
    ['after a tab', '\tnew Vpc(this);', 2, [' 7 │     new Vpc(this);', '   ·     ───────']],
    ['after wide characters', '漢漢 new Vpc(x)', 4, [' 7 │ 漢漢 new Vpc(x)', '   ·      ───────']],
    [
      'after a character that is written out',
      '\u001b new Vpc(x)',
      3,
      [' 7 │ \\u{1b} new Vpc(x)', '   ·        ───────'],
    ],
    ['a sign', '(x)', 1, [' 7 │ (x)', '   · ─']],
    ['past the end', 'ab', 9, [' 7 │ ab', '   ·   ─']],
    ['an empty line', '', 1, [' 7 │', '   · ─']],
  ])('%s is underlined', (_situation, text, column, expected) => {
    expect(frameOf(text, column)).toEqual(expected);
  });
  test('that is long is cut around what is underlined', () => {
    const [line = '', marks = ''] = frameOf(`${'x'.repeat(500)} new Vpc(this) ${'y'.repeat(500)}`, 502, 60);
    expect(columnsOf(line)).toBeLessThanOrEqual(60);
    expect(line).toMatch(/^ 7 │ …x+ new Vpc\(this\) y+…$/);
    expect(line.indexOf('new Vpc')).toBe(marks.indexOf('───────'));
  });
  test.each([
    ['letters', 'x', 'y'],
    ['pairs of surrogates', '🦄', '🦄'],
  ])('of a megabyte is cut like a shorter one: %s', (_what, before, after) => {
    const line = (times: number) => `${before.repeat(times)} new Vpc(this) ${after.repeat(times)}`;
    const [short, long] = [2_001, 500_001].map((times) => frameOf(line(times), times * before.length + 2, 60));
    expect(long?.[0]).toContain('new Vpc(this)');
    expect(long).toEqual(short);
  });
});

test('a stop says what, where and what to do', () => {
  const stop = new StopError('settings/ill-formed', say`${'gaet'} is not a key of the document`, 'correct it', {
    file: 'sallyport.yaml',
    line: 2,
    column: 1,
    endLine: 2,
    endColumn: 5,
  });
  expect(renderStop(stop, { colour: false, source: () => 'gaet: {}' })).toBe(`\
! settings/ill-formed: \`gaet\` is not a key of the document
   ╭─[sallyport.yaml:2:1]
 2 │ gaet: {}
   · ────
   ╰─
    help       correct it
`);
  const place = (file: string) => ({ file, line: 1, column: 1 });
  const unread = (file: string) => new StopError('ingest/unread-input', say`no`, 'correct it', place(file));
  const shown = (file: string): string =>
    renderStop(unread(file), { colour: false, source: () => '{"variables":{"pw":{"value":"hunter2hunter2"}}}' });
  for (const file of ['plan.json', 'tfplan', 'terraform.tfstate']) {
    expect(shown(file)).toContain(`╭─[${file}:1:1]`);
    expect(shown(file)).not.toContain('hunter2');
  }
  expect(shown('cdk.tf.json')).toContain('"variables"');
  expect(renderStop(new StopError('cli/no-app', say`there is no app`, 'run it elsewhere'), { colour: false })).toBe(
    '! cli/no-app: there is no app\n    help       run it elsewhere\n',
  );
});
