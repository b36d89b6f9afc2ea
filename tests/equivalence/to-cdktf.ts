/** Writes Terraform JSON as CDKTF does when it synthesizes: a manifest, and constructs named in comments. */
import type { Json, JsonObject } from '../../src/model/index.ts';
import { isObject } from './case-resources.ts';

export function toCdktf(stack: JsonObject, name = 'case'): Readonly<Record<string, string>> {
  const synthesizedStackPath = `stacks/${name}/cdk.tf.json`;
  const manifest = {
    version: '0.21.0',
    stacks: {
      [name]: {
        name,
        constructPath: name,
        synthesizedStackPath,
        workingDirectory: `stacks/${name}`,
        annotations: [],
        dependencies: [],
      },
    },
  };
  const written = {
    ...stack,
    '//': { metadata: { backend: 'local', stackName: name, version: '0.21.0' }, outputs: {} },
    ...(stack['resource'] === undefined ? {} : { resource: named(stack['resource'], name) }),
    ...(stack['data'] === undefined ? {} : { data: named(stack['data'], name) }),
  };
  return {
    'cdktf.out/manifest.json': JSON.stringify(manifest),
    [`cdktf.out/${synthesizedStackPath}`]: JSON.stringify(written, null, 2),
  };
}

function named(types: Json, stack: string): Json {
  return mapMembers(types, (resources) =>
    mapMembers(resources, (body, name) =>
      isObject(body) ? { ...body, '//': { metadata: { path: `${stack}/${name}`, uniqueId: name } } } : body,
    ),
  );
}

function mapMembers(json: Json, change: (member: Json, name: string) => Json): Json {
  return isObject(json)
    ? Object.fromEntries(Object.entries(json).map(([key, member]) => [key, change(member, key)]))
    : json;
}
