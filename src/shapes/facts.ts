/**
 * The one document that policies see. The types and `policies/schemas/facts.json` come from the definitions below.
 * Every field is always present: empty rather than missing. Changing a shape here changes `version`.
 */
import { type Static, Type } from 'typebox';

const AnswerSchema = Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('unknown')]);

/** A resource instance's id. */
const Id = Type.String();

/** A known scalar, list or map; `{"$ref", "$attribute"}`; or `{"$unknown"}`: see model/value.ts. */
const AnyValue = Type.Unsafe<unknown>({});

/** A step into `values`, so that a reader can be shown the line. */
const PathSchema = Type.Array(Type.Union([Type.String(), Type.Number()]));

/** Points at a value of a resource: what a policy returns as evidence, and what a fact rests on. */
const Step = Type.Object({ resource: Id, path: PathSchema });

/** An answer with what it rests on. For `unknown`, the steps point at the unknown values. */
const Claim = Type.Object({ answer: AnswerSchema, steps: Type.Array(Step) });

/** Tag contract: `zt:zone`, `zt:data-class`, ... A value that is not known is an object. */
const Tags = Type.Record(Type.String(), AnyValue);

export const ResourceSchema = Type.Object({
  id: Id,
  address: Type.String(),
  stack: Type.String(),
  module: Type.String(),
  type: Type.String(),
  name: Type.String(),
  /** `unknown` when `count` or `for_each` is not known: what is wrong with it is undecided, not wrong. */
  exists: AnswerSchema,
  /** Provider `default_tags` merged. */
  tags: Tags,
  /** `yes` when it is known which tags there are (a value that is not known is an object); `unknown` when the whole map or one of its keys is not. */
  tags_known: AnswerSchema,
  /** `zt:zone` of the resource, else of its VPC, else as declared in sallyport.yaml; "" when none; an object when unknown. */
  zone: AnyValue,
  /** `zt:data-class`, the same way. */
  data_class: AnyValue,
  /** Account id, from `allowed_account_ids` or the role that the provider assumes; "" when it is not known. */
  account: Type.String(),
  /** The resource's own, else the provider's; "" when it is not known. */
  region: Type.String(),
  /** Normalised by the provider's schema: nested blocks are lists, types converted, provider defaults filled in. */
  values: Type.Record(Type.String(), AnyValue),
  /** Attributes that the provider's default filled in, in Terraform's notation: `is_enabled`, `metadata_options[0].http_tokens`. */
  defaulted: Type.Array(Type.String()),
  /** Top-level attributes written as a literal, referring to nothing. */
  literal: Type.Array(Type.String()),
  /** Per top-level attribute, the names it refers to. */
  references: Type.Record(Type.String(), Type.Array(Type.String())),
  lifecycle: Type.Record(Type.String(), AnyValue),
});

/** One permission of a security group: an inline `ingress`/`egress` entry or a rule resource of its own. */
const SecurityRule = Type.Object({
  /** The resource it is written in: the group or the rule resource. */
  subject: Id,
  /** The entry inside the subject; `[]` for a rule resource. */
  path: PathSchema,
  /** The group that it belongs to; "" when it cannot be known which. */
  group: Id,
  /** Tags of that group. */
  group_tags: Tags,
  group_tags_known: AnswerSchema,
  /** Zone of that group; an object when the group or its zone is unknown. */
  group_zone: AnyValue,
  exists: AnswerSchema,
  direction: Type.Union([Type.Literal('ingress'), Type.Literal('egress')]),
  /** `tcp`, `udp`, `icmp`, `icmpv6`, an IANA number as text, `all`, or `unknown`. */
  protocol: Type.String(),
  /** Inclusive; for `all` 0 to 65535. Meaningful when `ports_known` is `yes`. ICMP has no ports: 0 to 65535 as well. */
  first_port: Type.Number(),
  last_port: Type.Number(),
  ports_known: AnswerSchema,
  /** Does it speak to public address space at large? See analyse/network/internet.ts for where the line is. */
  internet: Claim,
  /** The blocks that make it so, in CIDR notation. */
  blocks: Type.Array(Type.String()),
});

const Vpc = Type.Object({
  id: Id,
  zone: AnyValue,
  exists: AnswerSchema,
  /** Ids of `aws_default_security_group` that adopt its default group. */
  default_security_groups: Type.Array(Id),
  /** Does an adopted default group deny everything? `no` when none adopts it. */
  default_group_denies_all: Claim,
  /** Flow logs that name this VPC. */
  flow_logs: Type.Array(
    Type.Object({
      id: Id,
      /** Traffic type is ALL. */
      all_traffic: Claim,
      /** A destination is set. */
      has_destination: Claim,
      /** Seconds; -1 when unknown. */
      aggregation_seconds: Type.Number(),
    }),
  ),
  /** `unknown` when some flow log's VPC cannot be resolved, so that it may be this one. */
  maybe_logged: AnswerSchema,
  maybe_logged_by: Type.Array(Step),
  /** Internet gateways and egress-only internet gateways attached to it. */
  gateways: Type.Array(Type.Object({ id: Id, kind: Type.String(), path: PathSchema })),
  maybe_gateway: AnswerSchema,
});

