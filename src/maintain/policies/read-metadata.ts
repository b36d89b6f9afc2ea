/** METADATA of a package -> `PolicyEntry`. The words of a policy have no other home, so every field must be there and known. */
import { Ajv, type ErrorObject } from 'ajv';
import { Type } from 'typebox';
import { nearest } from '../../diagnostics/index.ts';
import { type PolicyEntry, PolicyEntrySchema } from '../../shapes/catalogue.ts';
import type { Problem } from './problem.ts';
import type { Annotations, Module } from './syntax-tree.ts';

const {
  id: _id,
  title: _title,
  description: _description,
  references: _references,
  ...custom
} = PolicyEntrySchema.properties;
const { formerly, ...required } = custom;

/** `custom:` of a policy's METADATA: the fields of `PolicyEntry` that OPA does not know itself. */
const CustomSchema = Type.Object({ ...required, formerly: Type.Optional(formerly) }, { additionalProperties: false });

const MetadataSchema = Type.Object(
  {
    scope: Type.Literal('package'),
    title: Type.String(),
    description: Type.String(),
    related_resources: Type.Optional(
      Type.Array(
        Type.Object(
          { description: Type.String(), ref: Type.String({ pattern: '^https://' }) },
          { additionalProperties: false },
        ),
      ),
    ),
    schemas: Type.Unknown(),
    custom: CustomSchema,
  },
  { additionalProperties: false },
);

const validate = new Ajv({ allErrors: true, strict: false }).compile(MetadataSchema);
const peers = ['checkov', 'trivy', 'kics'];
const layerPattern = /^L[0-7] \S/;

type Metadata = {
  title: string;
  description: string;
  related_resources?: PolicyEntry['references'];
  custom: Omit<PolicyEntry, 'id' | 'title' | 'description' | 'references' | 'formerly'> & { formerly?: string[] };
};

export function readMetadata(
  module: Module,
  id: string,
): { readonly entry?: PolicyEntry; readonly problems: Problem[] } {
  const found = module.annotations.filter(({ scope }) => scope === 'package');
  const [annotations] = found;
  const problem = (what: string, help?: string): Problem => ({
    file: module.file,
    line: 1,
    rule: 'metadata',
    what,
    ...(help === undefined ? {} : { help }),
  });
  if (annotations === undefined || found.length > 1) {
    return { problems: [problem(`one METADATA block with \`scope: package\` expected, found ${found.length}`)] };
  }
  const { location: _location, ...given } = annotations;
  if (!validate(given)) return { problems: (validate.errors ?? []).map((error) => problem(...explain(error))) };
  const metadata = given as unknown as Metadata;
  const problems = [...usesFactsSchema(annotations), ...wordingOf(metadata)].map((what) => problem(what));
  if (problems.length > 0) return { problems };
  return { entry: entryOf(id, metadata), problems };
}

function entryOf(
  id: string,
  { title, description, related_resources: references, custom: words }: Metadata,
): PolicyEntry {
  return {
    id,
    title,
    description,
    severity: words.severity,
    message: words.message,
    undecided: words.undecided,
    why: words.why,
    help: words.help,
    layer: words.layer,
    controls: words.controls,
    aliases: words.aliases,
    catalogue: words.catalogue,
    waivable: words.waivable,
    formerly: words.formerly ?? [],
    references: references ?? [],
  };
}

/** Without it `opa check --schema` checks nothing. */
export function usesFactsSchema(annotations: Annotations | undefined): string[] {
  const text = JSON.stringify(annotations?.['schemas'] ?? null);
  const names = [...text.matchAll(/"value":"(\w+)"/g)].map(([, name]) => name).join('.');
  return names === 'input.schema.facts'
    ? []
    : ['`schemas: [{input: schema.facts}]` expected, so that types are checked'];
}

function* wordingOf({ title, description, custom: words }: Metadata): Generator<string> {
  for (const [field, text] of Object.entries({ title, description, ...words })) {
    if (typeof text === 'string' && text.trim() === '') yield `\`${field}\` is empty`;
  }
  for (const field of ['message', 'undecided', 'why', 'help'] as const) {
    if (/\.$/.test(words[field]) || words[field].includes('\n')) {
      yield `\`${field}\` is one line without a full stop, lower case: it is a clause in a report`;
    }
  }
  if (!layerPattern.test(words.layer))
    yield `\`layer\` is ${JSON.stringify(words.layer)}; expected such as "L2 network"`;
  if (Object.keys(words.controls).length === 0) yield '`controls` names no framework';
  for (const peer of Object.keys(words.aliases)) {
    if (!peers.includes(peer)) yield `\`aliases\` has ${JSON.stringify(peer)}; expected ${peers.join(', ')}`;
  }
  for (const peer of peers) {
    if (!Object.hasOwn(words.aliases, peer))
      yield `\`aliases\` says nothing of ${peer}; write \`${peer}: []\` where it has no such check`;
  }
}

function explain(error: ErrorObject): [what: string, help?: string] {
  const at = error.instancePath.slice(1).replaceAll('/', '.');
  const where = at === '' ? 'METADATA' : `\`${at}\``;
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required') return [`${where} lacks \`${String(params['missingProperty'])}\``];
  if (error.keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const known = Object.keys(at === 'custom' ? CustomSchema.properties : MetadataSchema.properties);
    const meant = nearest(name, known);
    return [
      `${where} has the unknown field \`${name}\``,
      meant === undefined ? `fields are ${known.join(', ')}` : `did you mean \`${meant}\`?`,
    ];
  }
  if (error.keyword === 'const') return [`${where} is not one of the values allowed`];
  return [`${where} ${error.message ?? 'is not as expected'}`];
}
