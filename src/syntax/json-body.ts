import type { Json, JsonObject, Path } from '../model/index.ts';
import type { Body, BodyAttribute, JsonTree, SourceFile, Span } from './expression.ts';
import { jsonKeySpan, jsonSpan } from './json-index.ts';
import { type Parsed, parseTemplate } from './parse.ts';

/** Says of a top-level attribute whether strings in it are templates. */
export type HasTemplates = (attribute: string) => boolean;

const always: HasTemplates = () => true;

/**
 * The contents of a block that was written as JSON. Nothing is copied and no place worked out before somebody asks: a stack of
 * thousands of resources is read at the speed of `JSON.parse`.
 */
export function jsonBody(file: SourceFile, value: JsonObject, path: Path, hasTemplates: HasTemplates = always): Body {
  return new LazyBody(file, value, path, hasTemplates);
}

/** One value of a JSON file as an expression. */
export function jsonTree(file: SourceFile, value: Json, path: Path, templates = true): JsonTree {
  return {
    kind: 'json',
    value,
    templates,
    file,
    path,
    get span() {
      return jsonSpan(file, path);
    },
  };
}

/** Parses a string in a tree, at a path below it, as the template that it is. Its places are those of the file. */
export function parseJsonTemplate(tree: JsonTree, path: Path, text: string): Parsed {
  const within = { file: tree.file, path: [...tree.path, ...path] };
  return parseTemplate({ path: tree.file.path, text, within });
}

class LazyBody implements Body {
  readonly blocks: Body['blocks'] = [];
  readonly json = true;
  #attributes: ReadonlyMap<string, BodyAttribute> | undefined;

  constructor(
    readonly file: SourceFile,
    readonly value: JsonObject,
    readonly path: Path,
    readonly hasTemplates: HasTemplates,
  ) {}

  get span(): Span {
    return jsonSpan(this.file, this.path);
  }

  get attributes(): ReadonlyMap<string, BodyAttribute> {
    this.#attributes ??= this.#read();
    return this.#attributes;
  }

  #read(): ReadonlyMap<string, BodyAttribute> {
    const attributes = new Map<string, BodyAttribute>();
    for (const name of Object.keys(this.value)) {
      const value = this.value[name];
      if (name !== '//' && value !== undefined) attributes.set(name, new LazyAttribute(this, name, value));
    }
    return attributes;
  }
}

class LazyAttribute implements BodyAttribute {
  readonly value: JsonTree;

  constructor(
    readonly body: LazyBody,
    readonly name: string,
    json: Json,
  ) {
    this.value = new LazyTree(body, name, json);
  }

  get nameSpan(): Span {
    return jsonKeySpan(this.body.file, this.value.path);
  }
}

class LazyTree implements JsonTree {
  readonly kind = 'json';

  constructor(
    readonly body: LazyBody,
    readonly name: string,
    readonly value: Json,
  ) {}

  get file(): SourceFile {
    return this.body.file;
  }

  get path(): Path {
    return [...this.body.path, this.name];
  }

  get span(): Span {
    return jsonSpan(this.body.file, this.path);
  }

  get templates(): boolean {
    return this.body.hasTemplates(this.name);
  }
}
