import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../../src/model/index.ts';
import { cell, cellSize } from './cell.ts';

/** Writes an estate in Terraform's JSON syntax, all of it in one file, indented as CDKTF does; returns how many instances there are. */
export function writeJson(folder: string, resources: number): number {
  const cells = Math.ceil(resources / cellSize);
  const blocks: Record<'managed' | 'data', Record<string, Record<string, Json>>> = { managed: {}, data: {} };
  for (let n = 0; n < cells; n += 1) {
    for (const { mode, type, name, body } of cell(String(n), `_${n}`)) {
      const ofType = blocks[mode][type] ?? {};
      ofType[name] = body;
      blocks[mode][type] = ofType;
    }
  }
  mkdirSync(folder, { recursive: true });
  const provider = { aws: [{ region: 'us-east-1', default_tags: [{ tags: { 'zt:owner': 'bench' } }] }] };
  const whole = { provider, resource: blocks.managed, data: blocks.data };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(whole, null, 2));
  return cells * cellSize;
}
