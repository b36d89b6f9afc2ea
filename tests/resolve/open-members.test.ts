/** `jsonencode` of objects whose names are known in part: whatever the unknown pieces turn out to be, the known ones were right. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRING } from '../../src/resolve/cty/type.ts';
import {
  type Cty,
  object,
  SENSITIVE,
  string,
  type UnknownValue,
  unknown,
  withMarks,
} from '../../src/resolve/cty/value.ts';
import { ObjectBuilder } from '../../src/resolve/evaluate/constructors.ts';
import { encodeJson } from '../../src/resolve/json-text/encode.ts';
import { evaluateText, instance, resolveFolder, resolveHcl } from './read.ts';

type Piece = string | UnknownValue;
const holes: readonly UnknownValue[] = [0, 1].map((index) => unknown(STRING, `hole ${index}`, { notNull: true }));
const contents = ['', 'a', 'b', 'ab', 'ba', 'c'];

const piece = fc.oneof(fc.constantFrom('a', 'b', 'ab', 'c'), fc.constantFrom(...holes));
const name = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) =>
  pieces.reduce<Piece[]>((all, one) => {
    const last = all.at(-1);
    if (typeof one === 'string' && typeof last === 'string') all[all.length - 1] = last + one;
    else all.push(one);
    return all;
  }, []),
);

function partly(pieces: readonly Piece[]): Cty {
  if (pieces.every((one) => typeof one === 'string')) return string(pieces.join(''));
  const [only] = pieces;
  if (pieces.length === 1 && typeof only === 'object') return only;
  return { ...unknown(STRING, 'open', { notNull: true }), parts: pieces };
}

type Filling = ReadonlyMap<UnknownValue, string>;
const fillings: readonly Filling[] = contents.flatMap((first) =>
  contents.map((second) => new Map(holes.map((hole, index) => [hole, index === 0 ? first : second]))),
);

function filled(pieces: readonly Piece[], filling: Filling): string {
  return pieces.map((one) => (typeof one === 'string' ? one : (filling.get(one) ?? '?'))).join('');
}

/** What Terraform makes of the object once all is known. */
function settled(names: readonly (readonly Piece[])[], filling: Filling): string {
  const entries = new Map(names.map((pieces, index) => [filled(pieces, filling), string(String(index))]));
  const text = encodeJson(object(new Map([['outer', object(entries)]])), 1000);
  return text.kind === 'string' ? text.value : '';
}

function piecesOf(text: Cty): readonly Piece[] {
  if (text.kind === 'string') return [text.value];
  return text.kind === 'unknown' ? (text.json ?? text.parts ?? [text]) : [];
}

test('for every content of the unknown pieces the text is the right one, or the same object in another order', () => {
  const told = { exact: 0, loose: 0, open: 0 };
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const builder = new ObjectBuilder();
      for (const [index, pieces] of names.entries()) builder.add(partly(pieces), string(String(index)));
      const text = encodeJson(object(new Map([['outer', builder.finish()]])), 1000);
      const pieces = piecesOf(text);
      if (pieces.some((one) => typeof one !== 'string' && !holes.includes(one))) {
        told.open += 1;
        return;
      }
      const exact = !('json' in text);
      told[exact ? 'exact' : 'loose'] += 1;
      for (const filling of fillings) {
        const [ours, theirs] = [filled(pieces, filling), settled(names, filling)];
        if (exact) expect(ours).toBe(theirs);
        else expect([...ours].sort().join('')).toBe([...theirs].sort().join(''));
        expect(JSON.parse(ours)).toEqual(JSON.parse(theirs));
      }
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(told.exact, told.loose, told.open)).toBeGreaterThan(100);
});

const ISSUER = `
resource "terraform_data" "issuer" {}
resource "terraform_data" "other" {}
locals {
  issuer = replace(terraform_data.issuer.id, "https://", "")
}
`;

