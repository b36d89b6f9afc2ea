package policies.network["no-public-ssh_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-ssh"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_facts(rules) := {
	"network": {"rules": rules},
	"resources": {"aws_security_group": [sample.resource("aws_security_group.web", {}, {})]},
}

_remark(blocks) := {
	"subject": "aws_security_group.web",
	"data": {"blocks": blocks},
	"evidence": [
		{"resource": "aws_security_group.web", "path": ["ingress", 0, "cidr_blocks", 0]},
		{"resource": "aws_security_group.web", "path": ["ingress", 0, "from_port"]},
		{"resource": "aws_security_group.web", "path": ["ingress", 0, "to_port"]},
	],
}

test_invalid_open_to_the_world if {
	_result == {"subjects": {"aws_security_group.web"}, "violations": {_remark(["0.0.0.0/0"])}, "undecided": set()} with input as _facts([sample.world_open(22)])
}

test_invalid_outweighs_unknown if {
	rules := [sample.world_open(22), object.union(sample.world_unknown(22), {"path": ["ingress", 1]})]
	_result == {"subjects": {"aws_security_group.web"}, "violations": {_remark(["0.0.0.0/0"])}, "undecided": set()} with input as _facts(rules)
}

test_valid_another_port if {
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()} with input as _facts([sample.world_open(23)])
}

test_valid_private_block if {
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()} with input as _facts([sample.security_rule({"first_port": 22, "last_port": 22})])
}

test_valid_group_without_rules if {
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()} with input as _facts([])
}

test_valid_egress_rule if {
	rule := object.union(sample.world_open(22), {"direction": "egress"})
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()} with input as _facts([rule])
}

test_unknown_block if {
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": {_remark([])}} with input as _facts([sample.world_unknown(22)])
}

test_unknown_whether_the_group_exists if {
	rule := object.union(sample.world_open(22), {"exists": "unknown"})
	_result == {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": {_remark(["0.0.0.0/0"])}} with input as _facts([rule])
}
