import type { Location } from '../../model/index.ts';
import type { SourceFile } from '../../syntax/index.ts';
import type { EvaluatedStack, SourceStack } from '../configuration.ts';
import type { Declared, PlannedBlock } from '../pairing/declared-resources.ts';

/** A plan or a state that was read, and which waits for its name and for the source that it was made of. */
export interface PendingPlan {
  readonly kind: 'pending';
  readonly file: SourceFile;
  readonly place: { readonly location: Location };
  readonly declared: Declared<PlannedBlock>;
  readonly build: (name: string, source?: SourceStack) => EvaluatedStack;
}
