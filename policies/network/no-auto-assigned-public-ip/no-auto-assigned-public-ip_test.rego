package policies.network["no-auto-assigned-public-ip_test"]

import data.lib.sample_test as sample
import data.policies.network["no-auto-assigned-public-ip"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_subnet.a"}, "violations": set(), "undecided": set()}

_facts(value, exists) := {"resources": {"aws_subnet": [sample.resource("aws_subnet.a", {"map_public_ip_on_launch": value}, {"exists": exists})]}}

_remark := {
	"subject": "aws_subnet.a",
	"data": {},
	"evidence": [{"resource": "aws_subnet.a", "path": ["map_public_ip_on_launch"]}],
}

test_invalid_public_on_launch if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(true, "yes")
}

test_valid_not_public_on_launch if {
	_result == _sound with input as _facts(false, "yes")
}

test_unknown_value if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(sample.unknown("variable"), "yes")
}

test_unknown_whether_the_subnet_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(true, "unknown")
}

test_invalid_default_subnet if {
	facts := {"resources": {"aws_default_subnet": [sample.resource("aws_default_subnet.a", {"map_public_ip_on_launch": true}, {})]}}
	remark := {
		"subject": "aws_default_subnet.a",
		"data": {},
		"evidence": [{"resource": "aws_default_subnet.a", "path": ["map_public_ip_on_launch"]}],
	}
	_result == {"subjects": {"aws_default_subnet.a"}, "violations": {remark}, "undecided": set()} with input as facts
}
