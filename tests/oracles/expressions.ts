/** Expressions at random: mostly well typed, some not; mostly known, some not. */
import fc from 'fast-check';

/** Kinds of values that a generated expression is meant to have. */
export type Kind = 'string' | 'number' | 'bool' | 'strings' | 'numbers' | 'set' | 'map' | 'object' | 'tuple' | 'any';

/** What expressions of each kind start from. */
export type Leaves = Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> & { readonly any?: readonly string[] };

const leaves: Leaves = {
  any: ['local.none', 'module.typed.any', 'local.objs[*].zz', 'module.typed.any.x'],
  string: [
    'local.word',
    'local.text',
    'local.digits',
    'local.accent',
    'local.empty',
    'local.part',
    'module.typed.string',
    'terraform_data.u.id',
    'terraform_data.u.output',
    '"a"',
    '"b,c"',
    '"10"',
    '"true"',
    '"x-y_z"',
    '"Ünï"',
    '"2024-02-29T12:30:45Z"',
    '"10.1.0.0/16"',
    '"YWJj"',
    'local.object.name',
    'local.words[0]',
    'local.map["a"]',
    'module.typed.object.a',
    'local.half_l[1]',
  ],
  number: [
    'local.zero',
    'local.one',
    'local.two',
    'local.half',
    'local.minus',
    'local.big',
    'module.typed.number',
    '0',
    '3',
    '1.25',
    '-2',
    '1e3',
    '0.1',
    '100',
    'local.object.count',
    'terraform_data.counted[1].input',
    'local.nums[2]',
    'module.typed.object.b',
  ],
  bool: ['local.yes', 'local.no', 'module.typed.bool', 'true', 'false', 'local.object.on', 'local.none == null'],
  strings: [
    'local.words',
    'local.blank',
    'module.typed.list',
    'local.half_l',
    '["a", "b"]',
    '[]',
    'local.object.list',
    'tolist(["x"])',
    'local.objs[*].id',
    'terraform_data.counted[*].id',
  ],
  numbers: [
    'local.nums',
    '[1, 2.5]',
    '[3, module.typed.number]',
    'tolist([])',
    'local.objs[*].v',
    'terraform_data.counted[*].input',
  ],
  set: ['local.set', 'local.numset', 'module.typed.set', 'toset(local.half_l)', 'toset([])'],
  map: ['local.map', 'local.nmap', 'module.typed.map', '{ a = "x" }', 'tomap({})', '{}'],
  object: [
    'local.object',
    'local.nested',
    'local.half_o',
    'module.typed.object',
    '{ a = 1, b = "x" }',
    'local.objs[0]',
    'terraform_data.keyed["a"]',
  ],
  tuple: [
    'local.tuple',
    'local.objs',
    '[1, "a"]',
    '[null, 2]',
    '[[1], ["a", true]]',
    'local.nested.a.b',
    'terraform_data.counted',
  ],
};

