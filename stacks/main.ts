/** The reference architecture of one environment, through the gate. `cdktf synth` and `cdktf deploy` run this same file. */
import { App } from 'cdktf';
import { sallyport } from '../src/index.ts';
import { buildStacks } from './app.ts';
import { readEnvironment } from './environment.ts';

const environment = process.env['SALLYPORT_ENVIRONMENT'] ?? 'production';
const app = sallyport(new App(), { environment, report: 'full' });
buildStacks(app, readEnvironment(environment));
app.synth();
