import type { Json } from '../model/index.ts';
import type { SourceFile } from '../syntax/index.ts';
import type { EvaluatedStack } from './configuration.ts';
import type { Reading } from './reading.ts';

export function evaluatedStack(
  _reading: Reading,
  _file: SourceFile,
  _value: Json,
  _kind: 'plan' | 'state',
  _name: string,
): readonly EvaluatedStack[] {
  throw new Error('being written');
}