const Subnet = Type.Object({
  id: Id,
  vpc: Id,
  zone: AnyValue,
  /** The VPC has an internet gateway or an egress-only one. */
  vpc_has_gateway: AnswerSchema,
});

/** An internet gateway or egress-only one, and the VPC it is attached to. */
const Gateway = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('internet'), Type.Literal('egress-only')]),
  /** The resource that attaches it: itself or an `aws_internet_gateway_attachment`; "" when nothing does. */
  attached_by: Id,
  vpc: Id,
  /** Zone of the VPC; an object when the VPC or its zone is unknown. */
  zone: AnyValue,
  path: PathSchema,
  /** Do the gateway and what attaches it exist? */
  exists: AnswerSchema,
});

/** An ingress entry of a network ACL that allows, or may: inline or a rule resource of its own. */
const AclEntry = Type.Object({
  /** The ACL or the rule resource. */
  subject: Id,
  /** The entry inside the subject; `[]` for a rule resource. */
  path: PathSchema,
  /** The ACL that it belongs to, where it is of this configuration, else "". */
  acl: Id,
  /** Is it there, and does it allow? */
  exists: AnswerSchema,
  /** As of a security group's rule. */
  protocol: Type.String(),
  first_port: Type.Number(),
  last_port: Type.Number(),
  ports_known: AnswerSchema,
  /** Its blocks that are public address space at large, in CIDR notation. */
  blocks: Type.Array(Type.String()),
  /** What it lets in, in pieces between the ports of entries that come before it and deny. */
  openings: Type.Array(
    Type.Object({
      /** `tcp`, `udp`, ..., `all`; `other` for those that are neither TCP nor UDP. */
      protocol: Type.String(),
      first_port: Type.Number(),
      last_port: Type.Number(),
      ports_known: AnswerSchema,
      /** Is public address space at large among what no entry of a lower number denies? */
      internet: Claim,
    }),
  ),
});

/** An Elastic IP address at an instance or a network interface. */
const ElasticAddress = Type.Object({
  /** What associates it: the address itself or an `aws_eip_association`. */
  subject: Id,
  path: PathSchema,
  /** The instance or network interface, where it is of this configuration, else "". */
  machine: Id,
  /** Zone in which that stands; an object when it or its zone is not known. */
  zone: AnyValue,
  exists: AnswerSchema,
});

const Pattern = Type.Object({
  /**
   * As it stands in the document, placeholders of unknown pieces written `${?}`, or `${account}` and `${partition}` for those that
   * Terraform works in; "" when nothing of it is known.
   */
  text: Type.String(),
  known: AnswerSchema,
});

const Condition = Type.Object({
  /** Base operator in AWS's spelling, without `IfExists`: `StringEquals`, `NotIpAddress`, `Null`. */
  operator: Type.String(),
  qualifier: Type.Union([Type.Literal(''), Type.Literal('ForAllValues'), Type.Literal('ForAnyValue')]),
  if_exists: Type.Boolean(),
  /** Lower case: condition keys are not case-sensitive. */
  key: Type.String(),
  values: Type.Array(Pattern),
});

const Principal = Type.Object({
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for the bare star. */
  type: Type.String(),
  text: Type.String(),
  known: AnswerSchema,
  /** The resource instance that a reference names, else "". */
  resource: Id,
});

const StatementSchema = Type.Object({
  /** Where it stands: the attribute, then the place inside the document, `["policy", "Statement", 0]`. Evidence points at the attribute, which is the value. */
  path: PathSchema,
  sid: Type.String(),
  effect: Type.Union([Type.Literal('Allow'), Type.Literal('Deny'), Type.Literal('unknown')]),
  /** True for `NotAction`; the patterns are then what is left out. */
  not_actions: Type.Boolean(),
  actions: Type.Array(Pattern),
  not_resources: Type.Boolean(),
  resources: Type.Array(Pattern),
  not_principals: Type.Boolean(),
  principals: Type.Array(Principal),
  conditions: Type.Array(Condition),
  /** Does it cover every action there is (`*`, `*:*`, or a `NotAction`)? */
  every_action: AnswerSchema,
  /** The same for resources: `*`, every ARN of a partition, or an Allow with `NotResource`. */
  every_resource: AnswerSchema,
  /** Does its principal element match every AWS principal, anonymous ones included or not? `no` where there is none. */
  anyone: AnswerSchema,
  /** Do its conditions hold only for callers of fixed accounts, organisations, sources or services? With the IAM evaluation of each operator: see analyse/access/narrowing.ts. */
  narrowed: AnswerSchema,
});

