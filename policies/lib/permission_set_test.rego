package lib.permission_set_test

import data.lib.permission_set
import data.lib.sample_test as sample

_set := sample.resource("aws_ssoadmin_permission_set.main", {}, {})

_arn := sample.reference("aws_ssoadmin_permission_set.main", "arn")

_inline(arn) := sample.resource("aws_ssoadmin_permission_set_inline_policy.main", {"permission_set_arn": arn}, {})

_document(changes) := sample.document("aws_ssoadmin_permission_set_inline_policy.main", ["inline_policy"], "identity", [sample.statement(changes)])

_everything := {"every_action": "yes", "every_resource": "yes"}

_attachment(name, changes) := sample.resource(
	"aws_ssoadmin_managed_policy_attachment.main",
	{"permission_set_arn": _arn, "managed_policy_arn": concat("/", ["arn:aws:iam::aws:policy", name])},
	changes,
)

_facts(inlines, documents, attachments) := {
	"access": {"documents": documents},
	"resources": {
		"aws_ssoadmin_permission_set_inline_policy": inlines,
		"aws_ssoadmin_managed_policy_attachment": attachments,
	},
}

test_without_policies_it_is_not_privileged if {
	permission_set.is_privileged(_set) == "no" with input as {"access": {"documents": []}, "resources": {}}
}

test_by_inline_policy if {
	permission_set.is_privileged(_set) == "yes" with input as _facts([_inline(_arn)], [_document(_everything)], [])
	permission_set.is_privileged(_set) == "no" with input as _facts([_inline(_arn)], [_document({})], [])
	permission_set.is_privileged(_set) == "no" with input as _facts([_inline("arn:of:another")], [_document(_everything)], [])
	permission_set.is_privileged(_set) == "unknown" with input as _facts([_inline(sample.unknown("arn"))], [_document(_everything)], [])
}

test_by_an_inline_policy_that_was_not_read if {
	unread := object.union(_document({}), {"read": "unknown"})
	permission_set.is_privileged(_set) == "unknown" with input as _facts([_inline(_arn)], [unread], [])
}

test_by_attachment if {
	permission_set.is_privileged(_set) == "yes" with input as _facts([], [], [_attachment("AdministratorAccess", {})])
	permission_set.is_privileged(_set) == "yes" with input as _facts([], [], [_attachment("PowerUserAccess", {})])
	permission_set.is_privileged(_set) == "no" with input as _facts([], [], [_attachment("ReadOnlyAccess", {})])
	permission_set.is_privileged(_set) == "unknown" with input as _facts([], [], [_attachment("IAMFullAccess", {"exists": "unknown"})])
}
