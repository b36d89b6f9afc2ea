import { type Call, type Expression, parseTemplate, type SourceFile } from '../../syntax/index.ts';
import { convert } from '../cty/convert.ts';
import { STRING } from '../cty/type.ts';
import { type Cty, DYNAMIC, type StringValue, unknown, unknownFrom, withMarks } from '../cty/value.ts';
import { fileText } from '../functions/file.ts';
import { joinPaths } from '../graph/relative-path.ts';
import { noticeFiles } from './call.ts';
import { type Context, EvaluationError, type Named, type Names } from './context.ts';
import { evaluate } from './evaluate.ts';

/** `templatefile(path, vars)`: the template sees these variables and nothing else. */
export function evaluateTemplateFile(node: Call, context: Context): Cty {
  const [pathNode, varsNode] = twoArguments(node);
  const path = convert(evaluate(pathNode, context), STRING);
  const variables = evaluate(varsNode, context);
  if (path.kind === 'unknown') return withMarks(unknownFrom(DYNAMIC, [path]), path.marks);
  if (path.kind !== 'string') throw new EvaluationError('templatefile: the path is null');
  // While the variables are not known the file is not read.
  if (variables.kind === 'unknown') return withMarks(unknownFrom(DYNAMIC, [variables]), path.marks | variables.marks);
  if (context.names instanceof TemplateNames)
    throw new EvaluationError('templatefile: a template cannot call it in turn');
  const bytes = context.world.readFile(path.value);
  noticeFiles(node, context);
  if ('unknownBecause' in bytes) return unknown(DYNAMIC, bytes.unknownBecause);
  const file = { path: joinPaths(context.world.root, path.value), text: fileText(bytes) };
  return withMarks(render(file, variables, context), path.marks);
}

/** `templatestring(ref, vars)`: the template is a value of its own. */
export function evaluateTemplateString(node: Call, context: Context): Cty {
  const [templateNode, varsNode] = twoArguments(node);
  const template = convert(evaluate(templateNode, context), STRING);
  const variables = evaluate(varsNode, context);
  if (template.kind === 'unknown') return withMarks(unknownFrom(STRING, [template], { notNull: true }), template.marks);
  if (template.kind !== 'string') throw new EvaluationError('templatestring: the template is null');
  return renderTemplate(template, variables, context);
}

/** A text that is a template, with these variables and nothing else in it. */
export function renderTemplate(template: StringValue, variables: Cty, context: Context): Cty {
  const file = { path: context.file.path, text: template.value };
  return withMarks(render(file, variables, context), template.marks);
}

function twoArguments({ name, arguments: [first, second, ...more] }: Call): readonly [Expression, Expression] {
  if (first === undefined || second === undefined || more.length > 0)
    throw new EvaluationError(`${name}: takes 2 arguments`);
  return [first, second];
}

/** As in HCL. */
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

const parsed = new Map<string, Expression>();
const MOST_KEPT = 200;

function parse(file: SourceFile): Expression {
  const known = parsed.get(file.text);
  if (known !== undefined) return known;
  const { expression, problems } = parseTemplate(file);
  const [problem] = problems;
  if (problem !== undefined) throw new EvaluationError(`the template cannot be read: ${problem.message}`);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(file.text, expression);
  return expression;
}

function render(file: SourceFile, variables: Cty, context: Context): Cty {
  if (variables.kind === 'unknown') return withMarks(unknownFrom(DYNAMIC, [variables]), variables.marks);
  if (!('entries' in variables)) throw new EvaluationError('the variables of a template are a map or an object');
  for (const name of variables.entries.keys())
    if (!IDENTIFIER.test(name)) throw new EvaluationError(`"${name}" cannot be the name of a variable of a template`);
  let bound: Context['bound'];
  for (const [name, value] of variables.entries) bound = { name, value, outer: bound };
  const inner: Context = { ...context, file, names: new TemplateNames(), bound };
  return withMarks(evaluate(parse(file), inner), variables.marks);
}

/** A template sees no name of the module that it is used in. */
class TemplateNames implements Names {
  variable(name: string): Named {
    return missing(`var.${name}`);
  }

  local(name: string): Named {
    return missing(`local.${name}`);
  }

  resource(_mode: string, type: string, name: string): Named {
    return missing(`${type}.${name}`);
  }

  module(name: string): Named {
    return missing(`module.${name}`);
  }

  moduleOutput(name: string): Named {
    return missing(`module.${name}`);
  }

  special(root: string, attribute: string): Cty | undefined {
    return missing(`${root}.${attribute}`);
  }

  self(): Cty {
    return missing('self');
  }
}

function missing(name: string): never {
  throw new EvaluationError(`${name} is not among the variables of the template`);
}
