# METADATA
# title: Every VPC has a flow log
# description: >-
#   A flow log writes down who spoke to whom, for the whole VPC. It names the VPC; a log of one subnet or interface does not
#   stand for it. What it must record is for network/require-all-traffic-in-flow-log and network/require-minute-flow-log.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, flow logs"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# - description: "AWS Security Hub, Amazon EC2 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} has no flow log"
#   undecided: "it is not known whether {subject} has a flow log"
#   why: "without a record of traffic nobody can say what was carried out, or when it began"
#   help: "declare an aws_flow_log with vpc_id, traffic_type = \"ALL\" and a destination in the log archive"
#   layer: L5 detection
#   controls:
#     nist-800-53-r5: [AU-2, AU-3, AU-12, SI-4, SI-4(4)]
#     nist-800-207: [T5, T7]
#     cisa-ztmm: ["x-cut Visibility & Analytics"]
#     cis-aws: ["v3.0:3.7", "v5.0:3.7", "v7.0:4.7"]
#     aws-fsbp: [EC2.6]
#     pci-dss-4: [7.2.1, 10.2.1.1, 10.2.1.2, 10.2.1.3, 10.2.1.4, 10.2.1.5, 10.2.1.6, 10.2.1.7, 10.2.2, 10.3.1, 10.6.3, 11.3.1.1, 11.5.1.1]
#     mitre-attack: [T1046, T1048]
#     rand-sl: [SL1]
#     openai: [monitoring]
#   aliases:
#     checkov: [CKV2_AWS_11]
#     trivy: [AWS-0178]
#     kics: [f83121ea-03da-434f-9277-9cd247ab3047]
#   catalogue: [NET-011]
#   waivable: true
package policies.network["require-flow-log"]

import data.lib.answer

subjects contains vpc.id if some vpc in input.network.vpcs

violations contains _remark(vpc) if {
	some vpc in input.network.vpcs
	_breach(vpc) == "yes"
}

undecided contains _remark(vpc) if {
	some vpc in input.network.vpcs
	_breach(vpc) == "unknown"
}

_breach(vpc) := answer.both(vpc.exists, answer.opposite(logged)) if {
	logged := answer.either(answer.of(count(vpc.flow_logs) > 0), vpc.maybe_logged)
}

_remark(vpc) := {"subject": vpc.id, "data": {}, "evidence": vpc.maybe_logged_by}
