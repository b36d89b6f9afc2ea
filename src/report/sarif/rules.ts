import type { ReportingDescriptor, Result } from 'sarif';
import type { PolicyEntry, Severity } from '../../shapes/index.ts';
import { visible } from '../visible.ts';
import { cropped } from './inline.ts';

/** GitHub reads the severity of an alert from its rule; the numbers keep clear of the edges of its bands (9.0, 7.0, 4.0). */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
};

const levels: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

const problemSeverity = { error: 'error', warning: 'warning', note: 'recommendation', none: 'recommendation' } as const;

/** Longest description that GitHub takes, and longest name. */
const longestDescription = 1024;
const longestName = 255;
/** Most tags that GitHub takes on a rule; it keeps the first ten. */
const mostTags = 20;

export function levelOf(severity: Severity): Result.level {
  return levels[severity];
}

export function ruleOf(policy: PolicyEntry): ReportingDescriptor {
  const level = levelOf(policy.severity);
  return {
    ...words(policy, policy.id, ''),
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(policy),
      precision: 'high',
      'problem.severity': problemSeverity[level],
      'security-severity': securitySeverity[policy.severity],
      ...propertiesOf(policy),
    },
  };
}

/** Id of the rule that undecided subjects of a policy are reported under. */
export function undecidedId(policy: PolicyEntry): string {
  return `${policy.id}/undecided`;
}

/**
 * What is undecided is a rule of its own, without a security severity: GitHub has no kind of result but a failure, and reads
 * severities from the rule, so that it would show an open question as a critical hole.
 */
export function undecidedRuleOf(policy: PolicyEntry): ReportingDescriptor {
  return {
    ...words(policy, undecidedId(policy), ' (undecided)'),
    defaultConfiguration: { level: 'note' },
    properties: {
      tags: tagsOf(policy),
      precision: 'low',
      'problem.severity': 'recommendation',
      ...propertiesOf(policy),
    },
  };
}

type Words = Pick<ReportingDescriptor, 'id' | 'name' | 'shortDescription' | 'fullDescription' | 'help' | 'helpUri'>;

/** GitHub takes no empty text. */
function words(policy: PolicyEntry, id: string, suffix: string): Words {
  const title = visible(policy.title) || policy.id;
  const page = policy.references.find(({ ref }) => /^https:\/\/[^\s<>"]+$/.test(ref));
  return {
    id,
    name: cropped(nameOf(id), longestName),
    shortDescription: { text: cropped(`${title}${suffix}`, longestDescription) },
    fullDescription: { text: cropped(visible(policy.description) || title, longestDescription) },
    help: { text: helpText(policy), markdown: helpMarkdown(policy) },
    ...(page === undefined ? {} : { helpUri: page.ref }),
  };
}

function helpText({ why, help, title }: PolicyEntry): string {
  const lines = [why === '' ? '' : `Why: ${visible(why)}.`, help === '' ? '' : `Help: ${visible(help)}.`];
  return lines.filter((line) => line !== '').join('\n') || visible(title) || 'no help is given';
}

function helpMarkdown(policy: PolicyEntry): string {
  const controls = Object.entries(policy.controls).map(
    ([name, ids]) => `- ${visible(name)}: ${ids.map(visible).join(', ')}`,
  );
  const aliases = Object.entries(policy.aliases).map(
    ([peer, ids]) => `- ${visible(peer)}: ${ids.map(visible).join(', ')}`,
  );
  const pages = policy.references.map(({ description, ref }) => `- ${visible(description)}: ${visible(ref)}`);
  return [
    ...section('Why it matters', policy.why === '' ? [] : [visible(policy.why)]),
    ...section('What to do', policy.help === '' ? [] : [visible(policy.help)]),
    ...section('Controls', controls),
    ...section('The same concern elsewhere', aliases),
    ...section('It rests on', pages),
    `Policy \`${visible(policy.id)}\`, ${policy.waivable ? 'which can be waived for one subject until a date' : 'which cannot be waived'}.`,
  ].join('\n');
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`**${title}**`, '', ...lines, ''];
}

function tagsOf({ layer, catalogue, controls }: PolicyEntry): string[] {
  const ids = Object.entries(controls).flatMap(([framework, list]) => list.map((id) => `${framework}/${id}`));
  const tags = ['security', 'zero-trust', layer, ...catalogue, ...ids].map(visible).filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, mostTags);
}

function propertiesOf({ severity, catalogue, aliases, controls }: PolicyEntry) {
  return { severity, catalogue: [...catalogue], aliases, controls };
}

/** `network/no-admin-ingress` as `NetworkNoAdminIngress`. */
function nameOf(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
