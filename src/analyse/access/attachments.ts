import type { Estate, EstateResource } from '../../aws/index.ts';
import type { Answer, Path, Value } from '../../model/index.ts';
import { both, isList, isUnknown, isUnresolved, valueAt } from '../../model/index.ts';
import type { AttachmentFact } from '../../shapes/index.ts';
import { type FindOwner, type Owner, valuesOf } from './find-owner.ts';

type Holder = AttachmentFact['holder'];

/** A managed policy, of AWS or of an account, at whom it is attached to. */
export interface FoundAttachment {
  readonly by: EstateResource;
  /** Where the ARN of the policy stands. */
  readonly path: Path;
  readonly holder: Holder;
  readonly to: Owner;
  readonly exists: Answer;
  readonly arn: Value | undefined;
  /** The policy, where it is one of this run. */
  readonly policy: Owner;
}

const typesOf: Readonly<Record<Holder, readonly string[]>> = {
  role: ['aws_iam_role'],
  user: ['aws_iam_user'],
  group: ['aws_iam_group'],
  'permission-set': ['aws_ssoadmin_permission_set'],
};

/** Resources that attach one policy to one holder, with the attributes that name both. */
const single = [
  { type: 'aws_iam_role_policy_attachment', holder: 'role', to: 'role', policy: 'policy_arn' },
  { type: 'aws_iam_user_policy_attachment', holder: 'user', to: 'user', policy: 'policy_arn' },
  { type: 'aws_iam_group_policy_attachment', holder: 'group', to: 'group', policy: 'policy_arn' },
  {
    type: 'aws_ssoadmin_managed_policy_attachment',
    holder: 'permission-set',
    to: 'permission_set_arn',
    policy: 'managed_policy_arn',
  },
] as const;

/** Resources that hold all policies of one holder. */
const exclusive = [
  { type: 'aws_iam_role_policy_attachments_exclusive', holder: 'role', to: 'role_name' },
  { type: 'aws_iam_user_policy_attachments_exclusive', holder: 'user', to: 'user_name' },
  { type: 'aws_iam_group_policy_attachments_exclusive', holder: 'group', to: 'group_name' },
] as const;

/** Lists of `aws_iam_policy_attachment`. */
const lists = [
  { holder: 'role', to: 'roles' },
  { holder: 'user', to: 'users' },
  { holder: 'group', to: 'groups' },
] as const;

/** Every managed policy that is attached to an identity, however that is written. */
export function findAttachments(estate: Estate, findOwner: FindOwner): FoundAttachment[] {
  const all = (type: string) => estate.ofType(type, 'managed');
  const named = (by: EstateResource, place: Path, holder: Holder) => findOwner(by, place, typesOf[holder]);
  const attach = (by: EstateResource, path: Path, holder: Holder, to: Owner): FoundAttachment => ({
    by,
    path,
    holder,
    to,
    exists: by.fact.exists,
    arn: valueAt(valuesOf(by), path),
    policy: findOwner(by, path, ['aws_iam_policy']),
  });
  return [
    ...single.flatMap(({ type, holder, to, policy }) =>
      all(type).map((by) => attach(by, [policy], holder, named(by, [to], holder))),
    ),
    ...all('aws_iam_policy_attachment').flatMap((by) =>
      lists.flatMap(({ holder, to }) =>
        placesOf(by, to).map((place) => ({
          ...attach(by, ['policy_arn'], holder, named(by, place, holder)),
          // A list that is not known may be empty.
          exists: both(by.fact.exists, place.length === 1 ? 'unknown' : 'yes'),
        })),
      ),
    ),
    ...exclusive.flatMap(({ type, holder, to }) =>
      all(type).flatMap((by) =>
        placesOf(by, 'policy_arns').map((path) => attach(by, path, holder, named(by, [to], holder))),
      ),
    ),
    ...all('aws_iam_role').flatMap((by) =>
      placesOf(by, 'managed_policy_arns').map((path) => attach(by, path, 'role', { kind: 'resource', resource: by })),
    ),
  ];
}

/** The items of a list attribute, or the attribute itself where the list is not known. */
function placesOf(resource: EstateResource, attribute: string): (string | number)[][] {
  const value = valuesOf(resource)[attribute];
  if (isList(value)) return value.map((_, index) => [attribute, index]);
  return isUnresolved(value) ? [[attribute]] : [];
}

export function describeAttachment({ by, path, holder, to, exists, arn, policy }: FoundAttachment): AttachmentFact {
  return {
    subject: by.fact.id,
    path: [...path],
    holder,
    owner: to.kind === 'resource' ? to.resource.fact.id : '',
    zone: zoneOf(holder, to),
    exists,
    ...describePolicy(arn, policy),
  };
}

function zoneOf(holder: Holder, to: Owner): unknown {
  if (to.kind === 'resource') return to.resource.fact.zone;
  return to.kind === 'none' ? '' : { $unknown: `the ${holder} is not in this configuration, or not known` };
}

type PolicyName = Pick<AttachmentFact, 'aws_managed' | 'policy'>;

function describePolicy(arn: Value | undefined, policy: Owner): PolicyName {
  if (policy.kind !== 'resource') return readArn(arn);
  const { name, path_prefix, arn: given } = valuesOf(policy.resource);
  if (policy.resource.mode === 'managed') return { aws_managed: 'no', policy: nameOf(name) };
  if (typeof name !== 'string') return readArn(given ?? policyOfUnknown);
  // A data source by name finds the one policy of that name, and AWS's own are in every account.
  const ofAws = isAdministrator(name) && (path_prefix === undefined || path_prefix === null);
  return { aws_managed: ofAws ? 'yes' : 'unknown', policy: nameOf(name) };
}

const policyOfUnknown: Value = { $unknown: 'the policy is not known' };

/** AWS-managed policies that make an administrator, or let one make oneself one (AWS managed policy reference). */
export function isAdministrator(name: string): boolean {
  return /^(AdministratorAccess|IAMFullAccess|PowerUserAccess)$/.test(name);
}

/** The account of the policies that AWS manages is `aws`, and nobody else's (IAM user guide, "IAM ARNs"). */
function readArn(arn: Value | undefined): PolicyName {
  const text = shown(arn);
  const [, account, name] = /^arn:[^:]*:iam::([^:]*):policy\/(.*)$/.exec(text) ?? [];
  if (account !== undefined && name !== undefined) {
    return { aws_managed: isOfAws(account), policy: { text: name, known: knownIn(name) } };
  }
  if (knownIn(text) === 'yes') return { aws_managed: 'no', policy: { text, known: 'yes' } };
  // A name has no slash but those of its path, and the path may be in what is not known.
  const last = text.includes('/') ? text.slice(text.lastIndexOf('/') + 1) : '';
  return { aws_managed: 'unknown', policy: { text: last, known: last === '' ? 'unknown' : knownIn(last) } };
}

function isOfAws(account: string): Answer {
  if (account === 'aws') return 'yes';
  return knownIn(account) === 'yes' ? 'no' : 'unknown';
}

function nameOf(name: Value | undefined): AttachmentFact['policy'] {
  const text = shown(name);
  return text === placeholder ? { text: '', known: 'unknown' } : { text, known: knownIn(text) };
}

const placeholder = `\${?}`;

/** With placeholders for what is not known; "" where nothing is set. */
function shown(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (!isUnresolved(value)) return '';
  const parts = isUnknown(value) ? (value.$parts ?? [value]) : [value];
  return parts.map((part) => (typeof part === 'string' ? part : placeholder)).join('');
}

function knownIn(text: string): Answer {
  return text.includes(placeholder) ? 'unknown' : 'yes';
}