/** Name, kinds of the arguments, kind of the result. A kind with dots may stand any number of times. */
const functions: readonly (readonly [string, readonly (Kind | `${Kind}...`)[], Kind])[] = [
  ['upper', ['string'], 'string'],
  ['lower', ['string'], 'string'],
  ['title', ['string'], 'string'],
  ['trimspace', ['string'], 'string'],
  ['chomp', ['string'], 'string'],
  ['strrev', ['string'], 'string'],
  ['trim', ['string', 'string'], 'string'],
  ['trimprefix', ['string', 'string'], 'string'],
  ['trimsuffix', ['string', 'string'], 'string'],
  ['startswith', ['string', 'string'], 'bool'],
  ['endswith', ['string', 'string'], 'bool'],
  ['strcontains', ['string', 'string'], 'bool'],
  ['substr', ['string', 'number', 'number'], 'string'],
  ['replace', ['string', 'string', 'string'], 'string'],
  ['split', ['string', 'string'], 'strings'],
  ['join', ['string', 'strings'], 'string'],
  ['indent', ['number', 'string'], 'string'],
  ['base64encode', ['string'], 'string'],
  ['base64decode', ['string'], 'string'],
  ['urlencode', ['string'], 'string'],
  ['md5', ['string'], 'string'],
  ['sha256', ['string'], 'string'],
  ['base64sha256', ['string'], 'string'],
  ['jsonencode', ['any'], 'string'],
  ['jsondecode', ['string'], 'any'],
  ['csvdecode', ['string'], 'tuple'],
  ['format', ['string', 'any...'], 'string'],
  ['formatlist', ['string', 'strings'], 'strings'],
  ['abs', ['number'], 'number'],
  ['ceil', ['number'], 'number'],
  ['floor', ['number'], 'number'],
  ['signum', ['number'], 'number'],
  ['max', ['number', 'number...'], 'number'],
  ['min', ['number', 'number...'], 'number'],
  ['parseint', ['string', 'number'], 'number'],
  ['pow', ['number', 'number'], 'number'],
  ['sum', ['numbers'], 'number'],
  ['length', ['any'], 'number'],
  ['index', ['strings', 'string'], 'number'],
  ['alltrue', ['tuple'], 'bool'],
  ['anytrue', ['tuple'], 'bool'],
  ['contains', ['any', 'any'], 'bool'],
  ['can', ['any'], 'bool'],
  ['tobool', ['any'], 'bool'],
  ['chunklist', ['strings', 'number'], 'tuple'],
  ['coalesce', ['any', 'any...'], 'any'],
  ['coalescelist', ['strings', 'strings...'], 'strings'],
  ['compact', ['strings'], 'strings'],
  ['concat', ['any', 'any...'], 'any'],
  ['distinct', ['strings'], 'strings'],
  ['element', ['any', 'number'], 'any'],
  ['flatten', ['any'], 'any'],
  ['keys', ['map'], 'strings'],
  ['keys', ['object'], 'strings'],
  ['values', ['map'], 'strings'],
  ['values', ['object'], 'tuple'],
  ['lookup', ['map', 'string', 'string'], 'string'],
  ['lookup', ['object', 'string', 'any'], 'any'],
  ['merge', ['map', 'map...'], 'map'],
  ['merge', ['object', 'any...'], 'object'],
  ['one', ['any'], 'any'],
  ['range', ['number', 'number...'], 'numbers'],
  ['reverse', ['any'], 'any'],
  ['matchkeys', ['strings', 'strings', 'strings'], 'strings'],
  ['setintersection', ['set', 'set...'], 'set'],
  ['setunion', ['set', 'strings'], 'set'],
  ['setsubtract', ['set', 'set'], 'set'],
  ['setproduct', ['any', 'any...'], 'any'],
  ['slice', ['strings', 'number', 'number'], 'strings'],
  ['sort', ['strings'], 'strings'],
  ['transpose', ['map'], 'map'],
  ['zipmap', ['strings', 'any'], 'map'],
  ['tostring', ['any'], 'string'],
  ['tonumber', ['any'], 'number'],
  ['tolist', ['any'], 'strings'],
  ['toset', ['any'], 'set'],
  ['tomap', ['any'], 'map'],
  ['try', ['any', 'any...'], 'any'],
  ['regexall', ['string', 'string'], 'strings'],
  ['timeadd', ['string', 'string'], 'string'],
  ['formatdate', ['string', 'string'], 'string'],
  ['cidrsubnet', ['string', 'number', 'number'], 'string'],
  ['cidrhost', ['string', 'number'], 'string'],
];

const kinds = (Object.keys(leaves) as Kind[]).filter((kind): kind is Exclude<Kind, 'any'> => kind !== 'any');

type Generate = Readonly<Record<Kind, fc.Arbitrary<string>>>;

function calls(kind: Kind, tie: Generate): fc.Arbitrary<string>[] {
  return functions
    .filter(([, , result]) => result === kind)
    .map(([name, parameters]) => {
      const all = parameters.map((parameter) => {
        const many = parameter.endsWith('...');
        const argument = tie[parameter.replace('...', '') as Kind];
        return many ? fc.array(argument, { maxLength: 2 }).map((more) => more.join(', ')) : argument;
      });
      return fc.tuple(...all).map((texts) => `${name}(${texts.filter((text) => text !== '').join(', ')})`);
    });
}

const binary = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>) =>
  fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);

