/** What a policy says of itself: its METADATA, gathered at compile time into `policies/bundle/catalogue.json`. */
import { type Static, Type } from 'typebox';

export const SeveritySchema = Type.Union([
  Type.Literal('critical'),
  Type.Literal('high'),
  Type.Literal('medium'),
  Type.Literal('low'),
]);
export type Severity = Static<typeof SeveritySchema>;

const Ids = Type.Array(Type.String());

export const PolicyEntrySchema = Type.Object(
  {
    /** `network/no-admin-ingress`: path and package. */
    id: Type.String(),
    title: Type.String(),
    description: Type.String(),
    severity: SeveritySchema,
    /** One sentence with named holes: `{subject}` and any key of the violation's `data`. */
    message: Type.String(),
    /** The same for an undecided subject. */
    undecided: Type.String(),
    why: Type.String(),
    help: Type.String(),
    /** Layer of defense: `L1 identity` ... */
    layer: Type.String(),
    /** Framework -> control ids. */
    controls: Type.Record(Type.String(), Ids),
    /** Peer -> ids of checks of the very same concern. */
    aliases: Type.Record(Type.String(), Ids),
    /** Ids in the rule catalogue. */
    catalogue: Ids,
    waivable: Type.Boolean(),
    /** Ids that this policy had before. */
    formerly: Ids,
    /** Addresses of pages it rests on. */
    references: Type.Array(Type.Object({ description: Type.String(), ref: Type.String() })),
  },
  { additionalProperties: false },
);
export type PolicyEntry = Static<typeof PolicyEntrySchema>;

export const CatalogueSchema = Type.Object({
  version: Type.Literal(1),
  policies: Type.Array(PolicyEntrySchema),
});
export type Catalogue = Static<typeof CatalogueSchema>;
