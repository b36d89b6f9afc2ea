/** What `--help` says after the options. */
export const overview = `
Examples:
  $ sallyport check                      judge the cdktf.out of the project you stand in
  $ sallyport check infra/ main.tf.json  judge folders and files of Terraform
  $ sallyport explain NET-001            what a policy asks, and why
  $ sallyport init                       settings, waivers, and the two lines for a CDKTF app

Exit codes: 0 the gate is open, 1 the gate is closed, 2 something could not be read or decided, or was wrong usage.`;

export const check = `
Examples:
  $ sallyport check
  $ sallyport check cdktf.out --environment production
  $ sallyport check .                    every root module of a repository
  $ sallyport check infra/ --format text --format sarif=sallyport.sarif
  $ sallyport check infra/ plan.json     a plan, with its places in the folder that it was made of
  $ sallyport check infra/ plan.json --changes-only
  $ terraform show -json plan | sallyport check infra/ -
  $ sallyport check infra/ --var region=eu-central-1 --format json | jq .summary

Results go to stdout, messages to stderr. Exit codes: 0 the gate is open, 1 it is closed, 2 something could not be read or decided.`;

export const explain = `
A policy is named by its id, its number in the rule catalogue, or the id of the same check elsewhere.

Examples:
  $ sallyport explain NET-001
  $ sallyport explain CKV_AWS_24`;

export const policies = `
Examples:
  $ sallyport policies
  $ sallyport policies --format json | jq -r '.[].policy'`;

export const init = `
Nothing that exists is overwritten.

Examples:
  $ sallyport init
  $ sallyport init infra/`;

export const inspect = `
A value that is not known before apply is shown with its reason, a reference with what it refers to.

Examples:
  $ sallyport inspect infra/
  $ sallyport inspect infra/ --address 'aws_s3_bucket.*' --format json
  $ sallyport inspect infra/ --var region=eu-central-1`;
