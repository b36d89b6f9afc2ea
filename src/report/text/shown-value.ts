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
  const compact = literal.startsWith('"') ? compactJson(String(JSON.parse(literal))) : undefined;
  if (compact === undefined) return { within: '', text: literal };
  return statementNamedIn(message, compact.value) ?? { within: '', text: compact.text };
}

interface Compact {
  readonly text: string;
  readonly value: object;
}

function compactJson(text: string): Compact | undefined {
  const compact = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
  try {
    const value: unknown = JSON.parse(compact);
    return typeof value === 'object' && value !== null ? { text: compact, value } : undefined;
  } catch {
    return undefined;
  }
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
    if (statement !== undefined) return { within: `Statement[${index}]`, text: JSON.stringify(statement) };
  }
  return undefined;
}

function sidOf(statement: unknown): unknown {
  return typeof statement === 'object' && statement !== null && 'Sid' in statement ? statement.Sid : undefined;
}
