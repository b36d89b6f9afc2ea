/**
 * Mutants of a policy: its text with one thing taken out. Any expression of a body is replaced by `true`; an element of a list or
 * set is left out; a connective of answers gives way to one of its operands; `else` and a rule that has others of its name go.
 */
import {
  asCall,
  type BodyExpression,
  isTerm,
  type Module,
  nodesOf,
  type Place,
  type Rule,
  ruleName,
  type Term,
} from './syntax-tree.ts';

export interface Mutant {
  readonly line: number;
  /** What was taken out: `dropped rule.exists == "yes"`. */
  readonly what: string;
  readonly text: string;
}

interface Change {
  readonly place: Place;
  readonly replacement: string;
  readonly what: string;
}

export function mutantsOf(module: Module, text: string): Mutant[] {
  const bytes = Buffer.from(text);
  const rows = rowOffsets(bytes);
  const seen = new Set<string>();
  return changesOf(module).flatMap(({ place, replacement, what }) => {
    const start = (rows[place.row - 1] ?? 0) + place.col - 1;
    const old = Buffer.from(place.text);
    if (!bytes.subarray(start, start + old.length).equals(old)) {
      throw new Error(`${module.file}:${place.row}:${place.col}: OPA's syntax tree and the file differ`);
    }
    const mutant = Buffer.concat([
      bytes.subarray(0, start),
      Buffer.from(replacement),
      bytes.subarray(start + old.length),
    ]);
    const changed = mutant.toString();
    if (changed === text || seen.has(changed)) return [];
    seen.add(changed);
    return [{ line: place.row, what, text: changed }];
  });
}

function rowOffsets(bytes: Buffer): number[] {
  const offsets = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) offsets.push(at + 1);
  return offsets;
}

function changesOf(module: Module): Change[] {
  const nodes = [...nodesOf(module.rules)];
  return [
    ...nodes.flatMap(droppedExpression),
    ...nodes.flatMap(droppedElements),
    ...nodes.flatMap(plainOperands),
    ...droppedRules(module.rules),
  ];
}

function droppedExpression(node: object): Change[] {
  if (!('terms' in node)) return [];
  const { location, generated } = node as BodyExpression;
  if (location === undefined || generated === true || location.text === 'true') return [];
  const place = withoutElse(location);
  return [{ place, replacement: 'true', what: `dropped ${oneLine(place.text)}` }];
}

/** OPA gives the sole expression of a one-line \`else\` the text of the whole. */
function withoutElse(place: Place): Place {
  const lead = /^else\b.*?\bif\s+(?!\{)/.exec(place.text)?.[0];
  return lead === undefined
    ? place
    : { row: place.row, col: place.col + Buffer.byteLength(lead), text: place.text.slice(lead.length) };
}

function droppedElements(node: object): Change[] {
  if (!isTerm(node) || !/^(array|set)$/.test(node.type) || node.location === undefined) return [];
  const { location, type } = node;
  const elements = (node.value as readonly Term[]).map((element) => element.location?.text ?? '');
  if (elements.length < 2 || elements.includes('')) return [];
  return elements.map((element, index) => {
    const others = elements.filter((_other, at) => at !== index).join(', ');
    const replacement = type === 'array' ? `[${others}]` : `{${others}}`;
    return { place: location, replacement, what: `dropped the element ${oneLine(element)}` };
  });
}

function plainOperands(node: object): Change[] {
  const call = isTerm(node) ? asCall(node) : undefined;
  if (!isTerm(node) || node.location === undefined || call?.operator[0] !== 'answer') return [];
  const { location } = node;
  return call.args.flatMap((operand) => {
    const text = isTerm(operand) ? operand.location?.text : undefined;
    if (text === undefined || !/^(both|either|opposite)$/.test(call.operator[1] ?? '')) return [];
    return [{ place: location, replacement: text, what: `left only ${oneLine(text)} of ${oneLine(location.text)}` }];
  });
}

/** A rule with others of its name is one alternative of several. */
function* droppedRules(rules: readonly Rule[]): Generator<Change> {
  for (const rule of rules) {
    const alternatives = rules.filter((other) => ruleName(other) === ruleName(rule));
    if (alternatives.length < 2 || rule.location === undefined) continue;
    yield { place: rule.location, replacement: '', what: `dropped one ${ruleName(rule)}` };
  }
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
