/**
 * Takes one input through the whole pipeline, from reading to the last report, and says what must never happen: an exception that
 * is no stop, something lost without a word, a diagnostic without a place, a report that cannot be written or read.
 */
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { assess } from '../../src/assess.ts';
import { type Diagnostic, StopError } from '../../src/diagnostics/index.ts';
import { exitCodeOf, loadBundles, loadSettings } from '../../src/gate/index.ts';
import { type Configuration, type Files, readConfiguration } from '../../src/ingest/index.ts';
import type { Assessment } from '../../src/judge/index.ts';
import { type Location, plain } from '../../src/model/index.ts';
import { renderJson, renderSarif, renderStop, renderText } from '../../src/report/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { decode } from '../../src/syntax/index.ts';
import { memoryFiles } from '../ingest/memory-files.ts';
import { type Seen, seenInHcl, seenInJson, seenInPlan } from './other-readers.ts';
import { givenValues, readOf } from './our-reading.ts';
import type { Source } from './sources.ts';

const root = resolve(import.meta.dirname, '..', '..');
const bundles = loadBundles([], root);
const settings = loadSettings({
  file: join(root, 'stacks', 'sallyport.yaml'),
  folder: root,
  environment: 'production',
});
const now = new Date('2026-11-24T12:00:00Z');

/** What is wrong with how the input was taken; nothing for an input that was judged or refused as it should be. */
export async function judgeMutant(source: Source): Promise<readonly string[]> {
  const files = memoryFiles(source.files);
  try {
    const configuration = readConfiguration([source.input], files);
    const assessment = assess({ configuration, files, bundles, settings, now, clock: () => performance.now() });
    return [
      ...(await lostIn(source, configuration)),
      ...lostInstances(configuration, files),
      ...diagnosticTroubles(assessment),
      ...reportTroubles(assessment, source),
    ];
  } catch (error) {
    if (error instanceof StopError) return stopTroubles(error);
    return [`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}

/** What others see in the mutated file and we neither have nor have spoken of. */
async function lostIn({ files, target }: Source, configuration: Configuration): Promise<readonly string[]> {
  if (configuration.diagnostics.some((told) => told.severity === 'error' && told.location?.file === target)) return [];
  const decoded = decode(files[target] ?? new Uint8Array());
  if ('why' in decoded) return [`lost: ${target} is refused (${decoded.why}) and nothing was said`];
  const seen = await seenIn(target, decoded.text);
  if (seen === undefined) return [];
  if ('refused' in seen) return [`lost: another reader refuses ${target} and we say nothing: ${seen.refused}`];
  if (/\.tfvars(?:\.json)?$/.test(target)) {
    const [given, told] = [givenValues(configuration), configuration.diagnostics.map(({ what }) => plain(what))];
    const isTold = (name: string): boolean => told.some((what) => what.includes(name));
    return seen.names.filter((name) => !given.has(name) && !isTold(name)).map((name) => `lost: value of ${name}`);
  }
  const read = readOf(configuration, target);
  return seen.names.filter((name) => !read.has(name)).map((name) => `lost: ${name}`);
}

async function seenIn(target: string, text: string): Promise<Seen | undefined> {
  if (target.endsWith('.tfvars')) return undefined;
  if (target.endsWith('.tf')) return await seenInHcl(text);
  return target.endsWith('.tf.json') ? seenInJson(text) : seenInPlan(text);
}

/** A resource that is written once, and of which no instance comes. */
function lostInstances(configuration: Configuration, files: Files): readonly string[] {
  const { instances } = resolveConfiguration(configuration, { files });
  const ids = new Set(instances.map(({ id }) => id));
  return configuration.stacks.flatMap((stack) => {
    const addresses =
      stack.kind === 'evaluated'
        ? stack.instances.map(({ address }) => address)
        : stack.module.resources
            .filter(
              ({ mode, body }) =>
                mode !== 'ephemeral' && !body.attributes.has('count') && !body.attributes.has('for_each'),
            )
            .map(({ mode, type, name }) => `${mode === 'data' ? 'data.' : ''}${type}.${name}`);
    const idOf = (address: string): string => (stack.name === '' ? address : `${stack.name}/${address}`);
    return addresses.filter((address) => !ids.has(idOf(address))).map((address) => `lost: no instance of ${address}`);
  });
}

function diagnosticTroubles({ diagnostics, ...rest }: Assessment): readonly string[] {
  const unplaced = diagnostics
    .filter((told) => !hasPlace(told))
    .map((told) => `no place: ${told.id} ${plain(told.what)}`);
  const hasError = diagnostics.some(({ severity }) => severity === 'error');
  if (hasError && rest.gate === 'open') unplaced.push('the gate is open over an error');
  if (hasError && exitCodeOf({ diagnostics, ...rest }) !== 2) unplaced.push('an error, and the exit code is not 2');
  return unplaced;
}

function hasPlace({ location }: Pick<Diagnostic, 'location'>): boolean {
  return location !== undefined && (isPoint(location) || location.pointer !== undefined);
}

function isPoint({ line, column }: Location): boolean {
  return line !== undefined && line >= 1 && column !== undefined && column >= 1;
}

function stopTroubles(stop: StopError): readonly string[] {
  const text = renderStop(stop, { colour: false, width: 100, source: () => undefined });
  const place = hasPlace(stop.location === undefined ? {} : { location: stop.location });
  return [...(place ? [] : [`no place: ${stop.code} ${stop.message}`]), ...controlsIn('the stop', text)];
}

function reportTroubles(assessment: Assessment, { files }: Source): readonly string[] {
  const lines = (file: string, line: number): string | undefined => {
    const bytes = files[file];
    return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8').split(/\r?\n/)[line - 1];
  };
  const version = '0.0.0';
  const plainText = renderText(assessment, { colour: false, width: 80, source: lines, quiet: false });
  const json = renderJson(assessment, { version });
  const sarif = renderSarif(assessment, { version, prefix: '', source: lines });
  const coloured = renderText(assessment, { colour: true, width: 40, source: lines, quiet: true });
  const reports = [JSON.parse(json), JSON.parse(sarif)] as readonly { readonly version?: unknown }[];
  return [
    ...controlsIn('the text', plainText),
    ...controlsIn('the coloured text', stripVTControlCharacters(coloured)),
    ...reports.filter(({ version: shape }) => shape === undefined).map(() => 'a report without a version'),
  ];
}

/** Controls but the end of a line, format characters such as those that turn the direction of text, and halves of characters. */
function controlsIn(what: string, text: string): readonly string[] {
  const found = /[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u.exec(text);
  return found === null ? [] : [`${what} has the character ${JSON.stringify(found[0])} at ${found.index}`];
}
