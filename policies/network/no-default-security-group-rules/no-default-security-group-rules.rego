# METADATA
# title: An adopted default security group holds no rules
# description: >-
#   The rules of a default security group hold for everything in its VPC that names no group, now and later. So an
#   aws_default_security_group has none, inline or as a resource of its own, whatever their source: members of the group itself
#   count too. This looks at the group; network/require-closed-default-security-group looks at the VPC, which may have adopted
#   none.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, default security groups"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-2
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} lets traffic through"
#   undecided: "it is not known whether {subject} lets traffic through"
#   why: every rule of the default group is a rule for whatever was put into the VPC without a thought
#   help: "move the rules to a security group that names what it is for, and leave the default group empty"
#   layer: L2 network
#   controls:
#     nist-800-53-r5: [AC-4, SC-7(5), CM-7]
#     nist-800-207: [T2, T6]
#     cisa-ztmm: [Networks]
#     cis-aws: ["v3.0:5.4", "v5.0:5.5", "v7.0:6.5"]
#     aws-fsbp: [EC2.2]
#     pci-dss-4: [7.2.1]
#     mitre-attack: [T1046, T1021.004]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: [AWS-0173]
#     kics: [46883ce1-dc3e-4b17-9195-c6a601624c73]
#   catalogue: [NET-005]
#   waivable: true
package policies.network["no-default-security-group-rules"]

import data.lib.answer

subjects contains group.id if some group in input.resources.aws_default_security_group

violations contains _remark(group, _places(group.id, {"yes"})) if {
	some group in input.resources.aws_default_security_group
	_breach(group) == "yes"
}

undecided contains _remark(group, array.concat(_places(group.id, {"yes", "unknown"}), array.slice(_doubtful_places, 0, 8))) if {
	some group in input.resources.aws_default_security_group
	_breach(group) == "unknown"
}

_breach(group) := answer.both(group.exists, answer.any_of(_certain(group) | _doubtful))

_remark(group, places) := {
	"subject": group.id,
	"data": {},
	"evidence": places,
}

_certain(group) := {entry.exists | some entry in object.get(_entries, group.id, [])}

# A rule whose group is not known may belong to any.
_doubtful := {"unknown" | _entries[""]}

# The first few are shown of each group: all of them, for each of a thousand groups, would be a thousand times a thousand.
_doubtful_places := _places("", {"yes", "unknown"})

_places(group, certainty) := [entry.place |
	some entry in object.get(_entries, group, [])
	entry.exists in certainty
]

_entries[rule.group] contains {"exists": rule.exists, "place": {"resource": rule.subject, "path": rule.path}} if {
	some rule in input.network.rules
}