const conditional = (condition: fc.Arbitrary<string>, result: fc.Arbitrary<string>) =>
  fc.tuple(condition, result, result).map(([test, a, b]) => `(${test} ? ${a} : ${b})`);

function template(tie: Generate): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom('a', '-', ' ', 'é', '%%{', '$${', '\\n', '/'),
    tie.string.map((text) => `\${${text}}`),
    tie.number.map((text) => `\${${text}}`),
    fc.tuple(tie.bool, tie.string).map(([test, text]) => `%{ if ${test} }y\${${text}}%{ else }n%{ endif }`),
    tie.strings.map((text) => `%{ for w in ${text} }\${w};%{ endfor }`),
  );
  return fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => `"${pieces.join('')}"`);
}

function extras(kind: Kind, tie: Generate, connectives: boolean): fc.Arbitrary<string>[] {
  const loop = (result: fc.Arbitrary<string>) =>
    fc
      .tuple(tie.any, result, fc.option(tie.bool))
      .map(([over, each, test]) => `[for k, v in ${over} : ${each}${test === null ? '' : ` if ${test}`}]`);
  switch (kind) {
    case 'string':
      return [template(tie), fc.tuple(tie.map, tie.string).map(([map, key]) => `${map}[${key}]`)];
    case 'number':
      return [binary(tie.number, ['+', '-', '*', '/', '%'], tie.number), tie.number.map((text) => `-(${text})`)];
    case 'bool':
      return [
        binary(tie.number, ['<', '<=', '>', '>='], tie.number),
        binary(tie.any, ['==', '!='], tie.any),
        binary(tie.string, ['==', '!='], tie.string),
        ...(connectives ? [binary(tie.bool, ['&&', '||'], tie.bool)] : []),
        tie.bool.map((text) => `!${text}`),
      ];
    case 'tuple':
      return [
        loop(fc.oneof(tie.any, fc.constantFrom('k', 'v', '"${k}"', '[k, v]'))),
        fc.array(tie.any, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        tie.any.map((text) => `${text}[*]`),
      ];
    case 'object':
      return [
        fc.tuple(tie.string, tie.any, tie.any).map(([key, a, b]) => `{ (${key}) = ${a}, z = ${b} }`),
        fc
          .tuple(
            tie.any,
            fc.constantFrom('k', 'v', '"${k}x"'),
            fc.oneof(tie.any, fc.constantFrom('v')),
            fc.constantFrom('', '...'),
          )
          .map(([over, key, value, group]) => `{ for k, v in ${over} : ${key} => ${value}${group} }`),
      ];
    case 'any':
      return [fc.tuple(tie.any, tie.number).map(([list, index]) => `${list}[${index}]`), fc.constantFrom('null')];
    default:
      return [];
  }
}

/**
 * Expressions of every kind over these leaves, so many levels deep. Without `connectives` none has `&&` and `||`, which are known here
 * where Terraform does not know them yet. Some of them are errors, in Terraform and so in ours.
 */
export function expressionsOver(from: Leaves, depth: number, connectives = false): Record<Kind, fc.Arbitrary<string>> {
  return fc.letrec<Record<Kind, string>>((tie) => {
    const all = [...kinds, 'any' as const];
    const inner = Object.fromEntries(all.map((kind) => [kind, tie(kind)])) as unknown as Generate;
    const any = [...kinds.flatMap((one) => from[one]), ...(from.any ?? [])];
    const of = (kind: Kind): fc.Arbitrary<string> => {
      const leaf = fc.constantFrom(...(kind === 'any' ? any : from[kind]));
      const others: readonly fc.Arbitrary<string>[] =
        kind === 'any' ? kinds.map((one) => inner[one]) : [conditional(inner.bool, inner[kind]), inner.any];
      const compound = fc.oneof(...calls(kind, inner), ...extras(kind, inner, connectives), ...others);
      return fc.oneof(
        { maxDepth: depth, depthIdentifier: 'nesting' },
        { weight: 1, arbitrary: leaf },
        { weight: 6, arbitrary: compound },
      );
    };
    return Object.fromEntries(all.map((kind) => [kind, of(kind)])) as Record<Kind, fc.Arbitrary<string>>;
  });
}

export const expressions: fc.Arbitrary<string> = expressionsOver(leaves, 4, true).any;
