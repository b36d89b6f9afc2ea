import { sep } from 'node:path';
import type { Frame, SourcePlace } from '../model/index.ts';
import { addressOf, type CdktfApp, type Construct, descendants, isStack } from './construct-tree.ts';
import { creationStack } from './creation-trace.ts';
import { OriginalPositions } from './original-position.ts';
import { packageRoot } from './package-root.ts';
import { nameOf } from './path-name.ts';
import { readFrames } from './stack-frames.ts';

/** Named so that frames below it can be told: what CDKTF itself adds while synthesizing has no line of the user's. */
const synthFrame = 'synthThroughGate';

const ownFolders = [`${packageRoot}${sep}src${sep}`, `${packageRoot}${sep}dist${sep}`];
const libraryFolder = `${sep}node_modules${sep}`;

/**
 * Finds where the constructs of an app were created. Everything is read on demand: the tree is walked at the first
 * question, and a stack is formatted only for the construct asked about.
 */
export class CreationPlaces {
  readonly #app: CdktfApp;
  readonly #folder: string;
  readonly #positions = new OriginalPositions();
  #index: { readonly byPath: Map<string, Construct>; readonly byAddress: Map<string, Construct> } | undefined;

  /** `folder`: the one that files are named relative to. */
  constructor(app: CdktfApp, folder: string) {
    this.#app = app;
    this.#folder = folder;
  }

  /** By construct path, as it stands in the `//` comment of synthesized JSON. */
  ofPath(path: string): SourcePlace | undefined {
    return this.#placeOf(this.#tree().byPath.get(path));
  }

  /** By stack name and Terraform address: HCL output carries no construct paths. */
  ofAddress(stack: string, address: string): SourcePlace | undefined {
    return this.#placeOf(this.#tree().byAddress.get(`${stack}/${withoutKey(address)}`));
  }

  #placeOf(construct: Construct | undefined): SourcePlace | undefined {
    const stack = construct && creationStack(this.#app, construct);
    if (stack === undefined) return undefined;
    const frames = userFrames(stack, this.#positions);
    const [innermost, outermost] = [frames.at(0), frames.at(-1)];
    if (innermost === undefined || outermost === undefined) return undefined;
    return { innermost: named(innermost, this.#folder), outermost: named(outermost, this.#folder) };
  }

  #tree() {
    if (this.#index !== undefined) return this.#index;
    const byPath = new Map<string, Construct>();
    const byAddress = new Map<string, Construct>();
    for (const construct of descendants(this.#app)) {
      byPath.set(construct.node.path, construct);
      const address = addressOf(construct);
      const stack = address === undefined ? undefined : stackOf(construct);
      if (stack !== undefined) byAddress.set(`${stack}/${address}`, construct);
    }
    this.#index = { byPath, byAddress };
    return this.#index;
  }
}

/** Frames of the user's own code, innermost first: not Node's, not a library's, not this package's. */
export function userFrames(stack: string, positions = new OriginalPositions()): readonly Frame[] {
  const frames = readFrames(stack);
  const synthesis = frames.findIndex(({ callee }) => callee.includes(synthFrame));
  return frames
    .slice(0, synthesis === -1 ? undefined : synthesis)
    .filter(isUsers)
    .map((frame) => positions.of(frame))
    .filter(isUsers)
    .map(({ file, line, column }) => ({ file, line, column }));
}

function isUsers({ file }: Frame): boolean {
  return !file.includes(libraryFolder) && !ownFolders.some((folder) => file.startsWith(folder));
}

function stackOf(construct: Construct): string | undefined {
  const scopes = (construct.node as { readonly scopes?: readonly Construct[] }).scopes ?? [];
  return scopes.findLast(isStack)?.node.id;
}

/** `aws_subnet.a["x"]` and `aws_subnet.a[0]` are instances of the construct `aws_subnet.a`. */
function withoutKey(address: string): string {
  return address.replace(/\[.*$/s, '');
}

function named(frame: Frame, folder: string): Frame {
  return { ...frame, file: nameOf(frame.file, folder) };
}
