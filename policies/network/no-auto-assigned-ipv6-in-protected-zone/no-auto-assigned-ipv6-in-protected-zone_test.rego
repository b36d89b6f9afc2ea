package policies.network["no-auto-assigned-ipv6-in-protected-zone_test"]

import data.lib.sample_test as sample
import data.policies.network["no-auto-assigned-ipv6-in-protected-zone"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_subnet.a"}, "violations": set(), "undecided": set()}

_facts(changes, value, exists) := {
	"network": {"subnets": [object.union({"id": "aws_subnet.a", "vpc": "aws_vpc.main", "zone": "weights", "vpc_has_gateway": "yes"}, changes)]},
	"resources": {"aws_subnet": [
		sample.resource("aws_subnet.a", {"assign_ipv6_address_on_creation": value}, {"exists": exists}),
		sample.resource("aws_subnet.other", {"assign_ipv6_address_on_creation": true}, {}),
	]},
}

_remark(doubts) := {
	"subject": "aws_subnet.a",
	"data": {},
	"evidence": array.concat(
		[
			{"resource": "aws_subnet.a", "path": ["assign_ipv6_address_on_creation"]},
			{"resource": "aws_subnet.a", "path": ["vpc_id"]},
		],
		doubts,
	),
}

test_invalid_assigns_beside_a_gateway if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts({}, true, "yes")
}

test_invalid_default_subnet if {
	facts := {
		"network": {"subnets": [{"id": "aws_default_subnet.a", "vpc": "aws_default_vpc.main", "zone": "weights", "vpc_has_gateway": "yes"}]},
		"resources": {"aws_default_subnet": [sample.resource("aws_default_subnet.a", {"assign_ipv6_address_on_creation": true}, {})]},
	}
	found := [policy.subjects, {remark.subject | some remark in policy.violations}, policy.undecided] with input as facts
	found == [{"aws_default_subnet.a"}, {"aws_default_subnet.a"}, set()]
}

test_valid_assigns_without_a_gateway if {
	_result == _sound with input as _facts({"vpc_has_gateway": "no"}, true, "yes")
}

test_valid_does_not_assign if {
	_result == _sound with input as _facts({}, false, "yes")
}

test_valid_other_zone_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"zone": "hub"}, true, "yes")
}

test_unknown_gateway if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({"vpc_has_gateway": "unknown"}, true, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({}, sample.unknown("variable"), "yes")
}

test_unknown_zone if {
	doubts := [{"resource": "aws_subnet.a", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(doubts)}}) with input as _facts({"zone": sample.unknown("variable")}, true, "yes")
}

test_unknown_whether_the_subnet_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts({}, true, "unknown")
}
