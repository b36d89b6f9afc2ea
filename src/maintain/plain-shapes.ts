/**
 * Rewrites an emitted declaration file of `src/shapes/` so that it needs no TypeBox: a schema's type
 * (`Type.TObject<{ name: Type.TString }>`) becomes the type of what conforms to it (`{ name: string }`).
 */
import ts from 'typescript';

/** @returns the text of the declaration file, unchanged where it does not speak of TypeBox */
export function plainShapes(text: string, file: string): string {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const schemas = new Map<string, ts.TypeNode>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, type } of statement.declarationList.declarations) {
      if (type !== undefined) schemas.set(name.getText(), type);
    }
  }
  const kept = source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement) || isTypeBoxImport(statement)) return [];
    return [ts.isTypeAliasDeclaration(statement) ? alias(statement, schemas) : statement.getFullText()];
  });
  return `${kept.join('').trim()}\n`;
}

function isTypeBoxImport(statement: ts.Statement): boolean {
  return ts.isImportDeclaration(statement) && (statement.moduleSpecifier as ts.StringLiteral).text === 'typebox';
}

/** `type Name = Static<typeof NameSchema>`, written out; any other alias as it stands. */
function alias(statement: ts.TypeAliasDeclaration, schemas: ReadonlyMap<string, ts.TypeNode>): string {
  const { type, name } = statement;
  if (!ts.isTypeReferenceNode(type) || type.typeName.getText() !== 'Static') return statement.getFullText();
  const [query] = type.typeArguments ?? [];
  const schema = query !== undefined && ts.isTypeQueryNode(query) ? schemas.get(query.exprName.getText()) : undefined;
  if (schema === undefined) throw new Error(`the type ${name.text} rests on no schema of its file`);
  return `\nexport type ${name.text} = ${plainType(schema)};`;
}

const scalars: Readonly<Record<string, string>> = {
  TString: 'string',
  TNumber: 'number',
  TBoolean: 'boolean',
  TNull: 'null',
  TUnknown: 'unknown',
};

function plainType(node: ts.TypeNode): string {
  if (!ts.isTypeReferenceNode(node)) return node.getText();
  const kind = node.typeName.getText().replace(/^Type\./, '');
  const [first, second] = node.typeArguments ?? [];
  const scalar = scalars[kind];
  if (scalar !== undefined) return scalar;
  if (kind === 'TArray' && first !== undefined) return `(${plainType(first)})[]`;
  if (kind === 'TOptional' && first !== undefined) return plainType(first);
  if ((kind === 'TLiteral' || kind === 'TUnsafe') && first !== undefined) return first.getText();
  if (kind === 'TRecord' && second !== undefined) return `{ [key: string]: ${plainType(second)} }`;
  if (kind === 'TUnion' && first !== undefined && ts.isTupleTypeNode(first))
    return first.elements.map(plainType).join(' | ');
  if (kind === 'TObject' && first !== undefined && ts.isTypeLiteralNode(first)) return plainObject(first);
  throw new Error(`a shape uses ${kind}, which plain-shapes.ts does not know`);
}

function plainObject(literal: ts.TypeLiteralNode): string {
  const members = literal.members.filter(ts.isPropertySignature).map((member) => {
    const { type } = member;
    if (type === undefined) throw new Error(`the property ${member.name.getText()} of a shape has no type`);
    const optional = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Type.TOptional';
    const comment = member.getFullText().slice(0, member.getLeadingTriviaWidth()).trim();
    return `${comment === '' ? '' : `${comment}\n`}${member.name.getText()}${optional ? '?' : ''}: ${plainType(type)};`;
  });
  return `{\n${members.join('\n')}\n}`;
}
