# METADATA
# title: A flow log of every logged VPC captures all traffic and keeps it
# description: >-
#   Of a VPC that has flow logs, one at least records all traffic, not only what was accepted or rejected, and has a
#   destination. VPCs without any flow log are for network/require-flow-log.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, flow logs"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "no flow log of {subject} captures all traffic and has a destination"
#   undecided: "it is not known whether a flow log of {subject} captures all traffic and has a destination"
#   why: a log of rejected traffic alone never shows the transfer that succeeded
#   help: "set traffic_type = \"ALL\" and log_destination on the flow log"
#   layer: L5 detection
#   controls:
#     nist-800-53-r5: [AU-2, AU-3, AU-12, SI-4, SI-4(4)]
#     nist-800-207: [T5, T7]
#     cisa-ztmm: ["x-cut Visibility & Analytics"]
#     cis-aws: ["v3.0:3.7", "v5.0:3.7", "v7.0:4.7"]
#     pci-dss-4: [7.2.1, 10.2.1.1, 10.2.1.2, 10.2.1.3, 10.2.1.4, 10.2.1.5, 10.2.1.6, 10.2.1.7, 10.2.2, 10.3.1, 10.6.3, 11.3.1.1, 11.5.1.1]
#     mitre-attack: [T1046, T1048]
#     rand-sl: [SL1]
#     openai: [monitoring]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [NET-011]
#   waivable: true
package policies.network["require-all-traffic-in-flow-log"]

import data.lib.answer

subjects contains vpc.id if some vpc in _logged

violations contains _remark(vpc) if {
	some vpc in _logged
	_breach(vpc) == "yes"
}

undecided contains _remark(vpc) if {
	some vpc in _logged
	_breach(vpc) == "unknown"
}

_breach(vpc) := answer.all_of([vpc.exists, answer.opposite(complete), answer.opposite(vpc.maybe_logged)]) if {
	complete := answer.any_of([answer.both(log.all_traffic.answer, log.has_destination.answer) | some log in vpc.flow_logs])
}

_remark(vpc) := {"subject": vpc.id, "data": {}, "evidence": array.concat(_steps(vpc), vpc.maybe_logged_by)}

_logged := [vpc |
	some vpc in input.network.vpcs
	count(vpc.flow_logs) > 0
]

_steps(vpc) := [step |
	some log in vpc.flow_logs
	some step in array.concat(log.all_traffic.steps, log.has_destination.steps)
]
