import { expect, test } from 'vitest';
import { decode } from '../../src/syntax/index.ts';

const TEXT = '{"a": "größe 😀"}\n';
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16, little endian, with its mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16, big endian, with its mark', swapped(`\ufeff${TEXT}`)],
  ['UTF-16, little endian, without a mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16, big endian, without a mark', swapped(TEXT)],
])('reads %s', (_encoding, bytes) => {
  expect(decode(bytes)).toEqual({ text: TEXT });
});

test('an empty file is an empty text', () => {
  expect(decode(new Uint8Array())).toEqual({ text: '' });
});

test.each([
  ['Latin-1', Buffer.from('a\nbé', 'latin1'), 'the file is not UTF-8: byte 0xe9 at offset 3 starts no character', 2, 2],
  [
    'a byte that starts nothing',
    Buffer.from([0x61, 0xff]),
    'the file is not UTF-8: byte 0xff at offset 1 starts no character',
    ...[1, 2],
  ],
  [
    'a character cut short',
    Buffer.from([0xf0, 0x9f, 0x98, 0x80, 0x61, 0xe2, 0x82]),
    'the file is not UTF-8: byte 0xe2 at offset 5 starts no character',
    ...[1, 4],
  ],
  [
    'a surrogate in UTF-8',
    Buffer.from([0xed, 0xa0, 0x80]),
    'the file is not UTF-8: byte 0xed at offset 0 starts no character',
    ...[1, 1],
  ],
  [
    'UTF-16 of odd length',
    Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x61]),
    'the file is UTF-16 and ends in the middle of a character',
    ...[1, 2],
  ],
  [
    'half a pair in UTF-16',
    Buffer.from([0xff, 0xfe, 0x0a, 0x00, 0x00, 0xd8]),
    'the file is not valid UTF-16: half a character',
    ...[2, 1],
  ],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'the file is UTF-32; write it as UTF-8', 1, 1],
])('refuses %s, with the place', (_encoding, bytes, why, line, column) => {
  expect(decode(bytes)).toEqual({ why, line, column });
});
