import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Value } from '../../model/index.ts';
import { answerOf, both, either, isUnknown, some } from '../../model/index.ts';
import type { ClaimFact, RoleFact } from '../../shapes/index.ts';
import { type FoundAttachment, isAdministrator } from './attachments.ts';
import type { FoundDocument } from './find-documents.ts';
import { type Owner, valuesOf } from './find-owner.ts';
import { coversActions, coversEveryAction, coversEveryResource } from './scope.ts';

/** Roles with what bounds them and how far they reach. */
export function findRoles(
  estate: Estate,
  documents: readonly FoundDocument[],
  attachments: readonly FoundAttachment[],
): RoleFact[] {
  const own = new Map<EstateResource, Answer[]>();
  /** Of grants to a role that cannot be told. */
  let somebodys: Answer = 'no';
  for (const { to, privileged } of findGrants(documents, attachments)) {
    if (to.kind === 'unresolved') somebodys = either(somebodys, privileged);
    if (to.kind !== 'resource') continue;
    const answers = own.get(to.resource);
    if (answers === undefined) own.set(to.resource, [privileged]);
    else answers.push(privileged);
  }
  return estate.ofType('aws_iam_role', 'managed').map((one) => {
    const { id, zone, exists } = one.fact;
    const values = valuesOf(one);
    return {
      id,
      zone,
      exists,
      service_linked: isServiceLinked(values['path']),
      has_boundary: hasBoundary(one),
      privileged: some([isOverWeights(one), ...(own.get(one) ?? []), both('unknown', somebodys)]),
      max_session_seconds: sessionSeconds(values['max_session_duration']),
    };
  });
}

/** AWS makes the path of service-linked roles, and refuses it to others (IAM user guide, "Service-linked roles"). */
function isServiceLinked(path: Value | undefined): Answer {
  if (path === undefined || path === null) return 'no';
  if (typeof path === 'string') return answerOf(path.startsWith('/aws-service-role/'));
  return 'unknown';
}

function hasBoundary(one: EstateResource): ClaimFact {
  const value = valuesOf(one)['permissions_boundary'];
  const steps = [{ resource: one.fact.id, path: ['permissions_boundary'] }];
  if (value === undefined || value === null || value === '') return { answer: 'no', steps: [] };
  const open = isUnknown(value) && value.$set !== true && value.$parts === undefined;
  return { answer: open ? 'unknown' : 'yes', steps };
}

/** An hour unless the role says otherwise (IAM API reference, CreateRole, `MaxSessionDuration`). */
function sessionSeconds(value: Value | undefined): number {
  if (value === undefined || value === null) return 3600;
  const seconds = typeof value === 'string' ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : -1;
}

/** The tag contract: a role of the weights zone, or of the class of data that weights are. */
function isOverWeights({ fact }: EstateResource): Answer {
  return some([isOneOf(fact.zone, ['weights']), isOneOf(fact.data_class, ['weights', 'checkpoint'])]);
}

function isOneOf(value: unknown, wanted: readonly string[]): Answer {
  if (typeof value === 'object' && value !== null) return 'unknown';
  return answerOf(typeof value === 'string' && wanted.includes(value));
}

/** A policy that some role has, or may have, and whether it makes an administrator. */
interface Grant {
  readonly to: Owner;
  readonly privileged: Answer;
}

function findGrants(documents: readonly FoundDocument[], attachments: readonly FoundAttachment[]): Grant[] {
  const managed = new Map<string, Answer>();
  for (const { subject, document } of documents) {
    if (subject.fact.type === 'aws_iam_policy') managed.set(subject.fact.id, grantsAll(document));
  }
  const inline = documents
    .filter(
      ({ kind, subject }) => kind === 'identity' && ['aws_iam_role', 'aws_iam_role_policy'].includes(subject.fact.type),
    )
    .map(({ owner, document, subject }) => ({ to: owner, privileged: both(subject.fact.exists, grantsAll(document)) }));
  const attached = attachments
    .filter(({ holder }) => holder === 'role')
    .map(({ to, exists, arn, policy }) => ({ to, privileged: both(exists, policyGrantsAll(arn, policy, managed)) }));
  return [...inline, ...attached];
}

function policyGrantsAll(arn: Value | undefined, found: Owner, managed: ReadonlyMap<string, Answer>): Answer {
  if (found.kind !== 'resource') return arnGrantsAll(arn);
  const { fact, mode } = found.resource;
  if (mode === 'managed') return managed.get(fact.id) ?? 'unknown';
  const { name, arn: given } = valuesOf(found.resource);
  if (typeof name === 'string' && isAdministrator(name)) return 'yes';
  return given === undefined || given === null ? 'unknown' : arnGrantsAll(given);
}

/** By the ARN alone: AWS's own policies are known, those of an account are not. */
function arnGrantsAll(arn: Value | undefined): Answer {
  if (arn === undefined || arn === null || arn === '') return 'no';
  // What is not known in an ARN of AWS's is the partition.
  const end = typeof arn === 'string' ? arn : isUnknown(arn) ? arn.$parts?.at(-1) : undefined;
  const name = typeof end === 'string' ? /:iam::aws:policy\/(.+)$/.exec(end)?.[1] : undefined;
  return answerOf(name === undefined ? undefined : isAdministrator(name));
}

/** Does one of its statements allow every action, or every action of IAM, on everything? Conditions are not looked at: they bound when, not what. */
function grantsAll({ read, statements }: FoundDocument['document']): Answer {
  if (read === 'unknown' && statements.length === 0) return 'unknown';
  return some(
    statements.map((statement) => {
      const effect = statement.effect === 'unknown' ? 'unknown' : answerOf(statement.effect === 'Allow');
      const actions = both(effect, some([coversEveryAction(statement), coversActions(statement, 'iam:?*')]));
      return actions === 'no' ? 'no' : both(actions, coversEveryResource(statement));
    }),
  );
}
