export { renderStop } from './text/diagnostic.ts';
export * from './text/render-text.ts';
export { visible } from './visible.ts';
