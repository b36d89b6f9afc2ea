# METADATA
# title: "Flow logs of the weights, training and agent-sandbox zones aggregate over one minute"
# description: >-
#   Of a logged VPC in one of these zones, a flow log that captures all traffic aggregates over 60 seconds. The default is 600.
#   VPCs without any flow log are for network/require-flow-log.
# scope: package
# related_resources:
# - description: "Amazon VPC User Guide, flow logs"
#   ref: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "no flow log of {subject} captures all traffic minute by minute"
#   undecided: "it is not known whether {subject} is in a protected zone and logged minute by minute"
#   why: ten minutes are enough to carry out a large part of the weights before the first record is written
#   help: set max_aggregation_interval = 60 on the flow log
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
package policies.network["require-minute-flow-log"]

import data.lib.answer
import data.lib.quantity
import data.lib.zone

subjects contains vpc.id if some vpc in _watched

violations contains _remark(vpc) if {
	some vpc in _watched
	_breach(vpc) == "yes"
}

undecided contains _remark(vpc) if {
	some vpc in _watched
	_breach(vpc) == "unknown"
}

_breach(vpc) := answer.all_of([vpc.exists, _in_zone(vpc), answer.opposite(fine), answer.opposite(vpc.maybe_logged)]) if {
	fine := answer.any_of([answer.both(log.all_traffic.answer, _is_fine(log)) | some log in vpc.flow_logs])
}

_remark(vpc) := {
	"subject": vpc.id,
	"data": {},
	"evidence": array.flatten([_steps(vpc), vpc.maybe_logged_by, zone.doubts(vpc)]),
}

_watched := [vpc |
	some vpc in input.network.vpcs
	count(vpc.flow_logs) > 0
	_in_zone(vpc) != "no"
]

_in_zone(vpc) := zone.among(vpc.zone, {"weights", "training", "agent-sandbox"})

_is_fine(log) := answer.opposite(quantity.exceeds(log.aggregation_seconds, 60))

_steps(vpc) := [{"resource": log.id, "path": [name]} |
	some log in vpc.flow_logs
	some name in ["traffic_type", "max_aggregation_interval"]
]
