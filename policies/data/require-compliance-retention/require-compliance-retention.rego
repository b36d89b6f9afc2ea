# METADATA
# title: "Locked buckets of weights, logs and backups retain in COMPLIANCE mode for 30 days, logs for a year"
# description: >-
#   The default retention of a bucket that must last and has Object Lock is in COMPLIANCE mode, which nobody can shorten, for 30
#   days at least; for the zone log-archive and the data class log, 365 days or a year. A bucket without Object Lock is for
#   data/require-object-lock. Buckets that must last are those of the zones weights and log-archive, of the data classes weights
#   and log, and those with the tag zt:role = "backup". Exempt are the roles access-log and config-delivery: S3 delivers access
#   logs to no bucket with Object Lock, and AWS Config refuses buckets with default retention.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, Object Lock"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-15
# - description: "Amazon S3 User Guide, enabling server access logging"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# - description: "AWS Config Developer Guide, permissions for the S3 bucket of a delivery channel"
#   ref: https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} does not retain its objects in COMPLIANCE mode for {least} days"
#   undecided: "it is not known whether {subject} must last and retains its objects for long enough"
#   why: "a lock that an administrator can lift, or that ends before anybody notices, holds nobody up"
#   help: "set default_retention with mode = \"COMPLIANCE\" and days = 30, or years = 1 for logs"
#   layer: "L6 response & resilience"
#   controls:
#     nist-800-53-r5: [AU-9(2), AU-9(3), CP-9(8), SI-7]
#     nist-800-207: [T1]
#     cisa-ztmm: [Data]
#     aws-fsbp: [S3.15]
#     mitre-attack: [T1485, T1490, T1565.001]
#     mitre-atlas: [AML.T0101]
#     rand-sl: [SL2]
#     openai: [defense-in-depth]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [DAT-010]
#   waivable: true
package policies.data["require-compliance-retention"]

import data.lib.answer
import data.lib.durable_bucket
import data.lib.quantity

subjects contains bucket.id if some bucket in _candidates

violations contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.all_of([bucket.exists, durable_bucket.must_last(bucket), bucket.object_lock.enabled.answer, answer.opposite(_is_retained(bucket))])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {"least": _least(durable_bucket.holds_logs(bucket))},
	"evidence": array.concat(bucket.object_lock.steps, durable_bucket.doubts(bucket, {durable_bucket.must_last(bucket), durable_bucket.holds_logs(bucket)})),
}

_candidates := [bucket |
	some bucket in input.buckets
	durable_bucket.must_last(bucket) != "no"
	bucket.object_lock.enabled.answer != "no"
]

_is_retained(bucket) := answer.all_of([
	_is_compliance(bucket.object_lock.mode),
	answer.opposite(quantity.falls_short(bucket.object_lock.retention_days, 30)),
	answer.either(
		answer.opposite(durable_bucket.holds_logs(bucket)),
		answer.opposite(quantity.falls_short(bucket.object_lock.retention_days, 365)),
	),
])

_is_compliance(mode) := "unknown" if {
	mode == "unknown"
} else := answer.of(mode == "COMPLIANCE")

_least(holds_logs) := 365 if {
	holds_logs == "yes"
} else := 30
