package policies.network["no-public-ingress_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-ingress"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_facts(rules) := {
	"network": {"rules": rules},
	"resources": {"aws_security_group": [sample.resource("aws_security_group.web", {}, {})]},
}

_remark(blocks, doubts) := {
	"subject": "aws_security_group.web",
	"data": {"blocks": blocks},
	"evidence": array.concat(
		[
			{"resource": "aws_security_group.web", "path": ["ingress", 0, "cidr_blocks", 0]},
			{"resource": "aws_security_group.web", "path": ["ingress", 0, "from_port"]},
			{"resource": "aws_security_group.web", "path": ["ingress", 0, "to_port"]},
		],
		doubts,
	),
}

_sound := {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()}

test_invalid_open_to_the_world if {
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([sample.world_open(8080)])
}

test_invalid_outweighs_unknown if {
	rules := [sample.world_open(8080), object.union(sample.world_unknown(9090), {"path": ["ingress", 1]})]
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts(rules)
}

test_valid_declared_edge if {
	rule := object.union(sample.world_open(443), {"group_tags": {"zt:edge": "public"}})
	_result == _sound with input as _facts([rule])
}

test_valid_private_block if {
	_result == _sound with input as _facts([sample.security_rule({})])
}

test_unknown_block if {
	_result == object.union(_sound, {"undecided": {_remark([], [])}}) with input as _facts([sample.world_unknown(8080)])
}

test_unknown_tags if {
	rule := object.union(sample.world_open(443), {"group_tags_known": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [{"resource": "aws_security_group.web", "path": ["tags"]}])}}) with input as _facts([rule])
}

test_unknown_whether_the_group_exists if {
	rule := object.union(sample.world_open(443), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([rule])
}
