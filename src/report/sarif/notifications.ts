/** What is no result and must not be lost: policies without a verdict, trouble in the input, what was left out, waivers. */
import type { Notification } from 'sarif';
import type { Assessment, Finding, JudgedWaiver } from '../../judge/index.ts';
import type { Text } from '../../model/index.ts';
import { notShownText } from '../not-shown.ts';
import { visible } from '../visible.ts';
import { inline } from './inline.ts';
import type { Locator } from './locations.ts';
import { placeLocation } from './locations.ts';

/** About the run: each says something that was not judged. */
export function executionNotifications(
  assessment: Assessment,
  locator: Locator,
  ruleIndex: ReadonlyMap<string, number>,
  leftOut: number,
): Notification[] {
  const { findings, notShown, diagnostics, unmodelled } = assessment;
  return [
    ...findings.filter(({ outcome }) => outcome === 'error').map((finding) => withoutVerdict(finding, ruleIndex)),
    ...diagnostics.map(
      ({ id, severity, what, why, help, location }): Notification => ({
        descriptor: { id },
        level: severity,
        message: { text: sentences([inline(what), why, help]) },
        ...(location === undefined ? {} : { locations: [{ physicalLocation: placeLocation(location, locator) }] }),
      }),
    ),
    ...(assessment.policies.length === 0 ? [about('judge/no-policy', 'error', ['no policy was in force'])] : []),
    ...unmodelled.map(({ type, count }) =>
      about('aws/unmodelled', 'note', [
        { data: type },
        ` (${count}) is modelled by nothing: only policies on plain attributes see it`,
      ]),
    ),
    ...(notShown === undefined ? [] : [about('judge/changes-only', 'note', [`left out: ${notShownText(notShown)}`])]),
    ...(leftOut === 0
      ? []
      : [about('report/too-many-results', 'warning', [`${leftOut} results are left out: the log holds the worst`])]),
  ];
}

/** About the exceptions: which hold, and which silence nothing and why. */
export function configurationNotifications(waivers: readonly JudgedWaiver[], locator: Locator): Notification[] {
  return waivers.map(({ waiver, status, why }) => ({
    descriptor: { id: `settings/waiver-${status}` },
    level: status === 'used' ? 'note' : 'warning',
    message: {
      text: sentences([
        inline(['the waiver of ', { data: waiver.policy }, ' for ', { data: waiver.subject }, ` is ${status}`]),
        inline(why ?? []),
        inline([
          'owner ',
          { data: waiver.owner },
          ', until ',
          { data: waiver.expires },
          ', reason ',
          { data: waiver.reason },
        ]),
      ]),
    },
    locations: [{ physicalLocation: placeLocation(waiver.location, locator) }],
  }));
}

function withoutVerdict({ policy, message, why, help }: Finding, ruleIndex: ReadonlyMap<string, number>): Notification {
  const index = ruleIndex.get(policy.id);
  return {
    descriptor: { id: 'judge/no-verdict' },
    ...(index === undefined ? {} : { associatedRule: { id: policy.id, index } }),
    level: 'error',
    message: { text: sentences([inline(message), why, help]) },
  };
}

function about(id: string, level: Notification.level, text: Text): Notification {
  return { descriptor: { id }, level, message: { text: sentences([inline(text)]) } };
}

function sentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => `${visible(part)}${part.endsWith('?') ? '' : '.'}`)
    .join(' ');
}
