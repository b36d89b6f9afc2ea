package policies.keys["require-encrypted-state-for-key-store_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-encrypted-state-for-key-store"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_custom_key_store.hsm"}, "violations": set(), "undecided": set()}

_facts(backend, values, from, exists) := {
	"estate": {"stacks": [
		{"name": "", "from": from, "backend": backend, "backend_values": values},
		{"name": "other", "from": "folder", "backend": "consul", "backend_values": {}},
	]},
	"resources": {"aws_kms_custom_key_store": [sample.resource("aws_kms_custom_key_store.hsm", {}, {"exists": exists})]},
}

_remark(backend) := {"subject": "aws_kms_custom_key_store.hsm", "data": {"backend": backend}, "evidence": []}

test_invalid_local if {
	_result == object.union(_sound, {"violations": {_remark("local")}}) with input as _facts("local", {}, "cdktf", "yes")
}

test_invalid_none if {
	_result == object.union(_sound, {"violations": {_remark("")}}) with input as _facts("", {}, "folder", "yes")
}

test_invalid_s3_without_encryption if {
	_result == object.union(_sound, {"violations": {_remark("s3")}}) with input as _facts("s3", {"bucket": "state"}, "cdktf", "yes")
}

test_valid_s3_with_encryption if {
	_result == _sound with input as _facts("s3", {"bucket": "state", "encrypt": true}, "cdktf", "yes")
}

test_valid_hcp_terraform if {
	_result == _sound with input as _facts("cloud", {}, "cdktf", "yes")
}

test_unknown_backend if {
	_result == object.union(_sound, {"undecided": {_remark("consul")}}) with input as _facts("consul", {}, "folder", "yes")
}

test_unknown_backend_of_a_plan if {
	_result == object.union(_sound, {"undecided": {_remark("unknown")}}) with input as _facts("unknown", {}, "plan", "yes")
}

test_unknown_whether_the_store_exists if {
	_result == object.union(_sound, {"undecided": {_remark("local")}}) with input as _facts("local", {}, "cdktf", "unknown")
}
