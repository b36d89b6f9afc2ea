/** What `aws` has to say, and nowhere else. */
import { diagnostic } from '../diagnostics/index.ts';
import { say } from '../model/index.ts';

export const unknownType = diagnostic('aws/unknown-type', {
  severity: 'warning',
  what: (type: string, version: string, nearest: string) =>
    nearest === ''
      ? say`${type} is no resource type of the AWS provider ${version}`
      : say`${type} is no resource type of the AWS provider ${version}; did you mean ${nearest}?`,
  why: 'its values are judged as they were written: types are not converted and no default is filled in',
  help: 'correct the type; if an older or newer version has it, policies on its attributes work all the same',
});

export const unknownAttribute = diagnostic('aws/unknown-attribute', {
  severity: 'note',
  what: (attribute: string, type: string, version: string, nearest: string) =>
    nearest === ''
      ? say`${attribute} is no attribute of ${type} in the AWS provider ${version}`
      : say`${attribute} is no attribute of ${type} in the AWS provider ${version}; did you mean ${nearest}?`,
  why: 'no policy looks at an attribute of that name, so what it was meant to say is not judged',
  help: 'correct the name; Terraform refuses it too, unless the provider is newer',
});

export const unknownReference = diagnostic('aws/unknown-reference', {
  severity: 'note',
  what: (reference: string, type: string, version: string, nearest: string) =>
    nearest === ''
      ? say`${reference} refers to what is no attribute of ${type} in the AWS provider ${version}`
      : say`${reference} refers to what is no attribute of ${type} in the AWS provider ${version}; did you mean ${nearest}?`,
  why: 'it is taken for a value that is known after apply',
  help: 'correct the name; Terraform refuses it too, unless the provider is newer',
});

export const wrongType = diagnostic('aws/wrong-type', {
  severity: 'warning',
  what: (attribute: string, value: string, wanted: string) =>
    say`${attribute} is ${value}, where ${wanted} is required`,
  why: 'Terraform refuses the value, and policies compare it as it stands',
  help: 'write a value of the type that the attribute has',
});

export const hiddenBlocks = diagnostic('aws/hidden-blocks', {
  severity: 'note',
  what: (type: string, attributes: readonly string[]) =>
    say`the plan does not say whether anything sets ${attributes.join(', ')} of ${type}`,
  why: 'it is taken as left to the provider; a `dynamic` block over a list that is not known yet looks the same in a plan',
  help: 'give the folder that the plan was made of as well',
});

export const manyPossible = diagnostic('aws/many-possible-owners', {
  severity: 'note',
  what: (count: number, type: string, shown: number) =>
    say`of ${count} resources of type ${type} it is not known which bucket they configure; findings name the first ${shown} of them`,
  why: 'each may configure any bucket whose name can turn out to be the one that it names, so what it would change there is not decided',
  help: 'name the bucket by its resource, such as `bucket = aws_s3_bucket.logs.id`',
});
