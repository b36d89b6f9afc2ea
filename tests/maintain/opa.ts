import { resolve } from 'node:path';
import { findOpa, type Opa } from '../../src/maintain/policies/find-opa.ts';

export const policiesFolder: string = resolve(import.meta.dirname, '..', '..', 'policies');

/** `undefined` where there is none; a test that needs it says so in its name and is skipped. Nothing is downloaded for it. */
export const opa: Opa | undefined = findOpa(policiesFolder, false);

/** For the name of a test. */
export const needsOpa: string = opa === undefined ? '(skipped: no OPA)' : '';
