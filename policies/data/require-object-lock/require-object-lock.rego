# METADATA
# title: "Buckets of weights, logs and backups have Object Lock"
# description: >-
#   Object Lock is enabled. Buckets that must last are those of the zones weights and log-archive, of the data classes weights
#   and log, and those with the tag zt:role = "backup". Exempt are the roles access-log and config-delivery: S3 delivers access
#   logs to no bucket with Object Lock, and AWS Config refuses buckets with default retention. Checkov looks at every bucket.
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
#   message: "{subject} must last and has no Object Lock"
#   undecided: "it is not known whether {subject} must last and has Object Lock"
#   why: "without a lock whoever becomes administrator can delete the weights, the backups and the traces of it"
#   help: set object_lock_enabled = true on the bucket and declare an aws_s3_bucket_object_lock_configuration
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
#     checkov: [CKV_AWS_143]
#     trivy: []
#     kics: []
#   catalogue: [DAT-010]
#   waivable: true
package policies.data["require-object-lock"]

import data.lib.answer
import data.lib.durable_bucket

subjects contains bucket.id if some bucket in _candidates

violations contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.all_of([bucket.exists, durable_bucket.must_last(bucket), answer.opposite(bucket.object_lock.enabled.answer)])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(bucket.object_lock.enabled.steps, durable_bucket.doubts(bucket, {durable_bucket.must_last(bucket)})),
}

_candidates := [bucket |
	some bucket in input.buckets
	durable_bucket.must_last(bucket) != "no"
]
