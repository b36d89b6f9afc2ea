export { buildEstate } from './build-estate.ts';
export type * from './estate.ts';
export { isSecretAttribute } from './secret-attributes.ts';
