package policies.network["no-elastic-ip-in-protected-zone_test"]

import data.lib.sample_test as sample
import data.policies.network["no-elastic-ip-in-protected-zone"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_eip.main"}, "violations": set(), "undecided": set()}

_facts(addresses) := {"network": {"elastic_addresses": [object.union(
	{"subject": "aws_eip.main", "path": ["instance"], "machine": "aws_instance.main", "zone": "weights", "exists": "yes"},
	changes,
) |
	some changes in addresses
]}}

_remark(zone, doubts) := {
	"subject": "aws_eip.main",
	"data": {"zone": zone},
	"evidence": array.concat([{"resource": "aws_eip.main", "path": ["instance"]}], doubts),
}

test_invalid_at_a_machine_of_the_weights_zone if {
	_result == object.union(_sound, {"violations": {_remark("weights", [])}}) with input as _facts([{}])
}

test_invalid_outweighs_unknown if {
	expected := object.union(_sound, {"violations": {_remark("weights", [])}})
	_result == expected with input as _facts([{}, {"path": ["network_interface"], "zone": sample.unknown("variable")}])
}

test_valid_other_zones if {
	_result == _sound with input as _facts([{"zone": "hub"}, {"zone": ""}])
}

test_unknown_zone if {
	zone := sample.unknown("variable")
	doubts := [{"resource": "aws_instance.main", "path": ["tags"]}]
	_result == object.union(_sound, {"undecided": {_remark(zone, doubts)}}) with input as _facts([{"zone": zone}])
}

test_unknown_machine if {
	zone := sample.unknown("elsewhere")
	_result == object.union(_sound, {"undecided": {_remark(zone, [])}}) with input as _facts([{"zone": zone, "machine": ""}])
}

test_unknown_whether_it_exists if {
	_result == object.union(_sound, {"undecided": {_remark("weights", [])}}) with input as _facts([{"exists": "unknown"}])
}
