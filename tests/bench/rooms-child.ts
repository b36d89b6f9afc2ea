/**
 * One cold run over a path, in a process of its own: what each room takes, and the memory beyond what the idle process has. Prints
 * JSON. The floor is what no reader can do without: all bytes read, and each looked at once (HCL) or parsed by `JSON.parse`.
 *
 * usage: rooms-child.ts PATH reader|all
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { assess } from '../../src/assess.ts';
import { diskFiles, loadBundles, loadSettings } from '../../src/gate/index.ts';
import { readConfiguration } from '../../src/ingest/index.ts';
import { renderJson, renderSarif, renderText } from '../../src/report/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';

export interface Lap {
  readonly wall: number;
  readonly cpu: number;
}

export interface RoomTimes {
  readonly bytes: number;
  readonly instances: number;
  readonly findings: number;
  readonly laps: Readonly<Record<string, Lap>>;
  /** Bytes at the peak of reading, resolving and judging, without those of the idle process. */
  readonly memory: number;
}

const [, , path = '.', upTo = 'all'] = process.argv;

process.stdout.write(JSON.stringify(run()));

function run(): RoomTimes {
  const folder = dirname(path);
  const settings = loadSettings({ file: undefined, folder });
  const bundles = upTo === 'all' ? loadBundles([], folder) : [];
  const idle = process.resourceUsage().maxRSS;
  const laps: Record<string, Lap> = {};
  let [wall, cpu] = [performance.now(), cpuTime()];
  const lap = (room: string): void => {
    const [nowWall, nowCpu] = [performance.now(), cpuTime()];
    laps[room] = { wall: nowWall - wall, cpu: nowCpu - cpu };
    [wall, cpu] = [performance.now(), cpuTime()];
  };
  const files = diskFiles(folder, [path]);
  const configuration = readConfiguration([path], files, {});
  lap('ingest');
  let [instances, findings, memory] = [0, 0, 0];
  if (upTo === 'all') {
    const clock = () => performance.now();
    const onRoom = (room: string): void => lap(room);
    const assessment = assess({ configuration, files, bundles, settings, now: new Date(), clock, onRoom });
    [instances, findings] = [assessment.resources, assessment.findings.length];
    const version = 'bench';
    renderText(assessment, { colour: false, width: 100 });
    lap('report: text');
    memory = process.resourceUsage().maxRSS - idle;
    renderJson(assessment, { version });
    lap('report: json');
    renderSarif(assessment, { version });
    lap('report: sarif');
  } else {
    instances = resolveConfiguration(configuration, { files }).instances.length;
    lap('resolve');
    memory = process.resourceUsage().maxRSS - idle;
  }
  const bytes = floor(path);
  lap('floor');
  return { bytes, instances, findings, laps, memory: memory * 1024 };
}

/** User and system time in milliseconds: other processes do not show in it as they do on the clock. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Reads all files below a path as said above; returns their bytes. */
function floor(at: string): number {
  if (statSync(at).isDirectory()) return readdirSync(at).reduce((sum, name) => sum + floor(join(at, name)), 0);
  const text = readFileSync(at, 'utf8');
  if (at.endsWith('.json')) return text.length + (JSON.parse(text) === undefined ? 1 : 0);
  let lines = 0;
  for (let offset = 0; offset < text.length; offset += 1) if (text.charCodeAt(offset) === 10) lines += 1;
  return lines > 0 ? text.length : 0;
}
