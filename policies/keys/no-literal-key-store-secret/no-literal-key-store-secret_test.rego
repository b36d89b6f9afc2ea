package policies.keys["no-literal-key-store-secret_test"]

import data.lib.sample_test as sample
import data.policies.keys["no-literal-key-store-secret"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_kms_custom_key_store.hsm"}, "violations": set(), "undecided": set()}

_facts(values, changes) := {
	"estate": {"variables": [{
		"id": "var.secret",
		"stack": "",
		"name": "secret",
		"sensitive": true,
		"ephemeral": false,
		"has_default": false,
	}]},
	"resources": {"aws_kms_custom_key_store": [sample.resource("aws_kms_custom_key_store.hsm", values, changes)]},
}

_credential(value) := {"xks_proxy_authentication_credential": [{"access_key_id": "id", "raw_secret_access_key": value}]}

_remark(path) := {
	"subject": "aws_kms_custom_key_store.hsm",
	"data": {"attribute": path[count(path) - 1]},
	"evidence": [{"resource": "aws_kms_custom_key_store.hsm", "path": path}],
}

_password := _remark(["key_store_password"])

_raw_secret := _remark(["xks_proxy_authentication_credential", 0, "raw_secret_access_key"])

test_invalid_literal_password if {
	_result == object.union(_sound, {"violations": {_password}}) with input as _facts({"key_store_password": "hunter2"}, {})
}

test_invalid_literal_credential if {
	_result == object.union(_sound, {"violations": {_raw_secret}}) with input as _facts(_credential("hunter2"), {})
}

test_invalid_outweighs_unknown if {
	values := object.union({"key_store_password": "hunter2"}, _credential(sample.unknown("local")))
	_result == object.union(_sound, {"violations": {_password}}) with input as _facts(values, {})
}

test_valid_sensitive_variable if {
	_result == _sound with input as _facts({"key_store_password": sample.unknown("variable")}, {"references": {"key_store_password": ["var.secret"]}})
}

test_unknown_source if {
	_result == object.union(_sound, {"undecided": {_password}}) with input as _facts({"key_store_password": "hunter2"}, {"references": {"key_store_password": ["local.secret"]}})
}

test_unknown_whether_the_store_exists if {
	_result == object.union(_sound, {"undecided": {_password}}) with input as _facts({"key_store_password": "hunter2"}, {"exists": "unknown"})
}
