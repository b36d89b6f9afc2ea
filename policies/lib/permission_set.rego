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
is_privileged(set) := answer.either(
	answer.any_of(_by_inline_policy(set)),
	answer.any_of(_by_attachment(set)),
)

_by_inline_policy(set) := {answer.both(_is_of(inline, set), grant) |
	some inline in input.resources.aws_ssoadmin_permission_set_inline_policy
	some grant in _grants(inline)
}

_grants(inline) := {grant |
	some policy in document.of_identities
	policy.subject == inline.id
	some grant in {answer.both(policy.exists, _everything(policy)), _unread(policy)}
}

_everything(policy) := answer.any_of({statement.grants_everything(grant) | some grant in policy.statements})

_unread(policy) := "no" if {
	policy.read == "yes"
} else := "unknown"

_by_attachment(set) := {answer.all_of([attachment.exists, _is_of(attachment, set), _is_administrator(attachment)]) |
	some attachment in input.resources.aws_ssoadmin_managed_policy_attachment
}

_is_of(satellite, set) := reference.names(attribute.at(satellite, ["permission_set_arn"]), set)

_is_administrator(attachment) := attribute.ends_with(
	attachment,
	["managed_policy_arn"],
	{"/AdministratorAccess", "/PowerUserAccess", "/IAMFullAccess"},
)
