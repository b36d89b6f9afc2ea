import { inRanges, PERL, unicodeClass } from './character-class.ts';
import type { PatternText } from './pattern-text.ts';
import { type Assertion, type CharacterTest, PatternError } from './syntax.ts';

export type Escape =
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'class'; readonly matches: CharacterTest }
  | { readonly kind: 'literal'; readonly point: number }
  /** `\Q...\E` */
  | { readonly kind: 'quoted'; readonly points: readonly number[] };

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'text-start',
  z: 'text-end',
  b: 'boundary',
  B: 'no-boundary',
};

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

/** Reads what follows a backslash. Throws `PatternError`. */
export function readEscape(text: PatternText): Escape {
  const quoted = text.match(/^Q(.*?)(?:\\E|$)/s);
  if (quoted !== undefined) {
    return { kind: 'quoted', points: [...(quoted[1] ?? '')].map((letter) => letter.codePointAt(0) ?? 0) };
  }
  const assertion = text.match(/^[AzbB]/);
  const what = assertion && ASSERTIONS[assertion[0]];
  if (what !== undefined) return { kind: 'assert', what };
  return readClassEscape(text) ?? { kind: 'literal', point: readCharacterEscape(text) };
}

/** `\d`, `\pL` and their like. */
export function readClassEscape(text: PatternText): (Escape & { readonly kind: 'class' }) | undefined {
  const perl = text.match(/^[dswDSW]/)?.[0];
  if (perl !== undefined) {
    const test = inRanges(PERL[perl.toLowerCase()] ?? []);
    return { kind: 'class', matches: perl === perl.toLowerCase() ? test : (point) => !test(point) };
  }
  const unicode = text.match(/^([pP])(?:\{([^}]*)\}|(.))/s);
  if (unicode === undefined) return undefined;
  const test = unicodeClass(unicode[2] ?? unicode[3] ?? '');
  return { kind: 'class', matches: unicode[1] === 'p' ? test : (point) => !test(point) };
}

/** One character: a control, an octal or hexadecimal number, or punctuation as it is. */
export function readCharacterEscape(text: PatternText): number {
  const control = text.match(/^[aftnrv]/)?.[0];
  if (control !== undefined) return CONTROLS[control] ?? 0;
  const hexadecimal = text.match(/^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/);
  if (hexadecimal !== undefined) return Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? '', 16);
  const octal = text.match(/^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/);
  if (octal !== undefined) return Number.parseInt(octal[0], 8);
  const punctuation = text.match(/^[!-/:-@[-`{-~]/);
  if (punctuation === undefined) throw new PatternError('a backslash stands before something that it does not escape');
  return punctuation[0].charCodeAt(0);
}
