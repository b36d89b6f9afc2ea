export * from './compose-facts.ts';
