import type { CodeFlow, Location, Result, ThreadFlowLocation } from 'sarif';
import type { Evidence, Finding, FindingPlace } from '../../judge/index.ts';
import { literalOf } from '../../model/index.ts';
import { ownLocation } from '../mark.ts';
import { visible } from '../visible.ts';
import { cropped, fenced, inline } from './inline.ts';
import type { Locator } from './locations.ts';
import { logicalLocation, markLocation, placeLocation, primaryLocation, related } from './locations.ts';
import { levelOf, undecidedId } from './rules.ts';

/** Steps of one flow that GitHub keeps. */
const mostSteps = 1000;
const longestValue = 400;

export function resultOf(finding: Finding, locator: Locator, ruleIndex: ReadonlyMap<string, number>): Result {
  const { policy, outcome, subject, place, fingerprint, waiver } = finding;
  const ruleId = outcome === 'undecided' ? undecidedId(policy) : policy.id;
  const index = ruleIndex.get(ruleId);
  const flow = codeFlow(finding, locator);
  const links = relatedLocations(place, locator);
  return {
    ruleId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levelOfResult(finding),
    message: { text: messageText(finding, links) },
    locations: [{ physicalLocation: primaryLocation(place, locator), logicalLocations: [logicalLocation(subject)] }],
    ...(links.length === 0 ? {} : { relatedLocations: links }),
    ...(flow === undefined ? {} : { codeFlows: [flow] }),
    // GitHub uses this one alone, and computes it from the line's text where it is missing; ours outlives a changed line.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'sallyport/v1': fingerprint },
    ...(waiver === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: visible(justification(waiver)) }] }),
    properties: {
      policy: policy.id,
      outcome,
      severity: finding.severity,
      closes: finding.closes,
      address: subject.address,
      type: subject.type,
      stack: subject.stack,
      ...(place?.constructPath === undefined ? {} : { construct: place.constructPath }),
    },
  };
}

function levelOfResult({ outcome, severity, closes }: Finding): Result.level {
  if (outcome !== 'undecided') return levelOf(severity);
  return closes ? 'warning' : 'note';
}

function justification({
  reason,
  owner,
  expires,
}: {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string;
}): string {
  return `${reason} (owner ${owner}, until ${expires})`;
}

/** The first sentence stands alone where there is little room. */
function messageText({ message, help }: Finding, links: readonly Location[]): string {
  const linked = links.map(({ id, message: words }) => `[${words?.text ?? ''}](${id})`);
  const sentences = [
    inline(message),
    ...(help === '' ? [] : [`Help: ${visible(help)}`]),
    ...(linked.length === 0 ? [] : [`See ${linked.join(' and ')}`]),
  ];
  return sentences.map((sentence) => `${sentence}.`).join(' ');
}

/** Where the app or module calls led there, and the file that Terraform reads: GitHub shows them only when the message links them. */
function relatedLocations(place: FindingPlace | undefined, locator: Locator): Location[] {
  if (place === undefined) return [];
  if (place.source === undefined) return moduleLocations(place, locator);
  const { innermost, outermost } = place.source;
  const same = innermost.file === outermost.file && innermost.line === outermost.line;
  const configuration = placeLocation(place.configuration, locator);
  const calls = same ? [] : [related(1, markLocation(outermost, locator), 'where the app led there')];
  return [...calls, related(calls.length + 1, configuration, 'the generated configuration')];
}

/**
 * Where the value was written, the calls that led there without the one that the result is shown at, and the module's own line where
 * that is not shown.
 */
function moduleLocations(place: FindingPlace, locator: Locator): Location[] {
  const shown = ownLocation(place);
  const calls = place.calls.filter(({ location }) => location !== shown);
  // Names alone: instance keys may hold anything, and the text of a link ends at a bracket.
  const links = calls.map(({ name, location }) => ({ location, words: `the call of module ${name}` }));
  if (shown !== place.configuration) links.push({ location: place.configuration, words: "the module's own line" });
  if (place.value !== undefined) links.unshift({ location: place.value, words: 'where the value was written' });
  return links.map(({ location, words }, index) => related(index + 1, placeLocation(location, locator), words));
}

/** The evidence as a path that can be walked; a step whose place is not known is shown at the finding's. */
function codeFlow(finding: Finding, locator: Locator): CodeFlow | undefined {
  if (finding.evidence.length === 0) return undefined;
  const locations = finding.evidence.slice(0, mostSteps).map((step): ThreadFlowLocation => {
    return {
      location: {
        physicalLocation: primaryLocation(step.place ?? finding.place, locator),
        message: { text: stepText(step) },
      },
    };
  });
  return { threadFlows: [{ locations }] };
}

function stepText({ address, attribute, value, note }: Evidence): string {
  const name = fenced([address, attribute].filter((part) => part !== '').join('.'));
  const shown = value === undefined ? '' : ` = ${fenced(cropped(literalOf(value), longestValue))}`;
  return `${name}${shown}${note === undefined ? '' : ` (${visible(note)})`}`;
}
