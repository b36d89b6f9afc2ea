package lib.secret_test

import data.lib.sample_test as sample
import data.lib.secret

_variable(name, changes) := object.union(
	{
		"id": name,
		"stack": "",
		"name": name,
		"sensitive": false,
		"ephemeral": false,
		"has_default": false,
	},
	changes,
)

_facts := {"estate": {"variables": [
	_variable("sensitive", {"sensitive": true}),
	_variable("ephemeral", {"ephemeral": true}),
	_variable("plain", {}),
	_variable("defaulted", {"sensitive": true, "has_default": true}),
	_variable("elsewhere", {"stack": "other", "sensitive": true}),
]}}

_exposed(value, names) := secret.is_exposed(
	sample.resource("aws_kms_custom_key_store.s", {"key_store_password": value}, {"references": {"key_store_password": names}}),
	["key_store_password"],
)

_nested(value, names) := secret.is_exposed(
	sample.resource("aws_kms_custom_key_store.s", {"credential": [{"raw": value}]}, {"references": {"credential": names}}),
	["credential", 0, "raw"],
)

_unknown := {"$unknown": "variable has no value"}

test_nothing_set_is_not_exposed if {
	_exposed(null, []) == "no" with input as _facts
}

test_a_literal_is_exposed if {
	_exposed("hunter2", []) == "yes" with input as _facts
	_nested("hunter2", []) == "yes" with input as _facts
}

test_variables if {
	_exposed(_unknown, ["var.sensitive"]) == "no" with input as _facts
	_exposed(_unknown, ["var.ephemeral"]) == "no" with input as _facts
	_exposed(_unknown, ["var.plain"]) == "yes" with input as _facts
	_exposed("hunter2", ["var.defaulted"]) == "yes" with input as _facts
	_exposed(_unknown, ["var.elsewhere"]) == "unknown" with input as _facts
	_exposed("given", ["var.sensitive"]) == "no" with input as _facts
}

test_a_variable_of_a_module_is_not_seen_through if {
	store := sample.resource(
		"aws_kms_custom_key_store.s",
		{"key_store_password": _unknown},
		{"module": "module.keys", "references": {"key_store_password": ["var.sensitive"]}},
	)
	secret.is_exposed(store, ["key_store_password"]) == "unknown" with input as _facts
}

test_where_secrets_are_kept if {
	_exposed(sample.reference("data.aws_secretsmanager_secret_version.p", "secret_string"), ["data.aws_secretsmanager_secret_version.p"]) == "no" with input as _facts
	_exposed(sample.reference("random_password.p", "result"), ["random_password.p"]) == "no" with input as _facts
}

test_where_secrets_are_kept_is_seen_by_way_of_locals_and_modules if {
	_exposed(sample.reference("random_password.p", "result"), ["local.password"]) == "no" with input as _facts
	_exposed(sample.reference("module.a[\"b.c\"].module.d.random_password.p", "result"), ["var.password"]) == "no" with input as _facts
	_nested(sample.reference("data.aws_ssm_parameter.p", "value"), ["local.password"]) == "no" with input as _facts
	_exposed(sample.reference("module.a.aws_instance.p", "user_data"), ["local.password"]) == "unknown" with input as _facts
}

test_where_secrets_are_kept_is_seen_in_one_stack_of_many if {
	value := sample.reference("infra/prod/module.a.random_password.p", "result")
	store := sample.resource(
		"infra/prod/aws_kms_custom_key_store.s",
		{"key_store_password": value},
		{"stack": "infra/prod", "references": {"key_store_password": ["local.password"]}},
	)
	secret.is_exposed(store, ["key_store_password"]) == "no" with input as _facts
	secret.is_exposed(object.union(store, {"stack": "other"}), ["key_store_password"]) == "unknown" with input as _facts
}

test_a_secret_that_the_configuration_puts_into_a_store_is_not_kept_by_it if {
	_exposed("hunter2", ["aws_secretsmanager_secret_version.p"]) == "unknown" with input as _facts
	_exposed(_unknown, ["aws_secretsmanager_secret_version.p"]) == "no" with input as _facts
}

test_other_sources_cannot_be_seen if {
	_exposed("hunter2", ["local.password"]) == "unknown" with input as _facts
	_exposed(_unknown, []) == "unknown" with input as _facts
}

test_one_open_source_exposes_a_top_level_attribute if {
	_exposed(_unknown, ["var.sensitive", "var.plain"]) == "yes" with input as _facts
	_exposed(_unknown, ["var.sensitive", "local.suffix"]) == "unknown" with input as _facts
}

test_a_nested_block_that_mixes_sources_stays_open if {
	_nested(_unknown, ["var.sensitive", "var.plain"]) == "unknown" with input as _facts
	_nested(_unknown, ["var.plain"]) == "yes" with input as _facts
	_nested(_unknown, ["var.sensitive"]) == "no" with input as _facts
	_nested("hunter2", ["var.sensitive"]) == "unknown" with input as _facts
}
