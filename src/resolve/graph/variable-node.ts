import type { GivenVariable, NamedBlock } from '../../ingest/index.ts';
import { type Expression, locate, notConstant, parseExpression } from '../../syntax/index.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { isPrimitive, type Type } from '../cty/type.ts';
import { type Cty, DYNAMIC, EPHEMERAL, SENSITIVE, string, unknown, withMarks } from '../cty/value.ts';
import { invalidType, invalidVariable, missingArgument } from '../diagnostics.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { applyDefaults } from '../variables/apply-defaults.ts';
import { type VariableDeclaration, variableDeclaration } from '../variables/declaration.ts';
import type { Defaults } from '../variables/type-constraint.ts';
import { GraphNode } from './graph-node.ts';
import { IN_CYCLE } from './module-names.ts';
import type { Caller, ModuleScope } from './module-scope.ts';

/** An input variable of a module instance: given from outside or by the module block, else its default, else unknown. */
export class VariableNode extends GraphNode {
  value: Cty = IN_CYCLE;
  readonly declaration: VariableDeclaration;

  constructor(
    readonly scope: ModuleScope,
    readonly block: NamedBlock,
  ) {
    super();
    this.declaration = variableDeclaration(block);
  }

  get label(): string {
    return this.scope.within(`var.${this.block.name}`);
  }

  get #location() {
    return { location: locate(this.block.body.file, this.block.span) };
  }

  get #argument(): { readonly expression: Expression; readonly caller: Caller } | undefined {
    const { caller } = this.scope;
    const expression = caller?.call.body.attributes.get(this.block.name)?.value;
    return caller === undefined || expression === undefined ? undefined : { caller, expression };
  }

  get place() {
    return { file: this.block.body.file, span: this.block.span };
  }

  dependencies(): Iterable<GraphNode> {
    const argument = this.#argument;
    return argument === undefined
      ? []
      : argument.caller.scope.dependencies(argument.caller.scope.referencesOf(argument.expression));
  }

  compute(): void {
    if (this.cyclic) return;
    const { declaration, scope } = this;
    if (declaration.wrongType !== undefined) {
      scope.stack.run.report(invalidType(this.#location, this.block.name, declaration.wrongType));
    }
    const value = this.#converted(this.#given() ?? this.#fallback());
    const marks = (declaration.sensitive ? SENSITIVE : 0) | (declaration.ephemeral ? EPHEMERAL : 0);
    if (marks !== 0) scope.stack.world.secrets.add(value);
    this.value = withMarks(value, marks);
  }

  /** What the caller or the user gives; null counts as nothing where the variable cannot be null. */
  #given(): Cty | undefined {
    const value = this.scope.caller === undefined ? this.#fromOutside() : this.#fromCaller();
    if (value?.kind !== 'null' || this.declaration.nullable) return value;
    return this.declaration.default === undefined ? this.#refused('it may not be null') : undefined;
  }

  #refused(message: string): Cty {
    this.scope.stack.run.report(invalidVariable(this.#location, this.block.name, message));
    return unknown(DYNAMIC, `the value of variable \`${this.block.name}\` is not valid`);
  }

  #fromCaller(): Cty | undefined {
    const argument = this.#argument;
    if (argument === undefined) return undefined;
    const { scope, call, repetition } = argument.caller;
    const context = scope.context(call.body.file, repetition);
    const value = evaluate(argument.expression, context);
    scope.finish(context);
    return value;
  }

  #fromOutside(): Cty | undefined {
    const given = this.scope.stack.source.variables.get(this.block.name);
    return given === undefined ? undefined : this.#read(given.value);
  }

  /** `--var` gives text: the value itself where a primitive type or none is declared, else an expression. */
  #read(given: GivenVariable['value']): Cty {
    if ('expression' in given) return this.#constant(given.expression, given.file);
    const { constraint, hasType } = this.declaration;
    if (!hasType || isPrimitive(constraint.type)) return string(given.text);
    const file = { path: `--var ${this.block.name}`, text: given.text };
    const { expression, problems } = parseExpression(file);
    const [problem] = problems;
    if (problem !== undefined) return this.#refused(problem.message);
    const found = notConstant(expression);
    if (found !== undefined)
      return this.#refused(found.kind === 'name' ? 'it refers to something' : 'it calls a function');
    return this.#constant(expression, file);
  }

  /** A default must be right even where it is not needed. */
  checkDefault(): void {
    const { declaration } = this;
    if (declaration.default === undefined) return;
    const value = this.#default(declaration.default);
    if (value.kind === 'null' && !declaration.nullable) this.#refused('its default is null, which it may not be');
    else this.#converted(value);
  }

  #fallback(): Cty {
    const { declaration } = this;
    if (declaration.default !== undefined) return this.#default(declaration.default);
    const { caller, stack } = this.scope;
    if (caller !== undefined) {
      const place = { location: locate(caller.call.body.file, caller.call.span) };
      stack.run.report(missingArgument(place, this.scope.address, this.block.name));
    }
    return unknown(
      DYNAMIC,
      `variable \`${this.block.name}\` has no value`,
      declaration.nullable ? {} : { notNull: true },
    );
  }

  #default(expression: Expression): Cty {
    const value = this.#constant(expression, this.block.body.file);
    const { ownDefaults, constraint } = this.declaration;
    return ownDefaults === undefined ? value : this.#withDefaults(value, ownDefaults, constraint.type);
  }

  #withDefaults(value: Cty, defaults: Defaults, type: Type): Cty {
    return applyDefaults(value, defaults, type, (expression) => this.#constant(expression, this.block.body.file));
  }

  #constant(expression: Expression, file: { readonly path: string; readonly text: string }): Cty {
    const context = this.scope.context(file);
    const value = evaluate(expression, context);
    this.scope.finish(context);
    return value;
  }

  #converted(value: Cty): Cty {
    const { type, defaults } = this.declaration.constraint;
    try {
      return convert(defaults === undefined ? value : this.#withDefaults(value, defaults, type), type);
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error;
      return this.#refused(error.message);
    }
  }
}
