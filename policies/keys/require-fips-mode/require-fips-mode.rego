# METADATA
# title: CloudHSM clusters run in FIPS mode
# description: >-
#   mode is FIPS. Where it is not set it passes: hsm1.medium knows no other mode, and CloudHSM demands one for every later type.
# scope: package
# related_resources:
# - description: "AWS CloudHSM User Guide, cluster modes"
#   ref: https://docs.aws.amazon.com/cloudhsm/latest/userguide/cluster-hsm-types.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} is not in FIPS mode"
#   undecided: "it is not known whether {subject} is in FIPS mode"
#   why: "outside FIPS mode the HSM offers algorithms and keys that were never validated, and KMS refuses it as a key store"
#   help: "set mode = \"FIPS\"; the mode of a cluster cannot be changed later"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-13]
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
package policies.keys["require-fips-mode"]

import data.lib.answer
import data.lib.attribute

subjects contains cluster.id if some cluster in input.resources.aws_cloudhsm_v2_cluster

violations contains _remark(cluster) if {
	some cluster in input.resources.aws_cloudhsm_v2_cluster
	_breach(cluster) == "yes"
}

undecided contains _remark(cluster) if {
	some cluster in input.resources.aws_cloudhsm_v2_cluster
	_breach(cluster) == "unknown"
}

_breach(cluster) := answer.all_of([cluster.exists, attribute.is_set(cluster, ["mode"]), answer.opposite(attribute.equals(cluster, ["mode"], "FIPS"))])

_remark(cluster) := {
	"subject": cluster.id,
	"data": {},
	"evidence": [{"resource": cluster.id, "path": ["mode"]}],
}
