/** Who may do what: policy documents and what rests on them, each with answers. */
export * from './analyse-access.ts';
