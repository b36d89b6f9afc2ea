/** `sallyport.yaml` and the waiver file. The JSON Schemas that editors and ajv use are written from here. */
import { type Static, Type } from 'typebox';
import { SeveritySchema } from './catalogue.ts';

const closed = { additionalProperties: false } as const;

const GateSchema = Type.Object(
  {
    close_on: Type.Optional(
      Type.Array(SeveritySchema, {
        description: 'Severities of a failed policy that close the gate. Default: critical, high, medium.',
        uniqueItems: true,
      }),
    ),
    undecided: Type.Optional(
      Type.Union([Type.Literal('report'), Type.Literal('close')], {
        description: 'What an undecided subject does. Default: report at synth, close on a plan.',
      }),
    ),
  },
  closed,
);

/** Says which resources a declaration is about: every field given must match. */
const MatchSchema = Type.Object(
  {
    stack: Type.Optional(Type.String({ description: 'Name of the stack; `*` stands for any run of characters.' })),
    address: Type.Optional(Type.String({ description: 'Terraform address; `*` stands for any run of characters.' })),
  },
  { ...closed, minProperties: 1 },
);

export const SettingsSchema = Type.Object(
  {
    version: Type.Literal(1),
    environment: Type.Optional(
      Type.String({ description: 'Environment in force unless `--environment` names another.' }),
    ),
    gate: Type.Optional(GateSchema),
    environments: Type.Optional(
      Type.Record(Type.String(), GateSchema, { description: 'What differs in one environment.' }),
    ),
    waivers: Type.Optional(Type.String({ description: 'Path of the waiver file, relative to this file.' })),
    policies: Type.Optional(
      Type.Array(Type.String(), { description: 'Folders of further compiled bundles, relative to this file.' }),
    ),
    zones: Type.Optional(
      Type.Array(Type.Object({ match: MatchSchema, zone: Type.String() }, closed), {
        description: 'Zones of resources that carry no `zt:zone` tag. A tag always wins.',
      }),
    ),
    edges: Type.Optional(
      Type.Array(Type.Object({ match: MatchSchema, reason: Type.String({ minLength: 10 }) }, closed), {
        description: 'Security groups that are a declared public edge, as `zt:edge = "public"` says.',
      }),
    ),
    partners: Type.Optional(
      Type.Array(Type.Object({ cidr: Type.String(), name: Type.String({ minLength: 1 }) }, closed), {
        description: 'Public address blocks of known partners: not the internet at large, however wide.',
      }),
    ),
    organization: Type.Optional(
      Type.Object(
        {
          accounts: Type.Array(Type.String({ pattern: '^[0-9]{12}$' }), {
            description: 'Accounts of the organisation.',
          }),
        },
        closed,
      ),
    ),
    limits: Type.Optional(
      Type.Object(
        { decision_seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 600 })) },
        { ...closed, description: 'Time for the decision step; what is not decided by then is an error.' },
      ),
    ),
  },
  { ...closed, title: 'Sallyport settings' },
);
export type SettingsFile = Static<typeof SettingsSchema>;

export const WaiverSchema = Type.Object(
  {
    policy: Type.String({ description: 'Id of one policy.' }),
    subject: Type.String({ description: 'Terraform address of one resource instance, exactly.' }),
    stack: Type.Optional(Type.String({ description: 'Name of its stack, where there are several.' })),
    reason: Type.String({ minLength: 10 }),
    owner: Type.String({ minLength: 1 }),
    expires: Type.String({ format: 'date', description: 'The last day on which it holds (UTC).' }),
    ticket: Type.Optional(Type.String()),
  },
  closed,
);
export const WaiverFileSchema = Type.Object(
  { version: Type.Literal(1), waivers: Type.Array(Type.Unknown({ description: 'See the definition of a waiver.' })) },
  { ...closed, title: 'Sallyport waivers' },
);
export type WaiverEntry = Static<typeof WaiverSchema>;
