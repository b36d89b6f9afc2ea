import { existsSync } from 'node:fs';
import { StopError } from '../diagnostics/index.ts';
import { findProject, nameOf } from '../gate/index.ts';
import { say, words } from '../model/index.ts';

/**
 * What a command judges: the paths given, `-` for standard input, else what the project synthesized last.
 *
 * @throws StopError when there is no path, and no project or no output
 */
export function inputsOf(paths: readonly string[], folder: string): readonly string[] {
  if (paths.length > 0) return paths.map((path) => (path === '-' ? '/dev/stdin' : path));
  const project = findProject(folder);
  if (project === undefined) {
    throw new StopError(
      'cli/no-project',
      words('no path is given, and there is no cdktf.json here or above'),
      'name folders or files of Terraform, as in `sallyport check .`',
    );
  }
  const output = nameOf(project.output, folder);
  if (existsSync(project.output)) return [output];
  throw new StopError(
    'cli/no-output',
    say`the project has not been synthesized: there is no ${output}`,
    'synthesize it first (`cdktf synth`, or run its app), or name folders or files',
  );
}
