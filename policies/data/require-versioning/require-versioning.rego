# METADATA
# title: Every bucket keeps the versions of its objects
# description: >-
#   Versioning of the bucket is Enabled. Suspended keeps old versions and makes no new ones, so it fails, and so does a bucket
#   without aws_s3_bucket_versioning, unless it has Object Lock: S3 turns versioning on with it and never lets it be suspended.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, versioning"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14
# - description: "Amazon S3 User Guide, Object Lock considerations"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} does not keep versions"
#   undecided: "it is not known whether {subject} keeps versions"
#   why: "without versions one overwrite or delete, by mistake or by ransomware, is final"
#   help: "declare an aws_s3_bucket_versioning with status = \"Enabled\""
#   layer: "L6 response & resilience"
#   controls:
#     nist-800-53-r5: [CP-9, SI-7, SI-12]
#     nist-800-207: [T1]
#     cisa-ztmm: [Data]
#     aws-fsbp: [S3.14]
#     mitre-attack: [T1485, T1565.001]
#     mitre-atlas: [AML.T0101]
#     rand-sl: [SL1]
#     openai: [defense-in-depth]
#   aliases:
#     checkov: [CKV_AWS_21]
#     trivy: [AWS-0090]
#     kics: [568a4d22-3517-44a6-a7ad-6a7eed88722c]
#   catalogue: [DAT-009]
#   waivable: true
package policies.data["require-versioning"]

import data.lib.answer

subjects contains bucket.id if some bucket in input.buckets

violations contains _remark(bucket) if {
	some bucket in input.buckets
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in input.buckets
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.both(bucket.exists, answer.opposite(answer.either(bucket.versioning.enabled.answer, _is_locked(bucket))))

# A lock beside versioning that says something else is refused by S3, and is no reason to pass.
_is_locked(bucket) := bucket.object_lock.enabled.answer if {
	bucket.versioning.declared_by == ""
} else := "no"

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(bucket.versioning.enabled.steps, _doubts(bucket)),
}

_doubts(bucket) := bucket.object_lock.enabled.steps if {
	_is_locked(bucket) == "unknown"
} else := []
