/** Where we do not say what Terraform says, by the name of the case, and why. A case that agrees after all must leave the list. */
const PROVIDER = 'which arguments and blocks there are the provider says';
const APPLY = 'what is known only after apply leaves the verdicts undecided';
const TOFU = 'OpenTofu accepts it';
const HERE = 'it is about this installation of Terraform, not about the configuration';
const PATHS = 'one path has one spelling';
const NO_EFFECT = 'no verdict rests on it';

export const exceptions: Readonly<Record<string, string>> = {
  'declaration: a data source once': 'the data source finds nothing, which only Terraform can see',
  'declaration: an unknown argument of a resource': PROVIDER,
  'declaration: a computed argument of a resource': PROVIDER,
  'declaration: an unknown block of a resource': PROVIDER,
  'declaration: a resource type that there is not': PROVIDER,
  'meta: dynamic: of a type that there is not': PROVIDER,
  'module: providers: an argument that there is not': PROVIDER,
  'meta: lifecycle: ignore_changes = ["all"]': PROVIDER,
  'meta: lifecycle: ignore_changes = [all]': PROVIDER,
  'meta: lifecycle: ignore_changes = [nonsense]': PROVIDER,
  'meta: lifecycle: ignore_changes = [terraform_data.a.input]': PROVIDER,
  'declaration: count is not known': APPLY,
  'declaration: for_each is not known': APPLY,
  'meta: import: an id that is not known': APPLY,
  'variable: no value at all': 'Terraform asks for it; here it is unknown',
  'declaration: module call: providers':
    'a provider that is built into Terraform has a block only where one is written',
  'declaration: required_version that is too new': HERE,
  'declaration: required_version that is no version': HERE,
  'declaration: a backend that there is not': HERE,
  'meta: provisioner: unknown': HERE,
  'meta: provisioner: when nothing': NO_EFFECT,
  'declaration: a backend that refers': TOFU,
  'declaration: module call: lifecycle': TOFU,
  'meta: lifecycle: prevent_destroy = var.x': TOFU,
  'module: of OpenTofu': TOFU,
  'declaration: JSON: no resources': 'CDKTF may write so, and nothing is lost',
  'declaration: JSON: no resources of a type': 'CDKTF may write so, and nothing is lost',
  'declaration: JSON: an empty list of resources': 'CDKTF may write so, and nothing is lost',
  'declaration: module call: a source that is computed': 'no source is evaluated: the module counts as not read',
  'meta: import: to nothing': 'with -generate-config-out Terraform writes what is missing',
  'meta: import: an id that is empty': NO_EFFECT,
  'meta: import: an id that is null': NO_EFFECT,
  'meta: lifecycle: prevent_destroy = "x"': NO_EFFECT,
  'meta: lifecycle: create_before_destroy = 1': NO_EFFECT,
  'meta: lifecycle: ignore_changes = [upper("a")]': NO_EFFECT,
  'meta: lifecycle: replace_triggered_by = [var.x]': NO_EFFECT,
  'meta: lifecycle: replace_triggered_by = ["terraform_data.a"]': NO_EFFECT,
  'meta: depends_on: an attribute': NO_EFFECT,
  'module: installed: a folder with a dot at its end': PATHS,
  'module: installed: a folder with dots in it': PATHS,
  'module: count = 0: module.m[*].none': 'no element is looked into, so that nothing is unknown',
};
