import type { Settings } from './settings.ts';

/** Names of the settings file, in the order in which they are looked for, in the app's folder and upward. */
export const settingsNames: readonly string[] = ['sallyport.yaml', 'sallyport.yml'];

/** What is in force where there is no settings file. */
export const defaultSettings: Settings = {
  closeOn: ['critical', 'high', 'medium'],
  waivers: [],
  bundles: [],
  declarations: { zones: [], edges: [], partners: [], organizationAccounts: [] },
  decisionSeconds: 30,
};
