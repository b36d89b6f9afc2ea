# METADATA
# title: Permission sets
# description: What the policies of a permission set of IAM Identity Center make of whoever is assigned it.
# schemas:
# - input: schema.facts
package lib.permission_set

import data.lib.answer
import data.lib.attribute
import data.lib.document
import data.lib.reference
import data.lib.statement

# METADATA
# description: >-
#   Does it make an administrator, by its inline policy or by AdministratorAccess, PowerUserAccess or IAMFullAccess of AWS? Customer
#   managed policies lie in the accounts, where they cannot be seen.
is_privileged(set) := answer.any_of(_by_name(set) | {answer.both("unknown", grant) | some grant in _of(reference.loose)})

_by_name(set) := {grant |
	some key in reference.keys(set)
	some grant in _of(key)
}

_of(key) := object.get(_grants, key, set())

_grants[_target(inline)] contains grant if {
	some inline in input.resources.aws_ssoadmin_permission_set_inline_policy
	grant := _of_inline_policy[inline.id]
}

_grants[_target(attachment)] contains grant if {
	some attachment in input.resources.aws_ssoadmin_managed_policy_attachment
	grant := answer.both(attachment.exists, _is_administrator(attachment))
}

_target(satellite) := reference.target(attribute.at(satellite, ["permission_set_arn"]), "aws_ssoadmin_permission_set")

_of_inline_policy[policy.subject] := answer.both(policy.exists, answer.either(_everything(policy), _unread(policy))) if {
	some policy in document.of_identities
}

_everything(policy) := answer.any_of({statement.grants_everything(grant) | some grant in policy.statements})

_unread(policy) := "no" if {
	policy.read == "yes"
} else := "unknown"

_is_administrator(attachment) := attribute.ends_with(
	attachment,
	["managed_policy_arn"],
	{"/AdministratorAccess", "/PowerUserAccess", "/IAMFullAccess"},
)
