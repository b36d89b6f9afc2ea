# METADATA
# title: A CloudHSM cluster has HSMs in two Availability Zones at least
# description: >-
#   Two aws_cloudhsm_v2_hsm with the id of the cluster stand in different Availability Zones: they name two zones, or two
#   subnets, of which a cluster takes one in each zone. An HSM that names its zone beside one that names its subnet leaves it
#   open.
# scope: package
# related_resources:
# - description: "AWS CloudHSM User Guide, high availability"
#   ref: https://docs.aws.amazon.com/cloudhsm/latest/userguide/cluster-architecture.html
# - description: "AWS KMS Developer Guide, CloudHSM key stores"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/keystore-cloudhsm.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} has no HSMs in two Availability Zones"
#   undecided: "it is not known whether {subject} has HSMs in two Availability Zones"
#   why: "with one HSM, or one zone, a single failure takes the keys away, and what they protect with them; KMS asks for two before it connects"
#   help: declare a second aws_cloudhsm_v2_hsm with a subnet of another zone
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12(1), CP-9]
#     nist-800-207: [T2, T5]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1485]
#     rand-sl: [SL4]
#     openai: [hardware-backed]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [KEY-008]
#   waivable: true
package policies.keys["require-hsms-in-two-zones"]

import data.lib.answer
import data.lib.attribute
import data.lib.reference

subjects contains cluster.id if some cluster in input.resources.aws_cloudhsm_v2_cluster

violations contains _remark(cluster) if {
	some cluster in input.resources.aws_cloudhsm_v2_cluster
	_breach(cluster) == "yes"
}

undecided contains _remark(cluster) if {
	some cluster in input.resources.aws_cloudhsm_v2_cluster
	_breach(cluster) == "unknown"
}

_breach(cluster) := answer.both(cluster.exists, answer.opposite(_are_apart(cluster)))

_remark(cluster) := {
	"subject": cluster.id,
	"data": {},
	"evidence": array.concat(
		[{"resource": hsm.id, "path": [name]} | some hsm in _named(cluster); some name in ["availability_zone", "subnet_id"]],
		[{"resource": id, "path": ["cluster_id"]} | some id in array.slice(_loose, 0, 3)],
	),
}

_are_apart(cluster) := "yes" if {
	some name in ["availability_zone", "subnet_id"]
	count(_places(_certain(cluster), name)) > 1
} else := "no" if {
	count(_named(cluster)) + count(_loose) < 2
	_of_any_number(cluster) == set()
} else := "unknown" if {
	count(_loose) > 0
} else := "no" if {
	some name in ["availability_zone", "subnet_id"]
	count(_places(_named(cluster), name)) == 1
	every hsm in _named(cluster) { count(_places([hsm], name)) == 1 }
} else := "unknown"

# One block whose count or for_each is not known may make two.
_of_any_number(cluster) := {id |
	some id in array.concat([hsm.id | some hsm in _named(cluster)], _loose)
	contains(id, "[*]")
}

_certain(cluster) := [hsm |
	some hsm in _named(cluster)
	hsm.exists == "yes"
]

_named(cluster) := [hsm |
	some key in reference.keys(cluster)
	some id in object.get(_ids, key, [])
	hsm := _hsms[id]
]

# HSMs whose cluster is not known: they may be of any.
_loose := [id | some id in object.get(_ids, reference.loose, [])]

_ids[target] contains hsm.id if {
	some hsm in input.resources.aws_cloudhsm_v2_hsm
	target := reference.target(attribute.at(hsm, ["cluster_id"]), "aws_cloudhsm_v2_cluster")
}

_hsms[hsm.id] := hsm if some hsm in input.resources.aws_cloudhsm_v2_hsm

_places(hsms, name) := {place |
	some hsm in hsms
	place := attribute.at(hsm, [name])
	_is_fixed(place)
}

_is_fixed(place) if is_string(place)

_is_fixed(place) if place["$ref"]
