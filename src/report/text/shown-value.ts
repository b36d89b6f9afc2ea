import type { Text, Value } from '../../model/index.ts';
import { literalOf } from '../../model/index.ts';

/** How a value is shown as evidence: the part of it that matters, and where in the value that is; "" for all of it. */
export interface ShownValue {
  readonly within: string;
  readonly text: string;
}

/**
 * JSON in a text, as policies are, is shown without the indentation and escapes that leave no room for what it says, and of a
 * policy the statement that the message names.
 */
export function shownValue(value: Value, message: Text): ShownValue {
  const literal = literalOf(value);
  const compact = literal.startsWith('"') ? jsonIn(String(JSON.parse(literal))) : undefined;
  if (compact === undefined) return { within: '', text: literal };
  return statementNamedIn(message, compact) ?? { within: '', text: spaced(compact) };
}

/** Text with holes is JSON too where the holes stand in strings. */
function jsonIn(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** On one line, with spaces where a line may be broken. */
function spaced(value: unknown): string {
  return JSON.stringify(value).replaceAll(/("(?:[^"\\]|\\.)*")|([,:])/g, (_, text?: string, mark?: string) =>
    mark === undefined ? (text ?? '') : `${mark} `,
  );
}

/** A policy names a statement by its `Sid` or, without one, by its number in the document. */
function statementNamedIn(message: Text, document: object): ShownValue | undefined {
  const statements =
    'Statement' in document && Array.isArray(document.Statement) ? (document.Statement as unknown[]) : [];
  for (const piece of message) {
    if (typeof piece === 'string') continue;
    const number = /^#([1-9]\d*)$/.exec(piece.data)?.[1];
    const index = number === undefined ? statements.findIndex((one) => sidOf(one) === piece.data) : Number(number) - 1;
    const statement = statements[index];
    if (statement !== undefined) return { within: `Statement[${index}]`, text: spaced(statement) };
  }
  return undefined;
}

function sidOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'Sid' in statement ? statement.Sid : undefined;
}