const Document = Type.Object({
  /** The resource that carries it. */
  subject: Id,
  /** The attribute: `["policy"]`, `["inline_policy", 0, "policy"]`. */
  path: PathSchema,
  kind: Type.Union([
    Type.Literal('identity'),
    Type.Literal('trust'),
    Type.Literal('resource'),
    Type.Literal('boundary'),
    Type.Literal('organization'),
    Type.Literal('endpoint'),
    Type.Literal('session'),
  ]),
  exists: AnswerSchema,
  /** What it governs: the bucket of a bucket policy, the key of a key policy; the subject itself otherwise; "" when unknown. */
  owner: Id,
  /** `yes`: every statement was read, though strings in them may not be known. `unknown`: a piece not known before apply may hold statements or elements. `no`: not a policy document at all. */
  read: AnswerSchema,
  /** Where it is not known, or why it is no document. */
  because: Type.String(),
  statements: Type.Array(StatementSchema),
});

const FederatedTrust = Type.Object({
  /** The role. */
  subject: Id,
  path: PathSchema,
  sid: Type.String(),
  exists: AnswerSchema,
  /** Host and path of the issuer, without scheme; "" when unknown. */
  issuer: Type.String(),
  /** Is the provider an OIDC one? */
  oidc: AnswerSchema,
  /** Do the conditions pin `<issuer>:aud` to fixed values? */
  audience_pinned: AnswerSchema,
  /** Do they pin `<issuer>:sub`, by a positive operator, without `IfExists` or a vacuous set operator, to values without a wildcard that reaches past the tenant? */
  subject_pinned: AnswerSchema,
  subjects: Type.Array(Pattern),
  /** The values that are too wide. */
  wide_subjects: Type.Array(Type.String()),
});

const Role = Type.Object({
  id: Id,
  zone: AnyValue,
  exists: AnswerSchema,
  /** Service-linked roles cannot be changed. */
  service_linked: AnswerSchema,
  has_boundary: Claim,
  /** Administrator rights, or rights over weights: from what its policies show. */
  privileged: AnswerSchema,
  /** Seconds; -1 when unknown. */
  max_session_seconds: Type.Number(),
});

/** A managed policy, at one identity that it is attached to. */
const Attachment = Type.Object({
  /** The resource that attaches it: an attachment, or the role with `managed_policy_arns`. */
  subject: Id,
  /** Where the ARN of the policy stands. */
  path: PathSchema,
  holder: Type.Union([
    Type.Literal('role'),
    Type.Literal('user'),
    Type.Literal('group'),
    Type.Literal('permission-set'),
  ]),
  /** The identity, where it is of this configuration, else "". */
  owner: Id,
  /** Zone of the identity; an object when it or its zone is not known. */
  zone: AnyValue,
  exists: AnswerSchema,
  /** Is it a policy that AWS manages, and no account can change? */
  aws_managed: AnswerSchema,
  /** Its name, after its path where it has one: `AdministratorAccess`, `job-function/SystemAdministrator`. */
  policy: Pattern,
});

const Key = Type.Object({
  id: Id,
  /** `aws_kms_key`, `aws_kms_external_key`, `aws_kms_replica_key`, `aws_kms_replica_external_key`. */
  type: Type.String(),
  exists: AnswerSchema,
  data_class: AnyValue,
  zone: AnyValue,
  tags: Tags,
  tags_known: AnswerSchema,
  /** Symmetric key for encryption. */
  symmetric: Claim,
  /** Lives in a custom key store of either kind (`custom_key_store_id` or `xks_key_id` is set). */
  in_custom_store: Claim,
  /** The `aws_kms_custom_key_store` it resolves to, else "". */
  custom_store: Id,
  /** The store's type: `AWS_CLOUDHSM`, `EXTERNAL_KEY_STORE`, "" or "unknown". */
  custom_store_type: Type.String(),
  rotation_enabled: Claim,
  /** Days; -1 when unknown. */
  rotation_days: Type.Number(),
  /** Days; -1 when unknown. */
  deletion_window_days: Type.Number(),
});

