import type { Estate } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { isUnresolved, reasonsIn } from '../../model/index.ts';
import { type JsonNode, parseJsonWithHoles } from './json-with-holes.ts';
import { type PartialText, textOf } from './partial-text.ts';
import { FaultyDocument, membersOf, readStatement, unknownStatement } from './read-statement.ts';
import type { Statement } from './statement.ts';

export interface PolicyDocument {
  /**
   * `yes`: all its statements were read, though strings in them may have holes. `unknown`: a piece that is not known
   * may hold more of it. `no`: it is no policy document.
   */
  readonly read: Answer;
  readonly because: string;
  readonly statements: readonly Statement[];
}

/**
 * Reads a policy document from the value of an attribute.
 *
 * @see IAM user guide, "Grammar of the IAM JSON policy language"
 */
export function readDocument(value: Value, estate: Estate): PolicyDocument {
  const text = textOf(value, estate);
  if (text === undefined) return none('it is not a string');
  const [only] = text;
  if (text.length === 1 && only !== undefined && typeof only !== 'string') return unread(value);
  const json = parseJsonWithHoles(text);
  if ('fault' in json) return hasHoles(text) ? unread(value) : none(json.fault);
  try {
    return readPolicy(json, value);
  } catch (trouble) {
    if (trouble instanceof FaultyDocument) return none(trouble.message);
    throw trouble;
  }
}

function none(fault: string): PolicyDocument {
  return { read: 'no', because: fault, statements: [] };
}

function unread(value: Value, statements: readonly Statement[] = []): PolicyDocument {
  return { read: 'unknown', because: reasonsIn(withoutText(value)).join('; '), statements };
}

/** The holes of a value: the reasons why it is not known stand there. */
function withoutText(value: Value): Value {
  if (!isUnresolved(value) || !('$parts' in value) || value.$parts === undefined) return value;
  const holes = value.$parts.filter((part) => typeof part !== 'string');
  return holes.length > 0 ? holes : value;
}

function hasHoles(text: PartialText): boolean {
  return text.some((piece) => typeof piece !== 'string');
}

function readPolicy(json: JsonNode, value: Value): PolicyDocument {
  if (json.kind === 'hole') return unread(value);
  if (json.kind !== 'object') throw new FaultyDocument('it is not an object');
  const members = membersOf(json);
  const version = members.get('version');
  const variables = version?.kind === 'string' && version.text.join('') === '2012-10-17';
  const list = members.get('statement');
  if (list === undefined) {
    // A key that is not known may be that of the statements.
    if (json.members.some(({ key }) => hasHoles(key))) return unread(value, [unknownStatement(['Statement'])]);
    throw new FaultyDocument('it has no `Statement`');
  }
  if (list.kind === 'hole') return unread(value, [unknownStatement(['Statement'])]);
  const nodes =
    list.kind === 'list'
      ? list.items.map((node, index) => ({ node, path: ['Statement', index] }))
      : [{ node: list, path: ['Statement'] }];
  const statements = nodes.map(({ node, path }) => readStatement(node, path, variables));
  const partial = nodes.some(({ node }) => isPartial(node));
  return partial ? unread(value, statements) : { read: 'yes', because: '', statements };
}

/** True when a hole stands for more than a string: a statement, an element, a key. */
function isPartial(node: JsonNode): boolean {
  if (node.kind === 'hole') return true;
  return node.kind === 'object' && node.members.some(({ key }) => hasHoles(key));
}
