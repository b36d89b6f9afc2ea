package policies.data["require-public-access-block_test"]

import data.lib.sample_test as sample
import data.policies.data["require-public-access-block"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)]}

_flag(name, answer) := {"public_access": {name: sample.claim(answer, "aws_s3_bucket_public_access_block.main", [name])}}

_remark(evidence) := {"subject": "aws_s3_bucket.main", "data": {}, "evidence": evidence}

_steps := [
	{"resource": "aws_s3_bucket_public_access_block.main", "path": ["block_public_acls"]},
	{"resource": "aws_s3_bucket_public_access_block.main", "path": ["block_public_policy"]},
]

test_invalid_no_block if {
	none := {"answer": "no", "steps": []}
	facts := _facts({"public_access": {"declared_by": "", "block_public_acls": none, "block_public_policy": none}})
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as facts
}

test_invalid_block_that_allows_public_acls if {
	_result == object.union(_sound, {"violations": {_remark(_steps)}}) with input as _facts(_flag("block_public_acls", "no"))
}

test_invalid_block_that_allows_public_policies if {
	_result == object.union(_sound, {"violations": {_remark(_steps)}}) with input as _facts(_flag("block_public_policy", "no"))
}

test_valid_block if {
	_result == _sound with input as _facts({})
}

test_valid_other_flags_are_for_other_policies if {
	_result == _sound with input as _facts(_flag("restrict_public_buckets", "no"))
}

test_unknown_flag if {
	_result == object.union(_sound, {"undecided": {_remark(_steps)}}) with input as _facts(_flag("block_public_acls", "unknown"))
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark(_steps)}}) with input as _facts(object.union(_flag("block_public_acls", "no"), {"exists": "unknown"}))
}
