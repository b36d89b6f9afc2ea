/**
 * Terraform's semantics: a `Configuration` with every expression evaluated, what is not known before apply unknown with its reason.
 *
 * How JSON text that is known in part is written (`jsonencode`, `data.aws_iam_policy_document.x.json`, a template with JSON in
 * it): as `{"$unknown": reason, "$parts": [...]}`, whose strings and unresolved parts, joined in order, are the text. An unresolved
 * part that stands between quotes is the contents, or a piece of the contents, of a JSON string: an ARN, an id, a name. An unresolved
 * part outside of quotes is a JSON value of which nothing is known, so it may be a string, a list or an object.
 * Members of an object whose names are not all known may come in another order.
 */
export * from './resolve-configuration.ts';
export * from './resolved.ts';
