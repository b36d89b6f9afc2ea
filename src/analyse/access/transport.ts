import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer } from '../../model/index.ts';
import { answerOf, both, every, isReference, opposite, some } from '../../model/index.ts';
import type { BucketFact, StepFact } from '../../shapes/index.ts';
import type { FoundDocument } from './find-documents.ts';
import { valuesOf } from './find-owner.ts';
import { covers, type Glob, globOf, meets } from './glob.ts';
import { type Hole, type PartialText, textOf } from './partial-text.ts';
import { holdForEvery, type Transport } from './request-conditions.ts';
import { coversActions, matchesAnyone } from './scope.ts';
import type { Statement } from './statement.ts';

type BucketTransport = BucketFact['transport'];

/**
 * What each bucket's policy refuses by way of transport. A Deny counts when it names everybody and every S3 action; the
 * bucket and its objects may be denied by one statement or by one each. An Allow that asks for TLS refuses nothing.
 */
export function findTransport(
  estate: Estate,
  documents: readonly FoundDocument[],
): ReadonlyMap<string, BucketTransport> {
  const policies = documents.filter(({ subject }) =>
    ['aws_s3_bucket', 'aws_s3_bucket_policy'].includes(subject.fact.type),
  );
  const homeless = policies.filter(({ owner }) => owner.kind === 'unresolved');
  const own = new Map<EstateResource, FoundDocument[]>();
  for (const policy of policies) {
    if (policy.owner.kind !== 'resource') continue;
    const same = own.get(policy.owner.resource);
    if (same === undefined) own.set(policy.owner.resource, [policy]);
    else same.push(policy);
  }
  return new Map(
    estate
      .ofType('aws_s3_bucket', 'managed')
      .map((bucket) => [bucket.fact.id, transportOf(bucket, own.get(bucket) ?? [], homeless, estate)]),
  );
}

/** A bucket has one policy, so one that has its own is not the bucket of a policy whose bucket is not known. */
function transportOf(
  bucket: EstateResource,
  own: readonly FoundDocument[],
  homeless: readonly FoundDocument[],
  estate: Estate,
): BucketTransport {
  const [declared] = own;
  if (declared !== undefined) {
    const policies = own.map((found) => readPolicy(found, bucket, estate));
    const plaintext = policies.map((policy) => refuses(policy, ''));
    const answer = every(plaintext.map((refusal) => refusal.answer));
    return {
      declared_by: declared.subject.fact.id,
      denies_plaintext: { answer, steps: plaintext.flatMap(({ steps }) => steps) },
      minimum_tls: minimumTls(policies),
    };
  }
  if (homeless.length > mostHomeless) {
    return { declared_by: '', denies_plaintext: { answer: 'unknown', steps: [] }, minimum_tls: 'unknown' };
  }
  const policies = homeless.map((found) => readPolicy(found, bucket, estate));
  const maybe = policies.filter((policy) => refuses(policy, '').answer !== 'no');
  return {
    declared_by: '',
    denies_plaintext: {
      answer: maybe.length > 0 ? 'unknown' : 'no',
      steps: maybe.map(({ found }) => ({ resource: found.subject.fact.id, path: ['bucket'] })),
    },
    minimum_tls: policies.some((policy) => minimumTls([policy]) !== '') ? 'unknown' : '',
  };
}

/** Each is looked at for each bucket without a policy; beyond this many nobody would read why it is unknown. */
const mostHomeless = 64;

const versions = ['1.0', '1.1', '1.2', '1.3'] as const;

/** The oldest version of TLS that is let through, where an older one is not. */
function minimumTls(policies: readonly BucketPolicy[]): string {
  const refused = versions.map((version) => every(policies.map((policy) => refuses(policy, version).answer)));
  const passed = refused.findIndex((answer) => answer !== 'yes');
  if (refused[passed] === 'unknown') return 'unknown';
  if (passed === 0) return '';
  return versions[passed] ?? '1.3';
}

/** A policy as far as one bucket is concerned. */
interface BucketPolicy {
  readonly found: FoundDocument;
  readonly denials: readonly Denial[];
}

/** A statement that may deny everybody every action, on the bucket, on all its objects, or on both. */
interface Denial {
  readonly statement: Statement;
  readonly ofBucket: Answer;
  readonly ofObjects: Answer;
}

