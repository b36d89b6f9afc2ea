export * from './inspection.ts';
export * from './sarif/render-sarif.ts';
export { renderStop } from './text/diagnostic.ts';
export * from './text/render-text.ts';
export * from './to-report.ts';
export { visible } from './visible.ts';
