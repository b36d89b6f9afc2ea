const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes; `undefined` when they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Standard base64 with padding, line breaks left out as Go does; `undefined` for what is none. */
export function base64Bytes(text: string): Uint8Array | undefined {
  const bare = text.replace(/[\r\n]/g, '');
  return BASE64.test(bare) ? new Uint8Array(Buffer.from(bare, 'base64')) : undefined;
}

export function base64Text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