function readPolicy(found: FoundDocument, bucket: EstateResource, estate: Estate): BucketPolicy {
  const name = nameOf(bucket, estate);
  const denials = found.document.statements.flatMap((statement): Denial[] => {
    const effect: Answer = statement.effect === 'unknown' ? 'unknown' : answerOf(statement.effect === 'Deny');
    const whole = every([effect, matchesAnyone(statement), coversActions(statement, 's3:?*')]);
    if (whole === 'no') return [];
    const covered = (suffix: string) =>
      some(
        partitionsIn(statement).map((partition) => coversArn(statement, { estate, bucket, name, partition, suffix })),
      );
    return [{ statement, ofBucket: both(whole, covered('')), ofObjects: both(whole, covered('/*')) }];
  });
  return { found, denials };
}

interface Refusal {
  readonly answer: Answer;
  readonly steps: StepFact[];
}

/** Does the policy deny every request of this kind, to the bucket and to all that is in it? */
function refuses({ found, denials }: BucketPolicy, transport: Transport): Refusal {
  const { subject, path, document } = found;
  // A step leads to a value, and the statements stand inside one.
  const steps: StepFact[] = [{ resource: subject.fact.id, path: [...path] }];
  if (document.statements.length === 0) return { answer: document.read === 'unknown' ? 'unknown' : 'no', steps };
  const met = denials.map(({ statement, ofBucket, ofObjects }) => {
    const holds = holdForEvery(statement, transport);
    return { ofBucket: both(holds, ofBucket), ofObjects: both(holds, ofObjects) };
  });
  const denied = both(some(met.map(({ ofBucket }) => ofBucket)), some(met.map(({ ofObjects }) => ofObjects)));
  return { answer: both(subject.fact.exists, denied), steps };
}

interface Target {
  readonly estate: Estate;
  readonly bucket: EstateResource;
  readonly name: Glob;
  readonly partition: string;
  /** "" for the bucket, "/*" for its objects. */
  readonly suffix: string;
}

function coversArn(statement: Statement, target: Target): Answer {
  const wanted = [...arnOf(target), ...globOf([target.suffix])];
  const reading = { variables: statement.variables, readHole: (hole: Hole) => readBucketHole(hole, target) };
  const globs = statement.resources.map((text) => globOf(text, reading));
  if (statement.notResources) return opposite(some(globs.map((glob) => meets(glob, wanted))));
  return some(globs.map((glob) => covers(glob, wanted)));
}

function arnOf({ partition, name }: Target): Glob {
  return [...globOf([`arn:${partition}:s3:::`]), ...name];
}

/** The bucket by its name where that can be spelt, else as one string of its own. */
function nameOf(bucket: EstateResource, estate: Estate): Glob {
  const text: PartialText = textOf(valuesOf(bucket)['bucket'], estate) ?? [];
  const spelt = text.length > 0 && text.every((piece) => typeof piece === 'string' || piece.fixed);
  return spelt ? globOf(text) : [{ kind: 'fixed', name: bucket.fact.id }];
}

/** References to this bucket are its name or ARN, those to another bucket are of none we can spell. */
function readBucketHole({ value }: Hole, target: Target): Glob | undefined {
  if (!isReference(value)) return undefined;
  const resource = target.estate.resources.get(value.$ref);
  if (resource?.fact.type === 'aws_partition' && value.$attribute === 'partition') return globOf([target.partition]);
  if (resource?.fact.type !== 'aws_s3_bucket' || resource.mode === 'data') return undefined;
  if (!['arn', 'id', 'bucket'].includes(value.$attribute)) return undefined;
  const name: Glob = resource === target.bucket ? target.name : [{ kind: 'stranger', name: value.$ref }];
  return value.$attribute === 'arn' ? arnOf({ ...target, name }) : name;
}

/** The partitions that a bucket of this policy may be in: AWS's own unless a resource says otherwise. */
function partitionsIn({ resources }: Statement): readonly string[] {
  const written = resources.flatMap(([first]) =>
    typeof first === 'string' ? (/^arn:(aws-[a-z-]+):/.exec(first)?.[1] ?? []) : [],
  );
  return [...new Set(['aws', ...written])];
}
