/** What a block of Terraform's own may and must contain; what providers define stands in no list. */
export interface Contents {
  /** `undefined` where a provider or a module says which there are. */
  readonly arguments: ReadonlySet<string> | undefined;
  /** One of each row must be there. */
  readonly required: readonly (readonly string[])[];
  /** Nested blocks, with what is in them; `undefined` for what is not looked into. */
  readonly blocks: ReadonlyMap<string, Contents | undefined>;
  /** Arguments that Terraform reads before there is anything to refer to. */
  readonly constant: ReadonlySet<string>;
  /** Blocks that there can be only one of. */
  readonly once: ReadonlySet<string>;
}

interface Written {
  readonly arguments?: readonly string[];
  readonly required?: readonly (readonly string[])[];
  readonly blocks?: Readonly<Record<string, Contents | undefined>>;
  readonly constant?: readonly string[];
  readonly once?: readonly string[];
}

function contents({ arguments: names, required = [], blocks = {}, constant = [], once = [] }: Written): Contents {
  return {
    arguments: names === undefined ? undefined : new Set(names),
    required,
    blocks: new Map(Object.entries(blocks)),
    constant: new Set(constant),
    once: new Set(once),
  };
}

const rule = contents({
  arguments: ['condition', 'error_message'],
  required: [['condition'], ['error_message']],
});

/** `enabled` is OpenTofu's. */
const ofManaged = contents({
  arguments: [
    'create_before_destroy',
    'prevent_destroy',
    'ignore_changes',
    'replace_triggered_by',
    'enabled',
    'destroy',
  ],
  blocks: { precondition: rule, postcondition: rule, action_trigger: undefined },
});

const ofOthers = contents({
  arguments: ['enabled'],
  blocks: { precondition: rule, postcondition: rule },
});

const ofDestruction = contents({ arguments: ['destroy'], constant: ['destroy'] });

const ofCall = contents({ arguments: ['enabled'] });

/** Arguments of resources are the provider's; only what is Terraform's own is looked at. */
function resource(lifecycle: Contents): Contents {
  return contents({ blocks: { lifecycle }, once: ['lifecycle'] });
}

/** By type of block: the union of what Terraform and OpenTofu know. */
export const CONTENTS: ReadonlyMap<string, Contents> = new Map([
  ['resource', resource(ofManaged)],
  ['data', resource(ofOthers)],
  ['ephemeral', resource(ofOthers)],
  [
    'variable',
    contents({
      arguments: ['default', 'type', 'description', 'sensitive', 'nullable', 'ephemeral', 'deprecated', 'const'],
      blocks: { validation: rule },
      constant: ['default', 'description', 'sensitive', 'nullable', 'ephemeral', 'deprecated', 'const'],
    }),
  ],
  [
    'output',
    contents({
      arguments: ['value', 'description', 'sensitive', 'ephemeral', 'depends_on', 'deprecated'],
      required: [['value']],
      blocks: { precondition: rule },
      constant: ['description', 'sensitive', 'ephemeral', 'deprecated'],
    }),
  ],
  ['module', contents({ blocks: { lifecycle: ofCall }, once: ['lifecycle'] })],
  ['locals', contents({})],
  [
    'terraform',
    contents({
      arguments: ['required_version', 'experiments', 'language'],
      blocks: {
        backend: undefined,
        cloud: undefined,
        required_providers: undefined,
        provider_meta: undefined,
        state_store: undefined,
        encryption: undefined,
      },
      constant: ['required_version'],
    }),
  ],
  ['moved', contents({ arguments: ['from', 'to'], required: [['from'], ['to']] })],
  [
    'removed',
    contents({
      arguments: ['from'],
      required: [['from']],
      blocks: { lifecycle: ofDestruction, provisioner: undefined, connection: undefined },
      once: ['lifecycle'],
    }),
  ],
  [
    'import',
    contents({
      arguments: ['to', 'id', 'identity', 'provider', 'for_each'],
      required: [['to'], ['id', 'identity']],
    }),
  ],
  [
    'check',
    contents({ arguments: [], required: [['assert']], blocks: { assert: rule, data: undefined }, once: ['data'] }),
  ],
  ['provider', contents({ constant: ['alias'] })],
]);

/** Names that mean something else in a module call, so that no variable can have them. */
export const RESERVED_VARIABLES: ReadonlySet<string> = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'lifecycle',
  'depends_on',
  'locals',
]);

/** What an override file may not write anew. */
export const NOT_OVERRIDABLE: ReadonlySet<string> = new Set([
  'depends_on',
  'validation',
  'precondition',
  'postcondition',
]);
