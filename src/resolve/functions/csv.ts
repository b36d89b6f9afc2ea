import { FunctionError } from './specification.ts';

/** The records of CSV text (RFC 4180, as Go's `encoding/csv` reads it): blank lines count for nothing, all records have as many fields. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const reader = new CsvReader(text.replaceAll('\r\n', '\n'));
  const records: (readonly string[])[] = [];
  for (let record = reader.record(); record !== undefined; record = reader.record()) {
    const [first = record] = records;
    if (record.length !== first.length)
      throw new FunctionError(`line ${reader.line} has ${record.length} fields, not ${first.length}`);
    records.push(record);
  }
  return records;
}

class CsvReader {
  line = 0;
  #at = 0;

  constructor(readonly text: string) {}

  record(): readonly string[] | undefined {
    while (this.text.charAt(this.#at) === '\n') this.#skipLine();
    if (this.#at >= this.text.length) return undefined;
    this.line += 1;
    const fields: string[] = [];
    for (;;) {
      fields.push(this.text.charAt(this.#at) === '"' ? this.#quoted() : this.#bare());
      const end = this.text.charAt(this.#at);
      this.#at += 1;
      if (end !== ',') return fields;
    }
  }

  #skipLine(): void {
    this.#at += 1;
    this.line += 1;
  }

  #bare(): string {
    const [field = ''] = [this.text.slice(this.#at, fieldEnd(this.text, this.#at))];
    if (field.includes('"')) throw new FunctionError(`line ${this.line} has a quote in a field without quotes`);
    this.#at += field.length;
    return field;
  }

  #quoted(): string {
    let field = '';
    this.#at += 1;
    for (;;) {
      const end = this.text.indexOf('"', this.#at);
      if (end < 0) throw new FunctionError(`line ${this.line} has a quote that is not closed`);
      field += this.text.slice(this.#at, end);
      this.#at = end + 1;
      if (this.text.charAt(this.#at) !== '"') break;
      field += '"';
      this.#at += 1;
    }
    const next = this.text.charAt(this.#at);
    if (next !== ',' && next !== '\n' && next !== '')
      throw new FunctionError(`line ${this.line} goes on after a closing quote`);
    return field;
  }
}

function fieldEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  const line = text.indexOf('\n', from);
  const ends = [comma, line].filter((end) => end >= 0);
  return Math.min(text.length, ...ends);
}
