package lib.reference_test

import data.lib.reference

_cluster := {"id": "aws_cloudhsm_v2_cluster.a", "type": "aws_cloudhsm_v2_cluster", "values": {"id": "cluster-1234"}}

test_a_reference_names_its_resource if {
	reference.names({"$ref": "aws_cloudhsm_v2_cluster.a", "$attribute": "cluster_id"}, _cluster) == "yes"
	reference.names({"$ref": "aws_cloudhsm_v2_cluster.b", "$attribute": "cluster_id"}, _cluster) == "no"
	reference.names({"$ref": "data.aws_cloudhsm_v2_cluster.a", "$attribute": "cluster_id"}, _cluster) == "no"
}

test_what_is_derived_may_name_it if {
	reference.names({"$ref": "terraform_data.cluster", "$attribute": "output"}, _cluster) == "unknown"
	reference.names({"$unknown": "variable `cluster` has no value"}, _cluster) == "unknown"
}

test_a_known_text_is_compared if {
	reference.names("cluster-1234", _cluster) == "yes"
	reference.names("cluster-5678", _cluster) == "no"
	reference.names(null, _cluster) == "no"
}

test_a_target_is_a_key_of_what_it_names if {
	keys := reference.keys(_cluster)
	reference.target({"$ref": "aws_cloudhsm_v2_cluster.a", "$attribute": "cluster_id"}, "aws_cloudhsm_v2_cluster") in keys
	reference.target("cluster-1234", "aws_cloudhsm_v2_cluster") in keys
	not reference.target("cluster-5678", "aws_cloudhsm_v2_cluster") in keys
	not reference.target(null, "aws_cloudhsm_v2_cluster") in keys
	reference.target({"$unknown": "variable `cluster` has no value"}, "aws_cloudhsm_v2_cluster") == reference.loose
}
