# METADATA
# title: Accounts
# description: Whole accounts as principals.
package lib.account

# METADATA
# description: >-
#   The account that a principal stands for as a whole, written as its number or as the ARN of its root; undefined for every other
#   principal.
of_root(text) := regex.find_all_string_submatch_n(`^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$`, text, 1)[0][1]
