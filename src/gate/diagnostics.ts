import { diagnostic } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';

const why = 'a finding about them names the synthesized file and no line of the program';

export const createdBefore = diagnostic('gate/created-before', {
  severity: 'note',
  what: (count: number) => say`${count} constructs were in the app before sallyport() was called`,
  why,
  help: 'attach the gate where the app is made: `const app = sallyport(new App())`',
});

export const untraceable = diagnostic('gate/untraceable', {
  severity: 'note',
  what: () => 'this version of constructs does not let the gate see where constructs are created',
  why,
  help: 'use constructs 10.4 or later',
});
