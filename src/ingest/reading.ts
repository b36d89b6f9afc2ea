import { type Diagnostic, StopError } from '../diagnostics/index.ts';
import type { Json, Location } from '../model/index.ts';
import {
  type Body,
  decode,
  type LargeJson,
  locate,
  parseHcl,
  type ReadAgain,
  type ReadJson,
  readJson,
  readLargeJson,
  type SourceFile,
  type Span,
} from '../syntax/index.ts';
import {
  changedFile,
  joinedKey,
  malformedJson,
  outsideFolders,
  repeatedKey,
  syntaxError,
  unopenedFile,
  unreadableFile,
  unreadInput,
} from './diagnostics.ts';
import { keptOfPlan } from './evaluated/kept-of-plan.ts';
import { jsonKind, packed } from './file-kind.ts';
import { isModuleFile } from './module-files.ts';
import { nameOf } from './paths.ts';
import type { Files } from './source.ts';

/** Why there is no text: no such file, or it was reported as one that cannot be read. */
export type Unavailable = 'missing' | 'refused';

/** In bytes. Places in a smaller file are found sooner in its text. */
const smallestLarge = 4 * 1024 * 1024;

/** One run of `ingest`: where files come from, and what was found wrong with them. */
export class Reading {
  readonly diagnostics: Diagnostic[] = [];
  readonly #values = new Map<SourceFile, ReadJson['value']>();
  readonly #sources = new Map<string, SourceFile | Unavailable>();
  readonly #large: LargeJson[] = [];

  constructor(readonly files: Files) {}

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Takes back what another input has answered since. */
  withdraw(isAnswered: (diagnostic: Diagnostic) => boolean): void {
    const left = this.diagnostics.filter((diagnostic) => !isAnswered(diagnostic));
    this.diagnostics.splice(0, this.diagnostics.length, ...left);
  }

  /** Lets go of the bytes of large files until a place in one is asked for. */
  letGo(): void {
    for (const large of this.#large) large.letGo();
  }

  /** The text of a file. One that is there and refused has been reported. */
  source(path: string): SourceFile | Unavailable {
    const known = this.#sources.get(path);
    if (known !== undefined) return known;
    const source = this.#read(path);
    this.#sources.set(path, source);
    return source;
  }

  hcl(file: SourceFile): Body {
    const { body, problems } = parseHcl(file);
    for (const { span, message } of problems) this.report(syntaxError({ location: locate(file, span) }, message));
    return body;
  }

  /**
   * The value of a JSON file; `undefined` when it was reported as malformed.
   *
   * @param joins whether repeated keys that hold objects may be taken as a list, as in Terraform's JSON syntax
   */
  json(file: SourceFile, joins: boolean): ReadJson['value'] {
    if (this.#values.has(file)) return this.#values.get(file);
    const { value, problems, joined } = readJson(file);
    const at = (span: Span): { readonly location: Location } => ({ location: locate(file, span) });
    for (const { span, message } of problems) {
      if (value === undefined) this.report(malformedJson(at(span), file.path, message));
      else this.report(repeatedKey(at(span), message));
    }
    for (const { span, message } of joined) this.report((joins ? joinedKey : repeatedKey)(at(span), message));
    this.#values.set(file, value);
    return value;
  }

  /** What cannot be opened is told, and what stands beside it is judged. */
  #bytesOf(path: string): Uint8Array | Unavailable {
    try {
      return this.files.read(path) ?? 'missing';
    } catch (error) {
      if (!(error instanceof StopError)) throw error;
      this.report(unopenedFile(error, path));
      return 'refused';
    }
  }

  #again(path: string): ReadAgain {
    return (isSame) => {
      const bytes = this.files.read(path);
      if (bytes === undefined || !isSame(bytes)) throw changedFile(path);
      return bytes;
    };
  }

  #read(path: string): SourceFile | Unavailable {
    const bytes = this.#bytesOf(path);
    if (typeof bytes === 'string') return bytes;
    const location = { file: path };
    if (!this.files.inside(path)) {
      this.report(outsideFolders({ location }, path));
      return 'refused';
    }
    const archive = packed(bytes);
    if (archive !== undefined) {
      this.report(unreadInput({ location }, path, archive));
      return 'refused';
    }
    const again = this.files.lasting?.(path) === true ? this.#again(path) : undefined;
    const large =
      bytes.length < smallestLarge || isModuleFile(nameOf(path))
        ? undefined
        : readLargeJson(path, bytes, { keep: keptOfPlan, again });
    if (large !== undefined && isEvaluated(large.value)) {
      this.#values.set(large.file, large.value);
      this.#large.push(large);
      return large.file;
    }
    const decoded = decode(bytes);
    if ('text' in decoded) return { path, text: decoded.text };
    const { why, line, column } = decoded;
    this.report(unreadableFile({ location: { ...location, line, column } }, path, why));
    return 'refused';
  }
}

/** True for a plan or a state, of which nothing but values and places is read. */
function isEvaluated(value: Json): boolean {
  const kind = jsonKind(value);
  return kind === 'plan' || kind === 'state';
}
