package policies.network["require-https-at-edge_test"]

import data.lib.sample_test as sample
import data.policies.network["require-https-at-edge"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_edge(rule, changes) := object.union_n([rule, {"group_tags": {"zt:edge": "public"}}, changes])

_facts(rules) := {"network": {"rules": rules}, "resources": {"aws_security_group": [sample.resource("aws_security_group.web", {}, {})]}}

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

test_invalid_another_port if {
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_edge(sample.world_open(8443), {})])
}

test_invalid_range_of_ports if {
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_edge(sample.world_open(443), {"last_port": 444})])
}

test_invalid_outweighs_unknown if {
	rules := [_edge(sample.world_open(8443), {}), _edge(sample.world_unknown(8443), {"path": ["ingress", 1]})]
	_result == object.union(_sound, {"violations": {_remark(["0.0.0.0/0"], [])}}) with input as _facts(rules)
}

test_valid_https if {
	_result == _sound with input as _facts([_edge(sample.world_open(443), {})])
}

test_valid_another_port_for_a_private_block if {
	_result == _sound with input as _facts([_edge(sample.security_rule({"first_port": 22, "last_port": 22}), {})])
}

test_valid_no_edge_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts([sample.world_open(8443)])
}

test_valid_egress_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts([_edge(sample.world_open(8443), {"direction": "egress"})])
}

test_unknown_block if {
	_result == object.union(_sound, {"undecided": {_remark([], [])}}) with input as _facts([_edge(sample.world_unknown(8443), {})])
}

test_unknown_whether_it_is_an_edge if {
	rule := object.union(sample.world_open(8443), {"group_tags_known": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [{"resource": "aws_security_group.web", "path": ["tags"]}])}}) with input as _facts([rule])
}

test_unknown_whether_the_group_exists if {
	_result == object.union(_sound, {"undecided": {_remark(["0.0.0.0/0"], [])}}) with input as _facts([_edge(sample.world_open(8443), {"exists": "unknown"})])
}
