package policies.network["no-public-egress-on-all-ports_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-egress-on-all-ports"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_facts(rules) := {
	"network": {"rules": rules},
	"resources": {"aws_security_group": [sample.resource("aws_security_group.web", {}, {})]},
}

_all(changes) := object.union_n([
	sample.security_rule(sample.world),
	{"direction": "egress", "protocol": "all", "first_port": 0, "last_port": 65535},
	changes,
])

_remark := {
	"subject": "aws_security_group.web",
	"data": {"blocks": ["0.0.0.0/0"]},
	"evidence": [{"resource": "aws_security_group.web", "path": ["ingress", 0, "cidr_blocks", 0]}],
}

_sound := {"subjects": {"aws_security_group.web"}, "violations": set(), "undecided": set()}

test_invalid_all_ports if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_all({})])
}

test_invalid_outweighs_unknown if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_all({}), _all({"exists": "unknown", "path": ["ingress", 1]})])
}

test_valid_one_port if {
	_result == _sound with input as _facts([_all({"protocol": "tcp", "first_port": 443, "last_port": 443})])
}

test_valid_private_block if {
	_result == _sound with input as _facts([_all({"internet": {"answer": "no", "steps": []}})])
}

test_valid_other_direction if {
	_result == _sound with input as _facts([_all({"direction": "ingress"})])
}

test_unknown_whether_the_group_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_all({"exists": "unknown"})])
}
