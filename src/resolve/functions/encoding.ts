import { STRING, type Type } from '../cty/type.ts';
import { type Cty, DYNAMIC, list, object, string, unknown } from '../cty/value.ts';
import { base64Bytes, base64Text, utf8Bytes, utf8Text } from './bytes.ts';
import { readCsv } from './csv.ts';
import { textAt } from './read-argument.ts';
import { FunctionError, type Specification } from './specification.ts';

const text = { type: STRING };

function coding(work: (text: string) => string): Specification {
  return { parameters: [text], type: STRING, call: (values) => string(work(textAt(values, 0))) };
}

export const encodingFunctions: Readonly<Record<string, Specification>> = {
  base64encode: coding((value) => base64Text(utf8Bytes(value))),
  base64decode: coding((value) => utf8(base64(value))),
  // The bytes depend on the compressor, which is Go's.
  base64gzip: {
    parameters: [text],
    type: STRING,
    call: () => unknown(STRING, 'what base64gzip gives is worked out when Terraform runs', { notNull: true }),
  },
  urlencode: coding(urlEncode),
  textencodebase64: {
    parameters: [text, text],
    type: STRING,
    call: (values) => encoded(textAt(values, 0), textAt(values, 1)),
  },
  textdecodebase64: {
    parameters: [text, text],
    type: STRING,
    call: (values) => decodedText(base64(textAt(values, 0)), textAt(values, 1)),
  },
  csvdecode: { parameters: [text], type: DYNAMIC, call: (values) => csvDecode(textAt(values, 0)) },
};

function base64(value: string): Uint8Array {
  const bytes = base64Bytes(value);
  if (bytes === undefined) throw new FunctionError('the text is no base64');
  return bytes;
}

/** Go's `url.QueryEscape`: all but letters, digits, `-`, `_`, `.` and `~`; a space is a plus sign. */
function urlEncode(value: string): string {
  const encodedText = encodeURIComponent(value);
  return encodedText
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function encoded(value: string, name: string): Cty {
  const buffer = Buffer.from(value, 'utf16le');
  switch (name.toLowerCase()) {
    case 'utf-8':
      return string(base64Text(utf8Bytes(value)));
    case 'utf-16le':
      return string(base64Text(buffer));
    case 'utf-16be':
      return string(base64Text(buffer.swap16()));
    default:
      return otherEncoding(name);
  }
}

/** Beginnings of the names that IANA gives to character sets, which are too many to be followed. */
const CHARACTER_SETS =
  /^(?:ibm|cp|ccsid|iso|utf|windows|mac|koi|big5|gb|hz|euc|shift_jis|ms_|us-ascii|ascii|latin|l\d|ecma|tis|viscii|hp-|cs[a-z])/i;

/** Throws `FunctionError` for what is the name of no encoding. */
function otherEncoding(name: string): Cty {
  if (!CHARACTER_SETS.test(name)) throw new FunctionError(`there is no encoding ${name}`);
  return unknown(STRING, `the encoding ${name} is not followed here`, { notNull: true });
}

function utf8(bytes: Uint8Array): string {
  const result = utf8Text(bytes);
  if (result === undefined) throw new FunctionError('the decoded bytes are no UTF-8');
  return result;
}

/** What cannot be decoded is an error, and so is the character that stands for it elsewhere. */
function decodedText(bytes: Uint8Array, name: string): Cty {
  const lower = name.toLowerCase();
  if (lower !== 'utf-8' && lower !== 'utf-16le' && lower !== 'utf-16be') return otherEncoding(name);
  const text = new TextDecoder(lower, { ignoreBOM: true }).decode(bytes);
  if (text.includes('\ufffd')) throw new FunctionError(`the bytes are no text in ${name}`);
  return string(text);
}

/** A list of objects, a column an attribute. */
function csvDecode(value: string): Cty {
  const [header, ...rows] = readCsv(value);
  if (header === undefined) throw new FunctionError('the header line is missing');
  if (new Set(header).size < header.length) throw new FunctionError('two columns have the same name');
  const type: Type = { kind: 'object', attributes: new Map(header.map((name) => [name, STRING])) };
  const objects = rows.map((row) => object(new Map(header.map((name, column) => [name, string(row[column] ?? '')]))));
  return list(type, objects);
}
