/** What CDKTF writes, as `cdktf` 0.21 synthesizes it. */
import { expect, test } from 'vitest';
import { readConfiguration } from '../../src/ingest/index.ts';
import { resolveConfiguration } from '../../src/resolve/index.ts';
import { instance, interpolate, memoryFiles, resolveJson } from './read.ts';

function stack(
  name: string,
  content: object,
  backend: object = { local: { path: `/state/terraform.${name}.tfstate` } },
): string {
  return JSON.stringify({
    '//': { metadata: { stackName: name, version: '0.21.0' } },
    terraform: { backend },
    ...content,
  });
}

function resolveStacks(stacks: Readonly<Record<string, string>>) {
  const manifest = Object.fromEntries(
    Object.keys(stacks).map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
  );
  const files = memoryFiles({
    'cdktf.out/manifest.json': JSON.stringify({ version: '0.21.0', stacks: manifest }),
    ...Object.fromEntries(Object.entries(stacks).map(([name, text]) => [`cdktf.out/stacks/${name}/cdk.tf.json`, text])),
  });
  return resolveConfiguration(readConfiguration(['cdktf.out'], files), { files });
}

const producer = {
  output: {
    arn: { sensitive: true, value: interpolate('aws_s3_bucket.b.arn') },
    name: { sensitive: true, value: interpolate('aws_s3_bucket.b.bucket') },
  },
  resource: { aws_s3_bucket: { b: { bucket: 'one' } } },
};

function consumer(config: object, backend = 'local', name = 'cross-stack-reference-input-producer') {
  return {
    data: { terraform_remote_state: { [name]: { backend, config, workspace: interpolate('terraform.workspace') } } },
    resource: {
      aws_thing: {
        t: {
          arn: `\${data.terraform_remote_state.${name}.outputs.arn}`,
          by_key: `\${data.terraform_remote_state.${name}.outputs["name"]}`,
          missing: `\${data.terraform_remote_state.${name}.outputs.nothing}`,
        },
      },
    },
  };
}

test('a reference to another stack is one to the resource there, by the state that the backend names', () => {
  const resolved = resolveStacks({
    producer: stack('producer', producer),
    consumer: stack('consumer', consumer({ path: '/state/terraform.producer.tfstate' }, 'local', 'other')),
  });
  const thing = instance(resolved, 'aws_thing.t');
  expect(thing.values).toEqual({
    arn: { $ref: 'producer/aws_s3_bucket.b', $attribute: 'arn' },
    by_key: 'one',
    missing: { $unknown: 'stack producer has no output nothing' },
  });
  expect(thing.origins).toEqual({ '/by_key': { $ref: 'producer/aws_s3_bucket.b', $attribute: 'bucket' } });
  expect(thing.sensitive).toEqual([]);
});

test('an S3 backend is matched by bucket and key', () => {
  const s3 = { bucket: 'states', key: 'producer.tfstate', region: 'eu-west-1' };
  const resolved = resolveStacks({
    producer: stack('producer', producer, { s3 }),
    consumer: stack('consumer', consumer({ ...s3, region: 'eu-central-1' }, 's3', 'other')),
  });
  expect(instance(resolved, 'aws_thing.t').values['by_key']).toBe('one');
});

test('what no backend matches is found by the name that CDKTF gives', () => {
  const resolved = resolveStacks({
    producer: stack('producer', producer, { http: { address: 'https://state.example/a' } }),
    consumer: stack('consumer', consumer({ address: 'https://state.example/b' }, 'http')),
  });
  expect(instance(resolved, 'aws_thing.t').values['by_key']).toBe('one');
});

test('a state that no stack of the run keeps is unknown, and the reason names it', () => {
  const resolved = resolveStacks({
    producer: stack('producer', producer),
    consumer: stack('consumer', consumer({ bucket: 'elsewhere', key: 'k' }, 's3', 'other')),
  });
  expect(instance(resolved, 'aws_thing.t').values['arn']).toEqual({
    $unknown: 'no stack of this run keeps its state in the s3 backend (bucket = elsewhere, key = k)',
  });
});

test('stacks that refer to each other in a ring end as unknowns', () => {
  const ring = (self: string, other: string) =>
    stack(self, {
      data: {
        terraform_remote_state: { r: { backend: 'local', config: { path: `/state/terraform.${other}.tfstate` } } },
      },
      output: { o: { value: interpolate('data.terraform_remote_state.r.outputs.o') } },
    });
  const resolved = resolveStacks({ a: ring('a', 'b'), b: ring('b', 'a') });
  expect(resolved.stacks.map(({ outputs }) => outputs['o'])).toEqual([
    expect.objectContaining({ $unknown: expect.any(String) }),
    expect.objectContaining({ $unknown: expect.any(String) }),
  ]);
});

