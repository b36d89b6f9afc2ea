package policies.keys["no-public-key-policy_test"]

import data.lib.sample_test as sample
import data.policies.keys["no-public-key-policy"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_key.main"}, "violations": set(), "undecided": set()}

_document(statement) := sample.document("aws_kms_key.main", ["policy"], "resource", [statement])

_facts(documents) := {
	"resources": {"aws_kms_key": [sample.resource("aws_kms_key.main", {}, {})]},
	"access": {"documents": documents},
}

_remark := {
	"subject": "aws_kms_key.main",
	"data": {"statement": "Read"},
	"evidence": [{"resource": "aws_kms_key.main", "path": ["policy"]}],
}

test_invalid_anyone if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(sample.statement({"anyone": "yes"}))])
}

test_invalid_outweighs_unknown if {
	grants := [sample.statement({"anyone": "yes"}), sample.statement({"sid": "Other", "anyone": "yes", "narrowed": "unknown"})]
	partly := object.union(sample.document("aws_kms_key.main", ["policy"], "resource", grants), {"read": "unknown"})
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([partly])
}

test_valid_named_principal if {
	_result == _sound with input as _facts([_document(sample.statement({}))])
}

test_valid_narrowed if {
	_result == _sound with input as _facts([_document(sample.statement({"anyone": "yes", "narrowed": "yes"}))])
}

test_valid_deny if {
	_result == _sound with input as _facts([_document(sample.statement({"anyone": "yes", "effect": "Deny"}))])
}

test_valid_default_policy if {
	_result == _sound with input as _facts([])
}

test_valid_policy_of_something_else if {
	other := sample.document("aws_s3_bucket_policy.b", ["policy"], "resource", [sample.statement({"anyone": "yes"})])
	_result == _sound with input as _facts([other])
}

test_valid_every_holder_is_a_subject if {
	facts := {
		"resources": {
			"aws_kms_key": [sample.resource("aws_kms_key.main", {}, {})],
			"aws_kms_external_key": [sample.resource("aws_kms_external_key.main", {}, {})],
			"aws_kms_replica_key": [sample.resource("aws_kms_replica_key.main", {}, {})],
			"aws_kms_key_policy": [sample.resource("aws_kms_key_policy.main", {}, {})],
		},
		"access": {"documents": []},
	}
	subjects := {"aws_kms_external_key.main", "aws_kms_key.main", "aws_kms_key_policy.main", "aws_kms_replica_key.main"}
	_result == {"subjects": subjects, "violations": set(), "undecided": set()} with input as facts
}

test_unknown_document if {
	unread := object.union(sample.document("aws_kms_key.main", ["policy"], "resource", []), {"read": "unknown"})
	_result == object.union(_sound, {"undecided": {object.union(object.remove(_remark, ["data"]), {"data": {}})}}) with input as _facts([unread])
}

test_unknown_condition if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_document(sample.statement({"anyone": "yes", "narrowed": "unknown"}))])
}

test_unknown_whether_the_key_exists if {
	possible := object.union(_document(sample.statement({"anyone": "yes"})), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([possible])
}
