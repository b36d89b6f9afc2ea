import type { Module, SourceStack } from '../../ingest/index.ts';
import { STRING } from '../cty/type.ts';
import { type Cty, string, unknown } from '../cty/value.ts';
import type { World } from '../evaluate/world.ts';
import { ModuleScope } from './module-scope.ts';
import { relativePath } from './relative-path.ts';
import type { Run } from './run.ts';

/** One root module of a run. */
export class StackRun {
  readonly root: ModuleScope;

  constructor(
    readonly run: Run,
    readonly source: SourceStack,
    readonly world: World,
  ) {
    this.root = new ModuleScope(this, source.module);
  }

  get name(): string {
    return this.source.name;
  }

  /** `terraform.workspace`. */
  get workspace(): Cty {
    const { workspace } = this.source;
    return workspace === undefined
      ? unknown(STRING, 'the workspace is chosen when Terraform runs', { notNull: true })
      : string(workspace);
  }

  /** See `Instance.id`. */
  idOf(address: string): string {
    return this.name === '' ? address : `${this.name}/${address}`;
  }

  /** `path.module`: relative to the root module, in whose folder Terraform runs. */
  pathOf(module: Module): string {
    return relativePath(this.source.module.folder, module.folder);
  }
}
