/** The words of this room: a bundle that cannot be trusted stops the run, because no policy of it can be. */
import { StopError } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';

const rebuild = 'run `npm run policies` in a clone, or install the package again';

export function damagedBundle(from: string, file: string, why: string, cause?: unknown): StopError {
  return new StopError(
    'decide/bundle-damaged',
    say`the policy bundle ${from} is damaged: ${file} cannot be used because ${why}`,
    rebuild,
    undefined,
    { cause },
  );
}

export function wrongVersion(from: string, version: string): StopError {
  return new StopError(
    'decide/bundle-version',
    say`the policy bundle ${from} has version ${version}; expected 1`,
    'rebuild it with this version of sallyport: `npm run policies`',
  );
}

export function alteredBundle(from: string, file: string, expected: string, found: string): StopError {
  return new StopError(
    'decide/bundle-altered',
    say`the policy bundle ${from} is not as it was built: ${file} has the digest ${found}; its manifest says ${expected}`,
    rebuild,
  );
}

export function staleBundle(from: string, stale: readonly string[]): StopError {
  const shown = stale.slice(0, 3).join(', ');
  const rest = stale.length > 3 ? ` and ${stale.length - 3} more` : '';
  return new StopError(
    'decide/bundle-stale',
    say`the policy bundle ${from} was built from other sources: ${shown}${rest} differ`,
    'run `npm run policies`',
  );
}

export function mismatchedBundle(from: string, left: string, right: string, ids: readonly string[]): StopError {
  return new StopError(
    'decide/bundle-mismatch',
    say`the policy bundle ${from} does not fit together: ${left} and ${right} disagree on ${ids.slice(0, 3).join(', ')}`,
    rebuild,
  );
}

export function wrongAbi(from: string, found: string): StopError {
  return new StopError(
    'decide/bundle-abi',
    say`policy.wasm of the policy bundle ${from} cannot be run: ${found}`,
    'rebuild it with `npm run policies`, which uses the OPA that policies/go.mod pins',
  );
}

export function unknownBuiltIns(from: string, names: readonly string[]): StopError {
  return new StopError(
    'decide/unknown-built-in',
    say`policy.wasm of the policy bundle ${from} needs ${names.join(', ')}, which the WASM does not bring along`,
    'use built-ins that OPA compiles into the WASM (`npm run policies` refuses others), then rebuild it',
  );
}
