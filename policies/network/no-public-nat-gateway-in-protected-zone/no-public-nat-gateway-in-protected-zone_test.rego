package policies.network["no-public-nat-gateway-in-protected-zone_test"]

import data.lib.sample_test as sample
import data.policies.network["no-public-nat-gateway-in-protected-zone"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_nat_gateway.main"}, "violations": set(), "undecided": set()}

_facts(values, changes) := {"resources": {"aws_nat_gateway": [sample.resource(
	"aws_nat_gateway.main",
	object.union({"connectivity_type": "public", "subnet_id": sample.reference("aws_subnet.main", "id")}, values),
	object.union({"zone": "weights"}, changes),
)]}}

_remark(zone, paths) := {
	"subject": "aws_nat_gateway.main",
	"data": {"zone": zone},
	"evidence": [{"resource": "aws_nat_gateway.main", "path": [name]} | some name in paths],
}

_of_subnet := _remark("weights", ["connectivity_type", "subnet_id"])

test_invalid_public if {
	_result == object.union(_sound, {"violations": {_of_subnet}}) with input as _facts({}, {})
}

test_invalid_regional if {
	values := {"availability_mode": "regional", "subnet_id": null, "vpc_id": sample.reference("aws_vpc.main", "id")}
	_result == object.union(_sound, {"violations": {_remark("weights", ["connectivity_type", "vpc_id"])}}) with input as _facts(values, {})
}

test_valid_private if {
	_result == _sound with input as _facts({"connectivity_type": "private"}, {})
}

test_valid_other_zone if {
	_result == _sound with input as _facts({}, {"zone": "hub"})
}

test_unknown_connectivity if {
	_result == object.union(_sound, {"undecided": {_of_subnet}}) with input as _facts({"connectivity_type": sample.unknown("variable")}, {})
}

test_unknown_zone if {
	zone := sample.unknown("variable")
	expected := object.union(_sound, {"undecided": {_remark(zone, ["connectivity_type", "subnet_id", "tags"])}})
	_result == expected with input as _facts({}, {"zone": zone})
}

test_unknown_whether_it_exists if {
	_result == object.union(_sound, {"undecided": {_of_subnet}}) with input as _facts({}, {"exists": "unknown"})
}
