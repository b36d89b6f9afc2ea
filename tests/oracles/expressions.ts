/** Expressions at random: mostly well typed, some not; mostly known, some not. */
import fc from 'fast-check';
import { type Kind, type Leaves, leaves, type TextKind, texts, type Union, unions } from './leaves.ts';
import { type Argument, signatures } from './signatures.ts';

const kinds = (Object.keys(leaves) as Kind[]).filter((kind): kind is Exclude<Kind, 'any'> => kind !== 'any');

type Generate = Readonly<Record<Kind | TextKind | Union, fc.Arbitrary<string>>>;

/** Terraform goes through all of it, for minutes. */
const WHOLE_DISK = /^fileset\("\/+"/;

function calls(kind: Kind, tie: Generate): fc.Arbitrary<string>[] {
  return signatures
    .filter(([, , result]) => result === kind)
    .map(([name, parameters]) => {
      const all = parameters.map((parameter) => {
        const many = parameter.endsWith('...');
        const argument = tie[parameter.replace('...', '') as Argument];
        return many ? fc.array(argument, { maxLength: 2 }).map((more) => more.join(', ')) : argument;
      });
      return fc
        .tuple(...all)
        .map((given) => `${name}(${given.filter((text) => text !== '').join(', ')})`)
        .filter((text) => !WHOLE_DISK.test(text));
    });
}

const binary = (left: fc.Arbitrary<string>, operators: readonly string[], right: fc.Arbitrary<string>) =>
  fc.tuple(left, fc.constantFrom(...operators), right).map(([a, operator, b]) => `(${a} ${operator} ${b})`);

const conditional = (condition: fc.Arbitrary<string>, result: fc.Arbitrary<string>) =>
  fc.tuple(condition, result, result).map(([test, a, b]) => `(${test} ? ${a} : ${b})`);

const TRIM = ['', '~'] as const;
const trim = fc.constantFrom(...TRIM);

/** `}` and `{` with and without the mark that takes white space away. */
const marked = (text: fc.Arbitrary<string>, directive = '') =>
  fc.tuple(trim, text, trim).map(([before, inner, after]) => `${directive}{${before} ${inner} ${after}}`);

function pieces(tie: Generate, quoted: boolean): fc.Arbitrary<string> {
  const plain = fc.constantFrom(
    'a',
    '-',
    ' ',
    'é',
    '%%{',
    '$${',
    '$',
    '%',
    '/',
    quoted ? '\\n' : '\n',
    quoted ? '\\t' : '  \n',
  );
  const directive = (text: string) => marked(fc.constant(text), '%');
  return fc.oneof(
    { weight: 3, arbitrary: plain },
    { weight: 2, arbitrary: marked(fc.oneof(tie.string, tie.number), '$') },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          marked(
            tie.bool.map((text) => `if ${text}`),
            '%',
          ),
          plain,
          tie.string,
          directive('else'),
          directive('endif'),
        )
        .map(([test, text, value, otherwise, end]) => `${test}${text}\${${value}}${otherwise} n ${end}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('w', 'k, w'), fc.oneof(tie.strings, tie.any), plain, trim, trim)
        .map(
          ([names, over, text, before, after]) =>
            `%{ for ${names} in ${over} ${before}}${text}\${w};%{${after} endfor }`,
        ),
    },
  );
}

function template(tie: Generate): fc.Arbitrary<string> {
  return fc.array(pieces(tie, true), { minLength: 1, maxLength: 3 }).map((all) => `"${all.join('')}"`);
}

/** In parentheses, so that what follows may stand on the line after the mark. */
function heredoc(tie: Generate): fc.Arbitrary<string> {
  const line = fc
    .tuple(fc.constantFrom('', '  ', '    ', '\t'), fc.array(pieces(tie, false), { maxLength: 2 }))
    .map(([indent, all]) => indent + all.join(''));
  return fc
    .tuple(fc.constantFrom('<<', '<<-'), fc.array(line, { maxLength: 3 }), fc.constantFrom('', '  '))
    .map(([open, lines, indent]) => `(${open}END\n${lines.map((text) => `${text}\n`).join('')}${indent}END\n)`);
}

/** A template that is a value, and variables that are not always those that it asks for. */
function rendered(tie: Generate): fc.Arbitrary<string> {
  const names = fc.constantFrom('local.template', 'local.loop', 'local.part');
  const files = fc.constantFrom('"files/t.tftpl"', '"files/loop.tftpl"');
  const variables = fc
    .tuple(tie.string, fc.oneof(tie.strings, tie.any))
    .map(([name, items]) => `{ name = ${name}, items = ${items} }`);
  return fc.oneof(
    fc.tuple(names, variables).map(([name, given]) => `templatestring(${name}, ${given})`),
    fc.tuple(files, variables).map(([name, given]) => `templatefile(${name}, ${given})`),
  );
}

function extras(kind: Kind, tie: Generate, connectives: boolean): fc.Arbitrary<string>[] {
  const loop = (result: fc.Arbitrary<string>) =>
    fc
      .tuple(
        fc.constantFrom('k, v', 'v'),
        tie.collection,
        result,
        fc.option(fc.oneof(tie.bool, fc.constantFrom('v != null', 'v != "a"'))),
      )
      .map(([names, over, each, test]) => `[for ${names} in ${over} : ${each}${test === null ? '' : ` if ${test}`}]`);
  switch (kind) {
    case 'string':
      return [
        template(tie),
        heredoc(tie),
        ...(connectives ? [rendered(tie)] : []),
        fc.tuple(tie.map, tie.string).map(([map, key]) => `${map}[${key}]`),
      ];
    case 'number':
      return [
        binary(tie.number, ['+', '-', '*', '/', '%'], tie.number),
        tie.number.map((text) => `-(${text})`),
        tie.numbers.map((text) => `max(${text}...)`),
      ];
    case 'bool':
      return [
        binary(tie.number, ['<', '<=', '>', '>='], tie.number),
        binary(tie.any, ['==', '!='], tie.any),
        binary(tie.string, ['==', '!='], tie.string),
        binary(tie.any, ['=='], fc.constant('null')),
        ...(connectives ? [binary(tie.bool, ['&&', '||'], tie.bool)] : []),
        tie.bool.map((text) => `!${text}`),
      ];
    case 'tuple':
      return [
        loop(fc.oneof(tie.any, fc.constantFrom('k', 'v', '"${k}"', '[k, v]', 'v.id', 'upper(v)', 'v[0]'))),
        fc.array(tie.any, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        fc
          .tuple(tie.any, fc.constantFrom('[*]', '.*', '[*].id', '[*]["a"]', '.*.id', '[*][0]', '[*].list[0]', '.*[0]'))
          .map(([text, rest]) => `${text}${rest}`),
      ];
    case 'object':
      return [
        fc.tuple(tie.string, tie.any, tie.any).map(([key, a, b]) => `{ (${key}) = ${a}, z = ${b} }`),
        fc.tuple(tie.string, tie.any).map(([key, a]) => `{ "k\${${key}}" : ${a}, name = "n" }`),
        fc
          .tuple(
            tie.collection,
            fc.constantFrom('k', 'v', '"${k}x"', 'v.id', 'tostring(v)'),
            fc.oneof(tie.any, fc.constantFrom('v', 'k')),
            fc.constantFrom('', '...'),
            fc.option(fc.oneof(tie.bool, fc.constantFrom('v != null', 'k != "a"')), { freq: 2 }),
          )
          .map(
            ([over, key, value, group, test]) =>
              `{ for k, v in ${over} : ${key} => ${value}${group}${test === null ? '' : ` if ${test}`} }`,
          ),
      ];
    case 'any':
      return [
        fc.tuple(tie.list, tie.number).map(([list, index]) => `${list}[${index}]`),
        fc.tuple(tie.keyed, tie.string).map(([map, key]) => `${map}[${key}]`),
        fc
          .tuple(tie.any, fc.constantFrom('.a', '.id', '.0', '.name', '.b', '[0].id', '.list[1]'))
          .map((both) => both.join('')),
        fc.constantFrom('null'),
      ];
    default:
      return [];
  }
}

function specialText(
  some: readonly string[],
  string: fc.Arbitrary<string>,
  bool: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const one = fc.constantFrom(...some);
  return fc.oneof(
    { weight: 12, arbitrary: one },
    { weight: 1, arbitrary: string },
    { weight: 1, arbitrary: conditional(bool, one) },
  );
}

/**
 * Expressions of every kind over these leaves, so many levels deep. Without `connectives` none has `&&` and `||`, which are known here
 * where Terraform does not know them yet. Some of them are errors, in Terraform and so in ours.
 */
export function expressionsOver(from: Leaves, depth: number, connectives = false): Record<Kind, fc.Arbitrary<string>> {
  return fc.letrec<Record<Kind, string>>((tie) => {
    const all = [...kinds, 'any' as const];
    const special = Object.entries(texts).map(([kind, some]) => {
      const here = from === leaves ? some : some.filter((text) => !/local\.|module\.typed/.test(text));
      return [kind, specialText(here, tie('string'), tie('bool'))];
    });
    const united = Object.entries(unions).map(([name, members]) => [
      name,
      fc.oneof(...members.map((kind) => tie(kind))),
    ]);
    const inner = Object.fromEntries([
      ...all.map((kind) => [kind, tie(kind)]),
      ...special,
      ...united,
    ]) as unknown as Generate;
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
