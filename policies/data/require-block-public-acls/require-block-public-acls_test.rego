package policies.data["require-block-public-acls_test"]

import data.lib.sample_test as sample
import data.policies.data["require-block-public-acls"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket_public_access_block.main"}, "violations": set(), "undecided": set()}

_facts(value, exists) := {"resources": {"aws_s3_bucket_public_access_block": [sample.resource("aws_s3_bucket_public_access_block.main", {"block_public_acls": value}, {"exists": exists})]}}

_remark := {
	"subject": "aws_s3_bucket_public_access_block.main",
	"data": {},
	"evidence": [{"resource": "aws_s3_bucket_public_access_block.main", "path": ["block_public_acls"]}],
}

test_invalid_false if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(false, "yes")
}

test_invalid_not_set if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(null, "yes")
}

test_valid_true if {
	_result == _sound with input as _facts(true, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(sample.unknown("variable"), "yes")
}

test_unknown_whether_the_block_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(false, "unknown")
}
