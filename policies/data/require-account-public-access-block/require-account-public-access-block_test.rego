package policies.data["require-account-public-access-block_test"]

import data.lib.sample_test as sample
import data.policies.data["require-account-public-access-block"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_account_public_access_block.main"}, "violations": set(), "undecided": set()}

_all := {
	"block_public_acls": true,
	"block_public_policy": true,
	"ignore_public_acls": true,
	"restrict_public_buckets": true,
}

_facts(values, exists) := {"resources": {"aws_s3_account_public_access_block": [sample.resource(
	"aws_s3_account_public_access_block.main",
	object.union(_all, values),
	{"exists": exists},
)]}}

_remark(flag) := {
	"subject": "aws_s3_account_public_access_block.main",
	"data": {"flag": flag},
	"evidence": [{"resource": "aws_s3_account_public_access_block.main", "path": [flag]}],
}

test_invalid_every_flag_counts if {
	every flag, _ in _all {
		_result == object.union(_sound, {"violations": {_remark(flag)}}) with input as _facts({flag: false}, "yes")
	}
}

test_invalid_outweighs_unknown if {
	flags := {"block_public_acls": false, "ignore_public_acls": sample.unknown("variable")}
	_result == object.union(_sound, {"violations": {_remark("block_public_acls")}}) with input as _facts(flags, "yes")
}

test_valid_all_flags if {
	_result == _sound with input as _facts({}, "yes")
}

test_unknown_flag if {
	_result == object.union(_sound, {"undecided": {_remark("ignore_public_acls")}}) with input as _facts({"ignore_public_acls": sample.unknown("variable")}, "yes")
}

test_unknown_whether_the_block_exists if {
	_result == object.union(_sound, {"undecided": {_remark("block_public_acls")}}) with input as _facts({"block_public_acls": false}, "unknown")
}

_bucket(id, stack) := sample.resource(id, {}, {"stack": stack})

test_unknown_one_bucket_of_each_stack_without_a_block if {
	buckets := [_bucket("a/aws_s3_bucket.y", "a"), _bucket("a/aws_s3_bucket.x", "a"), _bucket("b/aws_s3_bucket.z", "b")]
	found := {"a/aws_s3_bucket.x", "b/aws_s3_bucket.z"}
	remarks := {{"subject": id, "data": {}, "evidence": [{"resource": id, "path": []}]} | some id in found}
	_result == {"subjects": found, "violations": set(), "undecided": remarks} with input as {"resources": {"aws_s3_bucket": buckets}}
}

test_valid_buckets_beside_a_block_in_another_stack if {
	facts := object.union(_facts({}, "yes"), {"resources": {"aws_s3_bucket": [_bucket("a/aws_s3_bucket.x", "a")]}})
	_result == _sound with input as facts
}

_in_account(resource, account) := object.union(resource, {"account": account})

_beside(block_account, bucket_account) := {"resources": {
	"aws_s3_account_public_access_block": [_in_account(
		sample.resource("aws_s3_account_public_access_block.main", _all, {}),
		block_account,
	)],
	"aws_s3_bucket": [_in_account(_bucket("aws_s3_bucket.x", ""), bucket_account)],
}}

test_unknown_block_of_another_account if {
	remark := {"subject": "aws_s3_bucket.x", "data": {}, "evidence": [{"resource": "aws_s3_bucket.x", "path": []}]}
	subjects := {"aws_s3_account_public_access_block.main", "aws_s3_bucket.x"}
	found := {"subjects": subjects, "violations": set(), "undecided": {remark}}
	_result == found with input as _beside("123456789012", "111122223333")
}

test_valid_block_of_the_account_or_of_one_that_is_not_known if {
	pairs := [["111122223333", "111122223333"], ["", "111122223333"], ["111122223333", ""], ["", ""]]
	every pair in pairs {
		_result == _sound with input as _beside(pair[0], pair[1])
	}
}
