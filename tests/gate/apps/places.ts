/** Prints where constructs were created, for creation-places.test.ts; the lines it expects are marked below. */
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { App, Aspects, type IAspect, TerraformStack } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { CreationPlaces } from '../../../src/gate/creation-places.ts';
import { traceCreation } from '../../../src/gate/creation-trace.ts';
import { guardSynthesis } from '../../../src/gate/guard-synthesis.ts';

class Vault extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new S3Bucket(this, 'Bucket'); // line: inside a construct
  }
}

class NamedBucket extends S3Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, { bucket: id }); // line: inside a subclass of a resource
  }
}

class Store extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Vault(this, 'vault');
    for (const name of ['first', 'second']) new NamedBucket(this, name);
    new S3Bucket(this, 'plain'); // line: inside a stack
  }
}

class AddsBucket implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof Store) new S3Bucket(node, 'by-aspect'); // line: inside an aspect
  }
}

const app = new App({ outdir: process.argv[2] ?? '', skipValidation: true });
const early = new TerraformStack(app, 'early');
traceCreation(app);
guardSynthesis(app, () => undefined);
const store = new Store(app, 'store'); // line: outermost
new S3Bucket(early, 'late'); // line: at the top level

function deep(levels: number, build: () => void): void {
  if (levels === 0) build();
  else deep(levels - 1, build);
}
deep(80, () => new S3Bucket(early, 'deep')); // line: under eighty calls
Aspects.of(store).add(new AddsBucket());
const other = new App({ outdir: process.argv[2] ?? '' });
new TerraformStack(other, 'other');
app.synth();

const places = new CreationPlaces(app, process.cwd());
const paths = [
  'store/vault/Bucket',
  'store/first',
  'store/plain',
  'store/by-aspect',
  'early/late',
  'early/deep',
  'early',
  'early/backend',
  'other',
];
const byPath = Object.fromEntries(paths.map((path) => [path, places.ofPath(path) ?? null]));
const byAddress = { plain: places.ofAddress('store', 'aws_s3_bucket.plain["a"]') ?? null };
process.stdout.write(JSON.stringify({ byPath, byAddress, limit: Error.stackTraceLimit }));
