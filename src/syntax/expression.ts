import type { Json, Path } from '../model/index.ts';

/** Offsets into the file's text, in UTF-16 units, end exclusive. Lines are worked out only when somebody asks. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file that was read. `locate` works out lines and columns. */
export interface SourceFile {
  /** As the user would name it. */
  readonly path: string;
  readonly text: string;
  /** Set for a large JSON file: the UTF-8 that its spans are offsets of. Its `text` is decoded whenever somebody asks for it. */
  readonly bytes?: Uint8Array;
  /** Set where `text` is one string of a JSON file, decoded: a template is parsed in its own text and located in the file. */
  readonly within?: { readonly file: SourceFile; readonly path: Path };
}

/** Terraform's expression language (HCL native syntax specification), whatever syntax it was written in. */
export type Expression =
  | Literal
  | Template
  | Traversal
  | Index
  | Attribute
  | Splat
  | Call
  | Unary
  | Binary
  | Conditional
  | TupleCons
  | ObjectCons
  | For
  | Parenthesis
  | JsonTree
  | Malformed;

interface Node {
  readonly span: Span;
}

/** A number keeps its digits: cty numbers are arbitrary precision. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly value: null | boolean | string | { readonly number: string };
}

/** A quoted string, a heredoc, or a string of Terraform JSON: pieces in order. A lone interpolation `"${x}"` keeps the type of `x`. */
export interface Template extends Node {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interpolation'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly then: readonly TemplatePart[];
      readonly else: readonly TemplatePart[];
    }
  | {
      readonly kind: 'for';
      readonly key?: string;
      readonly item: string;
      readonly collection: Expression;
      readonly body: readonly TemplatePart[];
    };

/** A root name: `var`, `local`, `aws_vpc`, `each`, a `for` variable. What follows it are `Attribute` and `Index` nodes. */
export interface Traversal extends Node {
  readonly kind: 'name';
  readonly name: string;
}

export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly of: Expression;
  readonly name: string;
}

interface Index extends Node {
  readonly kind: 'index';
  readonly of: Expression;
  readonly key: Expression;
}

/** `of[*].a.b` (full) or `of.*.a` (attribute-only); `each` is applied to every element, where it sees it as the name `''`. */
export interface Splat extends Node {
  readonly kind: 'splat';
  readonly of: Expression;
  readonly each: Expression;
}

export interface Call extends Node {
  readonly kind: 'call';
  /** With its namespace, if any: `provider::aws::arn_parse`. */
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** `f(list...)`. */
  readonly expandFinal: boolean;
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

export interface TupleCons extends Node {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectCons extends Node {
  readonly kind: 'object';
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

export interface For extends Node {
  readonly kind: 'for';
  readonly key?: string;
  readonly item: string;
  readonly collection: Expression;
  /** Set for `{for ... : key => value}`. */
  readonly resultKey?: Expression;
  readonly result: Expression;
  readonly condition?: Expression;
  /** `...` after the value: group by key. */
  readonly group: boolean;
}

interface Parenthesis extends Node {
  readonly kind: 'parenthesis';
  readonly inner: Expression;
}

/**
 * A value written in Terraform's JSON syntax, left as the plain JSON that it is (Terraform documentation, "JSON Configuration
 * Syntax", expression mapping). Booleans, numbers and null stand for themselves; arrays are tuples, objects are objects without
 * the `//` comment rule of blocks. Where `templates` is true, every string and every object key in it that contains `${` or `%{`
 * is a template: `parseJsonTemplate(tree, path, text)` parses one. All other strings stand for themselves. Where it is false
 * (a variable's `default`, a module's `source`), Terraform takes all strings literally.
 *
 * A nested block is either an object (one block) or an array of objects; which of the attributes are blocks only the
 * provider's schema knows. In an object that turns out to be a block, `//` is a comment, and `dynamic` holds dynamic blocks:
 * `{"<block type>": {"for_each": ..., "iterator": ..., "labels": ..., "content": {...}}}`, or an array of such.
 * References that are no expressions (`depends_on`, `provider`, `ignore_changes`, a variable's `type`) are strings here, to be
 * parsed with `parseExpression`.
 */
export interface JsonTree extends Node {
  readonly kind: 'json';
  readonly value: Json;
  readonly templates: boolean;
  readonly file: SourceFile;
  /** Where the tree stands in the file. `span` and `path` are worked out when somebody asks. */
  readonly path: Path;
}

/** What could not be parsed; a diagnostic says why. It evaluates to unknown. */
interface Malformed extends Node {
  readonly kind: 'malformed';
  readonly why: string;
}

/** The contents of a block or a file. */
export interface Body {
  readonly file: SourceFile;
  readonly span: Span;
  readonly attributes: ReadonlyMap<string, BodyAttribute>;
  readonly blocks: readonly BodyBlock[];
  /**
   * True when it was written as JSON: attributes and nested blocks cannot be told apart without the provider's schema,
   * so all of them stand in `attributes` as `JsonTree` expressions. `//` comments are left out.
   */
  readonly json: boolean;
}

export interface BodyAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  /** Where it was written, if not in the body's own file: an override file has put it there. */
  readonly file?: SourceFile;
}

export interface BodyBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** From the type keyword to the closing brace. */
  readonly span: Span;
}

/** What is wrong with the text at a place: one lower-case clause. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
}
