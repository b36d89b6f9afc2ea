import type { Failed } from './outcomes.ts';

export const whyFailureCloses = 'a policy that gives no verdict proves nothing, so the gate stays closed';

interface Words {
  /** Ends the sentence "the policy gave no verdict: ...". */
  readonly what: string;
  readonly help: string;
}

const atFault = 'the policy is at fault: test it and compile the bundle again, or take it out of the bundle';
const tooMuch = 'raise `limits.decision_seconds` in sallyport.yaml, or judge fewer stacks in one run';
const bundle = 'compile the bundle again, and load each bundle once';

export const failureWords: Readonly<Record<Failed['failure'], Words>> = {
  trap: { what: 'it trapped', help: atFault },
  memory: { what: 'it ran out of memory', help: 'judge fewer stacks in one run' },
  budget: { what: 'it ran out of time or steps', help: tooMuch },
  'no-result': { what: 'it returned nothing', help: atFault },
  'ill-formed': { what: 'what it returned is no verdict', help: atFault },
  'no-verdict': { what: 'it was not evaluated', help: bundle },
  'two-verdicts': { what: 'its id stands in two bundles', help: bundle },
  'not-in-catalogue': { what: 'the catalogue does not list it', help: bundle },
};
