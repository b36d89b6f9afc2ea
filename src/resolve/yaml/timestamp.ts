const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?(?:(Z)|([-+]\d\d:\d\d))?)?$/;

/** A date of YAML 1.1 in RFC 3339, without fractions of a second; `undefined` for what is none. */
export function normalTimestamp(text: string): string | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '0', minute = '0', second = '0', , offset] = match;
  const fields = [month, day, hour, minute, second].map((field) => field.padStart(2, '0'));
  const [mo = '', d = '', h = '', mi = '', s = ''] = fields;
  const date = new Date(`${year}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(d)) return undefined;
  return `${year}-${mo}-${d}T${h}:${mi}:${s}${offset === undefined || offset === '+00:00' ? 'Z' : offset}`;
}
