import { expect, test } from 'vitest';
import { StopError } from '../../src/diagnostics/index.ts';
import { plain } from '../../src/model/index.ts';
import { readWaivers } from '../../src/settings/index.ts';

const good = `version: 1
waivers:
  - policy: network/no-x
    subject: aws_security_group.web
    reason: moves behind the load balancer in March
    owner: platform
    expires: 2026-03-31
  - policy: network/no-y
    subject: aws_vpc.hub["a"]
    stack: hub
    reason: measured, and written in the register
    owner: network
    expires: 2024-02-29
    ticket: NET-12
`;

test('waivers are read in order, dates as text, each with its place', () => {
  expect(readWaivers(good, 'waivers.yaml')).toEqual([
    {
      policy: 'network/no-x',
      subject: 'aws_security_group.web',
      reason: 'moves behind the load balancer in March',
      owner: 'platform',
      expires: '2026-03-31',
      location: { file: 'waivers.yaml', line: 3, column: 5, endLine: 8, endColumn: 1 },
    },
    {
      policy: 'network/no-y',
      subject: 'aws_vpc.hub["a"]',
      stack: 'hub',
      reason: 'measured, and written in the register',
      owner: 'network',
      expires: '2024-02-29',
      ticket: 'NET-12',
      location: { file: 'waivers.yaml', line: 8, column: 5, endLine: 15, endColumn: 1 },
    },
  ]);
});

const one = (changes: string) => `version: 1\nwaivers:\n  - ${changes}`;
const base = {
  policy: 'a/no-b',
  subject: 'aws_vpc.c',
  reason: 'a reason of some length',
  owner: 'd',
  expires: '2026-03-31',
};
const entry = (changes: Record<string, unknown>) => one(JSON.stringify({ ...base, ...changes }));

test.each([
  [
    'a day that no calendar has',
    entry({ expires: '2026-02-30' }),
    'expires must be a day of the calendar as YYYY-MM-DD, got 2026-02-30',
  ],
  [
    'a leap day of a common year',
    entry({ expires: '2025-02-29' }),
    'expires must be a day of the calendar as YYYY-MM-DD, got 2025-02-29',
  ],
  [
    'a month 13',
    entry({ expires: '2026-13-01' }),
    'expires must be a day of the calendar as YYYY-MM-DD, got 2026-13-01',
  ],
  ['a day 0', entry({ expires: '2026-01-00' }), 'expires must be a day of the calendar as YYYY-MM-DD, got 2026-01-00'],
  [
    'a date without zeros',
    entry({ expires: '2026-1-1' }),
    'expires must be a day of the calendar as YYYY-MM-DD, got 2026-1-1',
  ],
  [
    'a date and time',
    entry({ expires: '2026-01-01T00:00:00Z' }),
    'expires must be a day of the calendar as YYYY-MM-DD, got 2026-01-01T00:00:00Z',
  ],
  ['never', entry({ expires: 'never' }), 'expires must be a day of the calendar as YYYY-MM-DD, got never'],
  ['a year alone', entry({ expires: 2026 }), 'expires must be text, got 2026; put it in quotes'],
  ['no expiry', entry({ expires: undefined }), 'the waiver lacks expires'],
  ['no owner', entry({ owner: undefined }), 'the waiver lacks owner'],
  ['an empty owner', entry({ owner: '' }), 'owner is empty'],
  ['a short reason', entry({ reason: 'because' }), 'reason must have at least 10 characters, got because'],
  [
    'a mistyped key',
    entry({ tickt: 'x' }),
    'tickt is not a key of the waiver; did you mean ticket? allowed: policy, subject, stack, reason, owner, expires, ticket',
  ],
  [
    'two faults',
    entry({ owner: undefined, expires: 'x' }),
    'the waiver lacks owner; expires must be a day of the calendar as YYYY-MM-DD, got x',
  ],
  ['a list of subjects', entry({ subject: ['a'] }), 'subject must be text, got a list'],
  ['a sentence', one('please'), 'the waiver must be a mapping, got please'],
  ['nothing', one(''), 'the waiver must be a mapping, got nothing'],
])('%s makes a waiver malformed, and it is kept', (_situation, text, malformed) => {
  const [waiver, ...others] = readWaivers(text, 'waivers.yaml');
  expect(others).toEqual([]);
  expect(plain(waiver?.malformed ?? [])).toBe(malformed);
  expect(waiver?.location).toMatchObject({ file: 'waivers.yaml', line: 3 });
});

test('a malformed waiver keeps what can be read of it, and no more', () => {
  const [waiver] = readWaivers(entry({ subject: 7, extra: { deep: true }, expires: 'x' }), 'waivers.yaml');
  expect(waiver).toMatchObject({ policy: 'a/no-b', subject: '', owner: 'd', expires: 'x' });
  expect(waiver).not.toHaveProperty('extra');
});

test('one malformed waiver does not take the others with it', () => {
  const waivers = readWaivers(`${good}  - nonsense\n`, 'waivers.yaml');
  expect(waivers.map(({ malformed }) => malformed && plain(malformed))).toEqual([
    undefined,
    undefined,
    'the waiver must be a mapping, got nonsense',
  ]);
});

test.each([
  ['no YAML', 'waivers: [', /not valid YAML/],
  ['no mapping', '- policy: x', /the document must be a mapping, got a list/],
  ['no list', 'version: 1\nwaivers:\n', /waivers must be a list, got nothing/],
  [
    'an unknown key',
    'version: 1\nwaivers: []\nwaiver: []',
    /waiver is not a key of the document; did you mean waivers\?/,
  ],
  ['another version', 'version: 3\nwaivers: []', /version must be 1, got 3/],
  ['a key twice in a waiver', `${good}    ticket: again\n`, /ticket is given twice/],
])('a file with %s is a stop', (_situation, text, what) => {
  try {
    readWaivers(text, 'waivers.yaml');
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(StopError);
    expect(plain((error as StopError).what)).toMatch(what);
    expect((error as StopError).location?.file).toBe('waivers.yaml');
  }
});

test('a file that waives nothing is read', () => {
  expect(readWaivers('version: 1\nwaivers: []', 'waivers.yaml')).toEqual([]);
});
