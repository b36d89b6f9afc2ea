package policies.network["no-public-rdp-in-network-acl_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-rdp-in-network-acl"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_network_acl.main"}, "violations": set(), "undecided": set()}

_facts(entries) := {
	"network": {"acl_entries": entries},
	"resources": {"aws_network_acl": [sample.resource("aws_network_acl.main", {}, {})]},
}

_block := [{"resource": "aws_network_acl.main", "path": ["ingress", 0, "cidr_block"]}]

_remark := {
	"subject": "aws_network_acl.main",
	"data": {"blocks": ["0.0.0.0/0"]},
	"evidence": array.concat(_block, [{"resource": "aws_network_acl.main", "path": ["ingress", 0, port]} | some port in ["from_port", "to_port"]]),
}

_open := sample.acl_entry("udp", 3389, 3389, "yes")

_doubtful := sample.acl_entry("udp", 3389, 3389, "unknown")

test_invalid_open_to_the_world if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_open])
}

test_invalid_outweighs_unknown if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_open, _doubtful])
}

test_valid_another_port if {
	_result == _sound with input as _facts([sample.acl_entry("tcp", 443, 443, "yes")])
}

test_valid_denied_before if {
	_result == _sound with input as _facts([sample.acl_entry("udp", 3389, 3389, "no")])
}

test_valid_acl_without_entries if {
	_result == _sound with input as _facts([])
}

test_unknown_block_or_order if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_doubtful])
}

test_unknown_whether_it_exists if {
	doubtful := object.union(_open, {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([doubtful])
}
