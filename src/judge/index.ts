export type * from './assessment.ts';
export * from './judge.ts';
export { withoutSecrets } from './secrecy.ts';
export { secretsOf } from './secrets.ts';