test('plain JSON passes through as it is, keys with a dollar escaped', () => {
  const { values } = instance(
    resolveJson({ resource: { aws_x: { y: { tags: { $ref: 'no', a: [1, true, null] } } } } }),
    'aws_x.y',
  );
  expect(values).toEqual({ tags: { $$ref: 'no', a: [1, true, null] } });
});

test('a policy that is jsonencoded keeps its unknown pieces in order', () => {
  const policy = interpolate(
    `jsonencode({"Statement": [{"Resource": ["${interpolate('aws_s3_bucket.b.arn')}/*", aws_s3_bucket.b.arn], "Sid": null}]})`,
  );
  const resolved = resolveJson({ resource: { aws_s3_bucket: { b: {} }, aws_s3_bucket_policy: { p: { policy } } } });
  const arn = { $ref: 'aws_s3_bucket.b', $attribute: 'arn' };
  expect(instance(resolved, 'aws_s3_bucket_policy.p').values['policy']).toEqual({
    $unknown: 'aws_s3_bucket.b.arn is known only after apply',
    $parts: ['{"Statement":[{"Resource":["', arn, '/*","', arn, '"],"Sid":null}]}'],
    $set: true,
  });
});

test('dynamic blocks of JSON become blocks, nested ones too', () => {
  const block = {
    dynamic: {
      rule: {
        for_each: ['a', 'b'],
        iterator: 'it',
        content: {
          name: interpolate('it.value'),
          dynamic: { sub: [{ for_each: [1], content: { n: interpolate('sub.value') } }] },
        },
      },
    },
    rule: { name: 'first' },
  };
  expect(instance(resolveJson({ resource: { aws_x: { y: block } } }), 'aws_x.y').values['rule']).toEqual([
    { name: 'first' },
    { name: 'a', sub: [{ n: 1 }] },
    { name: 'b', sub: [{ n: 1 }] },
  ]);
});

test('dynamic blocks of JSON of an unknown number come after those that are there for certain', () => {
  const dynamic = (forEach: string) => ({
    for_each: interpolate(forEach),
    content: { name: interpolate('rule.value') },
  });
  const resolved = resolveJson({
    variable: { x: {} },
    resource: {
      aws_x: {
        y: { dynamic: [{ rule: [dynamic('var.x'), dynamic('["a"]')] }], rule: { name: 'first' } },
        z: { count: interpolate('length(aws_x.y.rule)') },
        alone: { dynamic: { rule: dynamic('var.x') } },
      },
    },
  });
  const open = { $unknown: 'variable `x` has no value' };
  expect(instance(resolved, 'aws_x.y').values['rule']).toEqual([{ name: 'first' }, { name: 'a' }, open]);
  expect(instance(resolved, 'aws_x.alone').values['rule']).toEqual(open);
  expect(resolved.instances.map(({ address }) => address)).toContain('aws_x.z[*]');
});

test('every value has its place in the file', () => {
  const resolved = resolveJson({ resource: { aws_x: { y: { list: [{ a: interpolate('var.x') }] } } } });
  expect(instance(resolved, 'aws_x.y').locate(['list', 0, 'a'])).toMatchObject({
    file: 'root/main.tf.json',
    line: 1,
    pointer: '/resource/aws_x/y/list/0/a',
  });
});

test('of two apps with a stack of the same name, a stack reads that of its own', () => {
  const app = (arn: string) => ({
    producer: stack('producer', { output: { arn: { value: arn } } }, { remote: {} }),
    consumer: stack('consumer', consumer({}, 'remote'), { remote: {} }),
  });
  const files = memoryFiles(
    Object.fromEntries(
      ['one', 'two'].flatMap((out) =>
        Object.entries(app(`arn-of-${out}`)).map(([name, text]) => [`${out}/stacks/${name}/cdk.tf.json`, text]),
      ),
    ),
  );
  const resolved = resolveConfiguration(readConfiguration(['one', 'two'], files), { files });
  expect(
    resolved.instances.filter(({ type }) => type === 'aws_thing').map(({ id, values }) => [id, values['arn']]),
  ).toEqual([
    ['one/stacks/consumer/aws_thing.t', 'arn-of-one'],
    ['two/stacks/consumer/aws_thing.t', 'arn-of-two'],
  ]);
});