/** A flag of a bucket or account public-access block. */
const Bucket = Type.Object({
  id: Id,
  exists: AnswerSchema,
  data_class: AnyValue,
  zone: AnyValue,
  tags: Tags,
  tags_known: AnswerSchema,
  public_access: Type.Object({
    /** The satellite, or "". */
    declared_by: Id,
    block_public_acls: Claim,
    block_public_policy: Claim,
    ignore_public_acls: Claim,
    restrict_public_buckets: Claim,
  }),
  /**
   * Satellites whose bucket cannot be resolved, so that they may be this one's: `public_access`, `encryption`, `versioning`,
   * `object_lock`, `ownership` or `policy` -> where. The claims below already allow for them.
   */
  maybe: Type.Record(Type.String(), Type.Array(Step)),
  encryption: Type.Object({
    declared_by: Id,
    /** `AES256`, `aws:kms`, `aws:kms:dsse`, "" for none declared, "unknown". */
    algorithm: Type.String(),
    algorithm_step: Step,
    /** A customer-managed key is named: not absent, not `alias/aws/s3`. */
    customer_key: Claim,
    /** The key instance it resolves to, else "". */
    key: Id,
    key_in_custom_store: AnswerSchema,
    bucket_key: Claim,
  }),
  versioning: Type.Object({ declared_by: Id, enabled: Claim, mfa_delete: Claim }),
  object_lock: Type.Object({
    enabled: Claim,
    declared_by: Id,
    /** `COMPLIANCE`, `GOVERNANCE`, "", "unknown". */
    mode: Type.String(),
    /** Years are 365 days; 0 for none, -1 when unknown. */
    retention_days: Type.Number(),
    steps: Type.Array(Step),
  }),
  transport: Type.Object({
    /** The bucket policy resource, or "". */
    declared_by: Id,
    /** A Deny that covers all principals, every S3 action, the bucket and its objects, for requests without TLS. */
    denies_plaintext: Claim,
    /** The TLS version below which such a Deny refuses, such as "1.2"; "" for none; "unknown". */
    minimum_tls: Type.String(),
  }),
});

const Account = Type.Object({
  /** Stack. */
  stack: Type.String(),
  /** `aws_s3_account_public_access_block` in this stack, or "". */
  public_access_block: Id,
  all_flags: Claim,
});

export const FactsSchema = Type.Object({
  version: Type.Literal(1),
  resources: Type.Record(Type.String(), Type.Array(ResourceSchema)),
  data: Type.Record(Type.String(), Type.Array(ResourceSchema)),
  modules: Type.Array(
    Type.Object({
      id: Id,
      address: Type.String(),
      stack: Type.String(),
      source: AnyValue,
      version: AnyValue,
      read: Type.Boolean(),
    }),
  ),
  estate: Type.Object({
    stacks: Type.Array(
      Type.Object({
        name: Type.String(),
        from: Type.String(),
        /** "" for the local backend by default; "unknown" for a plan or a state, which do not say where the state is kept. */
        backend: Type.String(),
        backend_values: AnyValue,
      }),
    ),
    variables: Type.Array(
      Type.Object({
        id: Id,
        stack: Type.String(),
        name: Type.String(),
        sensitive: Type.Boolean(),
        ephemeral: Type.Boolean(),
        has_default: Type.Boolean(),
      }),
    ),
    accounts: Type.Array(Account),
    /** Account ids that belong to the organisation, as declared in sallyport.yaml. */
    organization_accounts: Type.Array(Type.String()),
    unmodelled: Type.Array(Type.Object({ type: Type.String(), count: Type.Number() })),
  }),
  network: Type.Object({
    rules: Type.Array(SecurityRule),
    vpcs: Type.Array(Vpc),
    subnets: Type.Array(Subnet),
    gateways: Type.Array(Gateway),
    acl_entries: Type.Array(AclEntry),
    elastic_addresses: Type.Array(ElasticAddress),
  }),
  access: Type.Object({
    documents: Type.Array(Document),
    federated: Type.Array(FederatedTrust),
    roles: Type.Array(Role),
    attachments: Type.Array(Attachment),
  }),
  keys: Type.Array(Key),
  buckets: Type.Array(Bucket),
});

export type Facts = Static<typeof FactsSchema>;
export type Resource = Static<typeof ResourceSchema>;
export type ClaimFact = Static<typeof Claim>;
export type StepFact = Static<typeof Step>;
export type SecurityRuleFact = Static<typeof SecurityRule>;
export type VpcFact = Static<typeof Vpc>;
export type SubnetFact = Static<typeof Subnet>;
export type GatewayFact = Static<typeof Gateway>;
export type AclEntryFact = Static<typeof AclEntry>;
export type ElasticAddressFact = Static<typeof ElasticAddress>;
export type StatementFact = Static<typeof StatementSchema>;
export type DocumentFact = Static<typeof Document>;
export type FederatedTrustFact = Static<typeof FederatedTrust>;
export type RoleFact = Static<typeof Role>;
export type AttachmentFact = Static<typeof Attachment>;
export type KeyFact = Static<typeof Key>;
export type BucketFact = Static<typeof Bucket>;
export type AccountFact = Static<typeof Account>;
