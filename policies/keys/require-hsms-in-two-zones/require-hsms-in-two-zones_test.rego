package policies.keys["require-hsms-in-two-zones_test"]

import data.lib.sample_test as sample
import data.policies.keys["require-hsms-in-two-zones"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_cloudhsm_v2_cluster.main"}, "violations": set(), "undecided": set()}

_facts(hsms, exists) := {"resources": {
	"aws_cloudhsm_v2_cluster": [sample.resource("aws_cloudhsm_v2_cluster.main", {}, {"exists": exists})],
	"aws_cloudhsm_v2_hsm": hsms,
}}

_hsm(name, place) := sample.resource(
	concat(".", ["aws_cloudhsm_v2_hsm", name]),
	object.union({"cluster_id": sample.reference("aws_cloudhsm_v2_cluster.main", "cluster_id")}, place),
	{},
)

_zone(zone) := {"availability_zone": zone}

_subnet(name) := {"subnet_id": sample.reference(name, "id")}

_remark(names) := {
	"subject": "aws_cloudhsm_v2_cluster.main",
	"data": {},
	"evidence": [{"resource": concat(".", ["aws_cloudhsm_v2_hsm", name]), "path": [attribute]} |
		some name in names
		some attribute in ["availability_zone", "subnet_id"]
	],
}

test_invalid_no_hsm if {
	_result == object.union(_sound, {"violations": {_remark([])}}) with input as _facts([], "yes")
}

test_invalid_one_hsm if {
	_result == object.union(_sound, {"violations": {_remark(["a"])}}) with input as _facts([_hsm("a", _zone("eu-central-1a"))], "yes")
}

test_invalid_one_zone if {
	hsms := [_hsm("a", _zone("eu-central-1a")), _hsm("b", _zone("eu-central-1a"))]
	_result == object.union(_sound, {"violations": {_remark(["a", "b"])}}) with input as _facts(hsms, "yes")
}

test_invalid_one_subnet if {
	hsms := [_hsm("a", _subnet("aws_subnet.a")), _hsm("b", _subnet("aws_subnet.a"))]
	_result == object.union(_sound, {"violations": {_remark(["a", "b"])}}) with input as _facts(hsms, "yes")
}

test_invalid_second_hsm_of_another_cluster if {
	other := _hsm("b", {"cluster_id": "cluster-1234", "availability_zone": "eu-central-1b"})
	_result == object.union(_sound, {"violations": {_remark(["a"])}}) with input as _facts([_hsm("a", _zone("eu-central-1a")), other], "yes")
}

test_valid_two_zones if {
	_result == _sound with input as _facts([_hsm("a", _zone("eu-central-1a")), _hsm("b", _zone("eu-central-1b"))], "yes")
}

test_valid_two_subnets if {
	_result == _sound with input as _facts([_hsm("a", _subnet("aws_subnet.a")), _hsm("b", _subnet("aws_subnet.b"))], "yes")
}

test_unknown_zone if {
	hsms := [_hsm("a", _zone("eu-central-1a")), _hsm("b", _zone(sample.unknown("variable")))]
	_result == object.union(_sound, {"undecided": {_remark(["a", "b"])}}) with input as _facts(hsms, "yes")
}

test_unknown_zone_beside_subnet if {
	hsms := [_hsm("a", _zone("eu-central-1a")), _hsm("b", _subnet("aws_subnet.b"))]
	_result == object.union(_sound, {"undecided": {_remark(["a", "b"])}}) with input as _facts(hsms, "yes")
}

test_unknown_whether_the_second_hsm_exists if {
	hsms := [_hsm("a", _zone("eu-central-1a")), object.union(_hsm("b", _zone("eu-central-1b")), {"exists": "unknown"})]
	_result == object.union(_sound, {"undecided": {_remark(["a", "b"])}}) with input as _facts(hsms, "yes")
}

test_unknown_cluster_of_another_hsm if {
	loose := sample.resource("aws_cloudhsm_v2_hsm.b", {"cluster_id": sample.unknown("variable"), "availability_zone": "eu-central-1a"}, {})
	evidence := array.concat(_remark(["a"]).evidence, [{"resource": "aws_cloudhsm_v2_hsm.b", "path": ["cluster_id"]}])
	remark := {"subject": "aws_cloudhsm_v2_cluster.main", "data": {}, "evidence": evidence}
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts([_hsm("a", _zone("eu-central-1a")), loose], "yes")
}

test_unknown_whether_the_cluster_exists if {
	_result == object.union(_sound, {"undecided": {_remark([])}}) with input as _facts([], "unknown")
}

test_unknown_number_of_one_block if {
	hsms := [object.union(_hsm("a[*]", {"subnet_id": sample.unknown("variable")}), {"exists": "unknown"})]
	_result == object.union(_sound, {"undecided": {_remark(["a[*]"])}}) with input as _facts(hsms, "yes")
}

test_invalid_any_number_in_one_subnet if {
	hsms := [object.union(_hsm("a[*]", _subnet("aws_subnet.a")), {"exists": "unknown"})]
	_result == object.union(_sound, {"violations": {_remark(["a[*]"])}}) with input as _facts(hsms, "yes")
}