describe('a condition on claims of an issuer', () => {
  test('keeps its names where they follow one unknown text', () => {
    const { value } = evaluateText(
      `jsonencode({ "\${local.issuer}:sub" = "s", "\${local.issuer}:aud" = "a" })`,
      ISSUER,
    );
    const hole = expect.objectContaining({ $unknown: expect.stringContaining('only after apply') });
    expect(value).toMatchObject({ $parts: ['{"', hole, ':aud":"a","', hole, ':sub":"s"}'] });
  });

  test('keeps them beside others, in the order in which they are written', () => {
    const { value } = evaluateText(`jsonencode({ "aws:SourceAccount" = "1", "\${local.issuer}:aud" = "a" })`, ISSUER);
    expect(value).toMatchObject({ $parts: ['{"aws:SourceAccount":"1","', {}, ':aud":"a"}'] });
  });

  test('is no text that a function could look into, where the order is not known', () => {
    const text = `jsonencode({ z = "1", "\${local.issuer}:aud" = "a" })`;
    expect(evaluateText(`startswith(${text}, "{\\"z")`, ISSUER).value).toMatchObject({ $unknown: expect.anything() });
    expect(evaluateText(`startswith(${text.replace('(', '([').replace(/\)$/, '])')}, "[")`, ISSUER).value).toBe(true);
  });

  test('is left open where two names may be one', () => {
    const { value } = evaluateText(
      `jsonencode({ "\${terraform_data.issuer.id}" = "s", "\${terraform_data.other.id}" = "a" })`,
      ISSUER,
    );
    expect(value).not.toHaveProperty('$parts');
  });

  test('one of several resources may be another each time', () => {
    const several = `${ISSUER}variable "n" {\n  type = number\n}\nresource "terraform_data" "s" {\n  count = var.n\n}\n`;
    const of = (index: string, rest: string) => `"\${terraform_data.s[var.n + ${index}].id}${rest}" = 1`;
    expect(evaluateText(`jsonencode({ ${of('1', 'b')}, ${of('2', 'ab')} })`, several).value).not.toHaveProperty(
      '$parts',
    );
  });

  test('tells no sensitive value, nor one that an object with sensitive names holds', () => {
    const secret = 'variable "s" {\n  default = "hush"\n  sensitive = true\n}\n';
    for (const text of [
      `jsonencode({ "\${local.issuer}:aud" = var.s })`,
      `jsonencode({ a = { "\${local.issuer}:aud" = [{ b = var.s }] } })`,
    ]) {
      expect(JSON.stringify(evaluateText(text, ISSUER + secret).value)).not.toContain('hush');
    }
    const it = instance(
      resolveHcl(
        `${ISSUER}${secret}resource "terraform_data" "it" {\n  input = jsonencode({ "\${var.s}-\${local.issuer}" = 1 })\n}\n`,
      ),
      'terraform_data.it',
    );
    expect(it.sensitive).toEqual(['/input']);
  });

  test('is kept through names, modules and JSON', () => {
    const resolved = resolveFolder({
      'main.tf': `${ISSUER}module "m" {\n  source = "./m"\n  doc = { c = { "\${local.issuer}:aud" = ["x"] } }\n}\n`,
      'm/main.tf': 'variable "doc" {}\nresource "terraform_data" "it" {\n  input = jsonencode(var.doc)\n}\n',
      'more.tf.json': JSON.stringify({
        resource: {
          terraform_data: { json: { input: '${jsonencode({ c = { "${local.issuer}:aud" = ["x"] } })}' } },
        },
      }),
    });
    for (const address of ['module.m.terraform_data.it', 'terraform_data.json']) {
      expect(instance(resolved, address).values['input'], address).toMatchObject({
        $parts: ['{"c":{"', {}, ':aud":["x"]}}'],
      });
    }
  });
});

test('what is converted is not written as it was before', () => {
  const text = `jsonencode(tomap({ "\${local.issuer}:n" = 1, x = "2" }))`;
  expect(JSON.stringify(evaluateText(text, ISSUER).value)).not.toContain(':1');
  const marked = new ObjectBuilder();
  marked.add(unknown(STRING, 'open'), withMarks(string('hush'), SENSITIVE));
  expect(JSON.stringify(marked.finish())).not.toContain('hush');
});
