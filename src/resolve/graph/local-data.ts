/**
 * Data sources that say nothing of the world outside of the configuration: a template rendered, a file read (documentation of the
 * providers hashicorp/template and hashicorp/local). Terraform reads them while it plans.
 */
import { writtenValue } from '../body/written-value.ts';
import { ConversionError, convert } from '../cty/convert.ts';
import { mapOf, STRING } from '../cty/type.ts';
import { type Cty, EMPTY_OBJECT, nullOf, string } from '../cty/value.ts';
import { EvaluationError } from '../evaluate/context.ts';
import { renderTemplate } from '../evaluate/template-function.ts';
import { findFunction } from '../functions/index.ts';
import { FunctionError } from '../functions/specification.ts';
import type { ModuleScope } from './module-scope.ts';
import type { ResourceInstance } from './resource-instance.ts';

/** Attributes of `local_file`, by the function that gives the same. */
const ofFile: Readonly<Record<string, string>> = {
  content: 'file',
  content_base64: 'filebase64',
  content_md5: 'filemd5',
  content_sha1: 'filesha1',
  content_sha256: 'filesha256',
  content_sha512: 'filesha512',
  content_base64sha256: 'filebase64sha256',
  content_base64sha512: 'filebase64sha512',
};

/** `undefined` for an attribute that is none of these, or that cannot be worked out: it is known after apply then. */
export function localData(
  instance: ResourceInstance,
  scope: ModuleScope,
): ((name: string) => Cty | undefined) | undefined {
  const { type } = instance.block;
  if (type === 'template_file')
    return (name) => (name === 'rendered' ? attempt(() => rendered(instance, scope)) : undefined);
  if (type !== 'local_file') return undefined;
  return (name) => (Object.hasOwn(ofFile, name) ? attempt(() => contentOf(instance, scope, ofFile[name])) : undefined);
}

/** What is wrong with it the provider says. */
function attempt(work: () => Cty | undefined): Cty | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ConversionError || error instanceof FunctionError)
      return undefined;
    throw error;
  }
}

function argumentOf(instance: ResourceInstance, name: string): Cty {
  const written = instance.written.get(name);
  return written === undefined ? nullOf(STRING) : writtenValue(written);
}

/** The variables are strings. */
function rendered(instance: ResourceInstance, scope: ModuleScope): Cty | undefined {
  const template = convert(argumentOf(instance, 'template'), STRING);
  if (template.kind !== 'string') return undefined;
  const vars = argumentOf(instance, 'vars');
  const variables = convert(vars.kind === 'null' ? EMPTY_OBJECT : vars, mapOf(STRING));
  const context = scope.context(instance.block.body.file);
  const text = renderTemplate(template, variables, context);
  return context.troubles.length > 0 ? undefined : convert(text, STRING);
}

/** A file that is not there yet, or that something else must write first, is known later. */
function contentOf(instance: ResourceInstance, scope: ModuleScope, name = ''): Cty | undefined {
  const { body } = instance.block;
  const path = convert(argumentOf(instance, 'filename'), STRING);
  const read = findFunction(name);
  if (path.kind !== 'string' || read === undefined || body.attributes.has('depends_on')) return undefined;
  const context = scope.context(body.file);
  const content = attempt(() => read.call([string(path.value)], STRING, context.world));
  const span = body.attributes.get('filename')?.value.span ?? body.span;
  for (const message of context.world.takeNotices())
    context.notices.push({ message, file: body.file, span, isFile: true });
  scope.finish(context);
  return content;
}
