package policies.identity["no-full-access-in-protected-zone_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-full-access-in-protected-zone"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role_policy_attachment.main"}, "violations": set(), "undecided": set()}

_nobody := {"subjects": set(), "violations": set(), "undecided": set()}

_facts(attachments) := {"access": {"attachments": [sample.attachment(object.union(
	{"zone": "training", "policy": {"text": "AmazonS3FullAccess", "known": "yes"}},
	changes,
)) |
	some changes in attachments
]}}

_remark(changes, doubts) := object.union(
	{
		"subject": "aws_iam_role_policy_attachment.main",
		"data": {"zone": "training", "policy": "AmazonS3FullAccess"},
		"evidence": array.concat([{"resource": "aws_iam_role_policy_attachment.main", "path": ["policy_arn"]}], doubts),
	},
	{"data": changes},
)

test_invalid_full_access if {
	_result == object.union(_sound, {"violations": {_remark({}, [])}}) with input as _facts([{}])
}

test_invalid_outweighs_unknown if {
	_result == object.union(_sound, {"violations": {_remark({}, [])}}) with input as _facts([{"exists": "unknown"}, {}])
}

test_valid_less_than_full_access if {
	_result == _sound with input as _facts([{"policy": {"text": "AmazonS3ReadOnlyAccess", "known": "yes"}}])
}

test_valid_other_zones_and_holders_are_no_subjects if {
	_result == _nobody with input as _facts([{"zone": "hub"}, {"zone": ""}, {"holder": "user"}])
}

test_unknown_zone_of_a_role if {
	zone := sample.unknown("variable")
	doubts := [{"resource": "aws_iam_role.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark({"zone": zone}, doubts)}}) with input as _facts([{"zone": zone}])
}

test_unknown_role if {
	zone := sample.unknown("elsewhere")
	_result == object.union(_sound, {"undecided": {_remark({"zone": zone}, [])}}) with input as _facts([{"zone": zone, "owner": ""}])
}

test_unknown_policy if {
	unknown := {"policy": {"text": "", "known": "unknown"}}
	_result == object.union(_sound, {"undecided": {_remark({"policy": ""}, [])}}) with input as _facts([unknown])
}

test_unknown_whether_it_is_attached if {
	_result == object.union(_sound, {"undecided": {_remark({}, [])}}) with input as _facts([{"exists": "unknown"}])
}
