# METADATA
# title: No CloudHSM cluster of the retired HSM type
# description: >-
#   hsm_type is not hsm1.medium, whose FIPS 140-2 validation has run out; hsm2m.medium is the current type, validated for FIPS
#   140-3 level 3.
# scope: package
# related_resources:
# - description: "AWS CloudHSM User Guide, compliance and deprecation"
#   ref: https://docs.aws.amazon.com/cloudhsm/latest/userguide/compliance-dep-notif.html
# - description: "AWS CloudHSM User Guide, HSM types"
#   ref: https://docs.aws.amazon.com/cloudhsm/latest/userguide/cluster-hsm-types.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} is of the retired type hsm1.medium"
#   undecided: "it is not known whether {subject} is of the retired type hsm1.medium"
#   why: "a module without a valid certificate proves nothing to an auditor, and gets no more fixes"
#   help: "set hsm_type = \"hsm2m.medium\" and restore the cluster from a backup"
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
package policies.keys["no-retired-hsm-type"]

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

_breach(cluster) := answer.both(cluster.exists, attribute.equals(cluster, ["hsm_type"], "hsm1.medium"))

_remark(cluster) := {
	"subject": cluster.id,
	"data": {},
	"evidence": [{"resource": cluster.id, "path": ["hsm_type"]}],
}
