import type { Estate } from '../aws/index.ts';
import type { Text, ValueObject } from '../model/index.ts';
import { mask, textsOfMarked, textsOfSecrets } from './secrecy.ts';

/** Shorter texts stand in too many other words to be looked for. */
const shortest = 4;
/** Texts below this length count as whole words only: `admin` is no secret inside `no-administrator-policy`. */
const shortestPart = 8;
const longestLine = 100_000;

/**
 * The texts of all secrets of a run, for what quotes the input in passing: messages, reasons, lines of source. What stands at a place
 * that is known to be sensitive is masked by its place (secrecy.ts).
 */
export class Secrets {
  readonly #whole: Index;
  readonly #pieces: Index;

  /** @param written texts to be looked for in lines of source alone: elsewhere the same text may be no secret */
  constructor(texts: readonly string[], written: readonly string[] = []) {
    this.#whole = indexOf(new Set(texts.flatMap(formsOf)));
    this.#pieces = indexOf(new Set([...texts, ...written].flatMap(piecesOf).flatMap(formsOf)));
  }

  /** The text with every secret in it masked. */
  masked(text: string): string {
    if (this.#whole.size === 0) return text;
    let result = '';
    let kept = 0;
    for (let at = 0; at <= text.length - shortest; ) {
      const length = lengthOfSecret(this.#whole, text, at);
      if (length === 0) at += 1;
      else {
        result += text.slice(kept, at) + mask;
        at += length;
        kept = at;
      }
    }
    return kept === 0 ? text : result + text.slice(kept);
  }

  /** True for a line of source that holds a secret, or a line of one; and for one so long, as a plan is, that it holds everything. */
  isIn(line: string): boolean {
    if (this.#pieces.size === 0) return false;
    if (line.length > longestLine) return true;
    for (let at = 0; at <= line.length - shortest; at += 1) if (lengthOfSecret(this.#pieces, line, at) > 0) return true;
    return false;
  }

  maskedWords(text: Text): Text {
    return text.map((part) => (typeof part === 'string' ? part : { data: this.masked(part.data) }));
  }

  /** Plain data with every text inside it masked, names of members too. */
  maskedData<Plain>(value: Plain): Plain {
    return this.#whole.size === 0 ? value : (this.#deep(value) as Plain);
  }

  #deep(value: unknown): unknown {
    if (typeof value === 'string') return this.masked(value);
    if (Array.isArray(value)) return value.map((item) => this.#deep(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [this.masked(key), this.#deep(member)]));
  }
}

/** What an estate's input declares sensitive, and what stands under the name of a secret. */
export function secretsOf(estate: Estate): Secrets {
  const named: string[] = [];
  const marked: string[] = [];
  for (const { fact, sensitive } of estate.resources.values()) {
    named.push(...textsOfSecrets(fact.values as ValueObject));
    marked.push(...textsOfMarked(sensitive, fact.values as ValueObject));
  }
  return new Secrets([...estate.secrets, ...named], marked);
}

/** Secrets by their first characters, the longest first. */
type Index = ReadonlyMap<string, readonly string[]>;

function indexOf(texts: ReadonlySet<string>): Index {
  const index = new Map<string, string[]>();
  for (const text of texts) {
    if (text.length < shortest) continue;
    const same = index.get(text.slice(0, shortest));
    if (same === undefined) index.set(text.slice(0, shortest), [text]);
    else same.push(text);
  }
  for (const same of index.values()) same.sort((left, right) => right.length - left.length);
  return index;
}

/** Length of the secret that stands at an offset; 0 when none does. */
function lengthOfSecret(index: Index, text: string, at: number): number {
  const found = index.get(text.slice(at, at + shortest))?.find((secret) => {
    if (!text.startsWith(secret, at)) return false;
    return secret.length >= shortestPart || (isEdge(text, at - 1) && isEdge(text, at + secret.length));
  });
  return found?.length ?? 0;
}

function isEdge(text: string, at: number): boolean {
  return !/[\p{L}\p{N}_]/u.test(text.charAt(at));
}

/** A text as it is, inside a string of JSON, and inside one of HCL. */
function formsOf(text: string): readonly string[] {
  const escaped = JSON.stringify(text).slice(1, -1);
  return [text, escaped, escaped.replaceAll(/[$%]\{/g, (opening) => opening.charAt(0) + opening)];
}

/** What a line of source may show of a text: the whole, its lines, the texts in a document. */
function piecesOf(text: string): readonly string[] {
  const lines = text.includes('\n') ? text.split('\n').map((line) => line.trim()) : [];
  return [text, ...lines, ...textsInDocument(text)].filter((piece) => piece.length >= shortest);
}

function textsInDocument(text: string): readonly string[] {
  if (!/^\s*[[{]/.test(text)) return [];
  try {
    return textsIn(JSON.parse(text));
  } catch {
    return [];
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
