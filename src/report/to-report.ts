import type { Diagnostic } from '../diagnostics/index.ts';
import type { Assessment, Evidence, Finding, FindingPlace, JudgedWaiver, PopulationRow } from '../judge/index.ts';
import type { Location } from '../model/index.ts';
import { plain } from '../model/index.ts';
import type { FindingReport, Report, ReportLocation } from '../shapes/index.ts';

export interface ReportOptions {
  /** Version of the tool. */
  readonly version: string;
}

/** The assessment in the published shape: plain JSON, in the assessment's order, the same for the same judgement. */
export function toReport(assessment: Assessment, { version }: ReportOptions): Report {
  const { gate, because, environment, findings, population, waivers, unmodelled, diagnostics } = assessment;
  return {
    version: 1,
    tool: { name: 'sallyport', version },
    bundle: { digest: assessment.bundleDigest, policies: assessment.policies.length },
    gate,
    because: because.map(plain),
    ...(environment === undefined ? {} : { environment }),
    summary: summaryOf(assessment),
    findings: findings.map(findingReport),
    population: population.map(rowReport),
    waivers: waivers.map(waiverReport),
    unmodelled: unmodelled.map(({ type, count }) => ({ type, count })),
    diagnostics: diagnostics.map(diagnosticReport),
  };
}

/** The JSON report: two blanks of indentation, a line feed at the end. */
export function renderJson(assessment: Assessment, options: ReportOptions): string {
  return `${JSON.stringify(toReport(assessment, options), null, 2)}\n`;
}

function summaryOf(assessment: Assessment): Report['summary'] {
  const { stacks, resources, policies, population, findings, notShown, diagnostics } = assessment;
  const outcomes = { pass: 0, fail: 0, undecided: 0, error: 0, waived: 0, 'not-applicable': 0 };
  for (const { outcome } of population) outcomes[outcome] += 1;
  const severities = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { outcome, severity } of findings) if (outcome === 'fail') severities[severity] += 1;
  const said = { error: 0, warning: 0, note: 0 };
  for (const { severity } of diagnostics) said[severity] += 1;
  return {
    stacks: stacks.length,
    resources,
    policies: policies.length,
    outcomes,
    severities,
    ...(notShown === undefined ? {} : { not_shown: notShown }),
    diagnostics: said,
  };
}

function findingReport(finding: Finding): FindingReport {
  const { policy, subject, place, waiver } = finding;
  return {
    fingerprint: finding.fingerprint,
    policy: policy.id,
    title: policy.title,
    catalogue: [...policy.catalogue],
    aliases: Object.values(policy.aliases).flat(),
    controls: policy.controls,
    severity: finding.severity,
    outcome: finding.outcome,
    subject: { address: subject.address, type: subject.type, ...stackOf(subject.stack) },
    ...(place === undefined ? {} : { location: { ...placeReport(place), ...callsReport(place) } }),
    message: plain(finding.message),
    why: finding.why,
    help: finding.help,
    data: { ...finding.data },
    evidence: finding.evidence.map(evidenceReport),
    closes: finding.closes,
    ...(waiver === undefined
      ? {}
      : { waiver: { reason: waiver.reason, owner: waiver.owner, expires: waiver.expires } }),
  };
}

function evidenceReport(
  { address, attribute, value, note, place }: Evidence,
  index: number,
): FindingReport['evidence'][number] {
  return {
    step: index + 1,
    address,
    attribute,
    value: value ?? null,
    ...(note === undefined ? {} : { note }),
    ...(place === undefined ? {} : { location: placeReport(place) }),
  };
}

function rowReport({ policy, subject, outcome }: PopulationRow): Report['population'][number] {
  return { policy, subject: subject.address, ...stackOf(subject.stack), outcome };
}

function waiverReport({ waiver, status, why }: JudgedWaiver): Report['waivers'][number] {
  const { policy, subject, stack, reason, owner, expires, location } = waiver;
  return {
    policy,
    subject,
    ...stackOf(stack ?? ''),
    reason,
    owner,
    expires,
    status,
    ...(why === undefined ? {} : { why: plain(why) }),
    location: locationReport(location),
  };
}

function diagnosticReport({
  id,
  severity,
  what,
  why,
  help,
  address,
  location,
}: Diagnostic): Report['diagnostics'][number] {
  return {
    id,
    severity,
    message: plain(what),
    why,
    help,
    ...(address === undefined ? {} : { address }),
    ...(location === undefined ? {} : { location: locationReport(location) }),
  };
}

function stackOf(name: string): { readonly stack?: string } {
  return name === '' ? {} : { stack: name };
}

/** The TypeScript place where it is known, with the configuration's beside it; else the configuration's. */
function placeReport({ source, constructPath, configuration, value }: FindingPlace): ReportLocation {
  const construct = constructPath === undefined ? {} : { construct: constructPath };
  if (source === undefined) return { ...locationReport(configuration), ...construct, ...valueReport(value) };
  const { innermost, outermost } = source;
  const { file, line, column, pointer } = configuration;
  return {
    file: innermost.file,
    line: innermost.line,
    column: innermost.column,
    outermost: { file: outermost.file, line: outermost.line, column: outermost.column },
    ...construct,
    generated: { file, ...given({ pointer, line, column }) },
  };
}

function valueReport(value: Location | undefined): Pick<ReportLocation, 'value_from'> {
  if (value === undefined) return {};
  const { file, line, column } = value;
  return { value_from: { file, ...given({ line, column }) } };
}

function callsReport({ calls }: FindingPlace): Pick<ReportLocation, 'modules'> {
  if (calls.length === 0) return {};
  const modules = calls.map(({ address, location: { file, line, column } }) => {
    return { address, file, ...given({ line, column }) };
  });
  return { modules };
}

function locationReport({ file, line, column, endLine, endColumn, pointer }: Location): ReportLocation {
  return { file, ...given({ line, column, end_line: endLine, end_column: endColumn, pointer }) };
}

/** Without the members that are undefined. */
function given<Members extends object>(
  members: Members,
): { [Key in keyof Members]?: Exclude<Members[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Members]?: Exclude<Members[Key], undefined>;
  };
}
