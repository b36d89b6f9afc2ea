import { infinity, parseDecimal } from '../cty/decimal.ts';
import { bool, type Cty, DYNAMIC, nullOf, number, string } from '../cty/value.ts';
import { normalTimestamp } from './timestamp.ts';

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);
const INFINITE = /^[-+]?\.(inf|Inf|INF)$/;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const HEXADECIMAL = /^0x[0-9a-fA-F]+$/;
const OCTAL = /^0o[0-7]+$/;

/** What a scalar without quotes stands for: the words of YAML 1.1, numbers mostly as in YAML 1.2. `undefined` for not a number. */
export function plainScalar(text: string): Cty | undefined {
  if (NULL.has(text)) return nullOf(DYNAMIC);
  if (TRUE.has(text)) return bool(true);
  if (FALSE.has(text)) return bool(false);
  if (/^\.(nan|NaN|NAN)$/.test(text)) return undefined;
  return plainNumber(text) ?? string(normalTimestamp(text) ?? text);
}

export function plainNumber(text: string): Cty | undefined {
  if (INFINITE.test(text)) return number(infinity(text.startsWith('-') ? -1 : 1));
  const whole = HEXADECIMAL.test(text) || OCTAL.test(text) ? BigInt(text).toString() : undefined;
  const parsed = whole !== undefined || NUMBER.test(text) ? parseDecimal(whole ?? text) : undefined;
  return parsed && number(parsed);
}
