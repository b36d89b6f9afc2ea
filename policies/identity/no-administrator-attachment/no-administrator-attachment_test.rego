package policies.identity["no-administrator-attachment_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-administrator-attachment"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role_policy_attachment.main"}, "violations": set(), "undecided": set()}

_facts(attachments) := {"access": {"attachments": [sample.attachment(changes) | some changes in attachments]}}

_administrator := {"policy": {"text": "AdministratorAccess", "known": "yes"}}

_remark(text) := {
	"subject": "aws_iam_role_policy_attachment.main",
	"data": {"holder": "role", "policy": text},
	"evidence": [{"resource": "aws_iam_role_policy_attachment.main", "path": ["policy_arn"]}],
}

test_invalid_administrator if {
	_result == object.union(_sound, {"violations": {_remark("AdministratorAccess")}}) with input as _facts([_administrator])
}

test_invalid_outweighs_unknown if {
	doubtful := object.union(_administrator, {"exists": "unknown"})
	_result == object.union(_sound, {"violations": {_remark("AdministratorAccess")}}) with input as _facts([doubtful, _administrator])
}

test_valid_another_policy if {
	_result == _sound with input as _facts([{}])
}

test_valid_permission_set_is_no_subject if {
	nobody := {"subjects": set(), "violations": set(), "undecided": set()}
	_result == nobody with input as _facts([object.union(_administrator, {"holder": "permission-set"})])
}

test_unknown_policy if {
	unknown := {"aws_managed": "unknown", "policy": {"text": "", "known": "unknown"}}
	_result == object.union(_sound, {"undecided": {_remark("")}}) with input as _facts([unknown])
}

test_unknown_whether_it_is_attached if {
	doubtful := object.union(_administrator, {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark("AdministratorAccess")}}) with input as _facts([doubtful])
}
