package policies.network["no-gateway-in-protected-zone_test"]

import data.lib.sample_test as sample
import data.policies.network["no-gateway-in-protected-zone"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_internet_gateway.igw"}, "violations": set(), "undecided": set()}

_facts(changes) := {"network": {"gateways": [object.union(
	{
		"id": "aws_internet_gateway.igw",
		"kind": "internet",
		"attached_by": "aws_internet_gateway.igw",
		"vpc": "aws_vpc.main",
		"zone": "weights",
		"path": ["vpc_id"],
		"exists": "yes",
	},
	changes,
)]}}

_remark(zone) := {
	"subject": "aws_internet_gateway.igw",
	"data": {"zone": zone},
	"evidence": [{"resource": "aws_internet_gateway.igw", "path": ["vpc_id"]}],
}

test_invalid_gateway_of_the_weights_zone if {
	_result == object.union(_sound, {"violations": {_remark("weights")}}) with input as _facts({})
}

test_valid_gateway_of_the_hub if {
	_result == _sound with input as _facts({"zone": "hub"})
}

test_valid_unattached_gateway_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"attached_by": ""})
}

test_unknown_zone if {
	zone := sample.unknown("variable")
	_result == object.union(_sound, {"undecided": {_remark(zone)}}) with input as _facts({"zone": zone})
}

test_unknown_whether_it_exists if {
	_result == object.union(_sound, {"undecided": {_remark("weights")}}) with input as _facts({"exists": "unknown"})
}
