# METADATA
# title: "Deletion of a key can be called off for 14 days, for weights and logs for 30"
# description: >-
#   deletion_window_in_days is at least 14, and 30 for keys of the data classes weights and log, which is the longest that KMS
#   allows and what it does where none is set.
# scope: package
# related_resources:
# - description: "AWS KMS Developer Guide, deleting keys"
#   ref: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
# - description: "AWS Security Hub, AWS KMS controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-3
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} can be deleted for good after {days} days; {least} is the least"
#   undecided: "it is not known whether the deletion of {subject} can be called off for long enough"
#   why: "when a key is gone all that it encrypted is gone, so somebody must have the time to notice"
#   help: "leave deletion_window_in_days unset, which means 30, or set it to 30"
#   layer: "L6 response & resilience"
#   controls:
#     nist-800-53-r5: [CP-9, SC-12(1)]
#     nist-800-207: [T1]
#     cisa-ztmm: [Data]
#     aws-fsbp: [KMS.3]
#     pci-dss-4: [3.5.1.1, 3.5.1.3, 3.6.1.2, 3.6.1.3, 3.6.1.4, 3.7.1, 3.7.2, 3.7.4, 3.7.6, 3.7.7, 4.2.1.1]
#     mitre-attack: [T1485]
#     mitre-atlas: [AML.T0101]
#     rand-sl: [SL2]
#     openai: [defense-in-depth]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [KEY-017]
#   waivable: true
package policies.keys["require-long-deletion-window"]

import data.lib.answer
import data.lib.data_class
import data.lib.quantity

subjects contains key.id if some key in input.keys

violations contains _remark(key) if {
	some key in input.keys
	_breach(key) == "yes"
}

undecided contains _remark(key) if {
	some key in input.keys
	_breach(key) == "unknown"
}

_breach(key) := answer.both(key.exists, too_short) if {
	lasting := data_class.among(key.data_class, {"weights", "log"})
	too_short := answer.either(
		quantity.falls_short(key.deletion_window_days, 14),
		answer.both(lasting, quantity.falls_short(key.deletion_window_days, 30)),
	)
}

_remark(key) := {
	"subject": key.id,
	"data": {"days": key.deletion_window_days, "least": _least(lasting)},
	"evidence": array.concat([{"resource": key.id, "path": ["deletion_window_in_days"]}], data_class.doubts(key)),
} if {
	lasting := data_class.among(key.data_class, {"weights", "log"})
}

_least(lasting) := 30 if {
	lasting == "yes"
} else := 14
