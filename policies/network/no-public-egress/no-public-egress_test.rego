package policies.network["no-public-egress_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-egress"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_facts(rules, zone) := {
	"network": {"rules": [object.union(rule, {"group_zone": zone}) | some rule in rules]},
	"resources": {"aws_security_group": [sample.resource("aws_security_group.web", {}, {})]},
}

_out(rule, changes) := object.union_n([rule, {"direction": "egress"}, changes])

_proxy := {"group_tags": {"zt:role": "egress-proxy"}}

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
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_out(sample.world_open(443), {})], "hub")
}

test_invalid_proxy_outside_the_hub if {
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_out(sample.world_open(443), _proxy)], "training")
}

test_invalid_outweighs_unknown if {
	rules := [_out(sample.world_open(443), {}), _out(sample.world_unknown(443), {"path": ["egress", 1]})]
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts(rules, "training")
}

test_valid_proxy_of_the_hub if {
	_result == _sound with input as _facts([_out(sample.world_open(443), _proxy)], "hub")
}

test_valid_private_block if {
	_result == _sound with input as _facts([_out(sample.security_rule({}), {})], "training")
}

test_valid_ingress_is_another_matter if {
	_result == _sound with input as _facts([sample.world_open(443)], "training")
}

test_unknown_block if {
	_result == object.union(_sound, {"undecided": {_remark([], [])}}) with input as _facts([_out(sample.world_unknown(443), {})], "training")
}

test_unknown_zone if {
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [{"resource": "aws_security_group.web", "path": ["tags"]}])}}) with input as _facts([_out(sample.world_open(443), _proxy)], sample.unknown("variable"))
}

test_unknown_group if {
	rule := _out(sample.world_open(443), {"group": "", "group_tags_known": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [{"resource": "aws_security_group.web", "path": ["security_group_id"]}])}}) with input as _facts([rule], sample.unknown("group"))
}

test_unknown_whether_the_group_exists if {
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_out(sample.world_open(443), {"exists": "unknown"})], "training")
}
