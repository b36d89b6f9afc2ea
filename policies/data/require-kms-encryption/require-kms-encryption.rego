# METADATA
# title: Every bucket encrypts with KMS by default
# description: >-
#   The default encryption of the bucket is aws:kms or aws:kms:dsse. Where none is declared S3 uses keys of its own (AES256),
#   which no key policy guards, so that fails. Destinations of server access logs are exempt, where AWS documents that S3
#   delivers to no bucket encrypted with KMS: the tag zt:role = "access-log", or a policy or ACL that lets the log delivery of
#   S3 in.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, default encryption"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17
# - description: "Amazon S3 User Guide, enabling server access logging"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} does not encrypt with KMS by default"
#   undecided: "it is not known whether {subject} encrypts with KMS by default"
#   why: "with keys of S3 itself whoever may read the object can decrypt it, and no second door is left"
#   help: "declare an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm = \"aws:kms\" and a key of your own"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-13, SC-28, SC-28(1)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     aws-fsbp: [S3.17]
#     mitre-attack: [T1530]
#     mitre-atlas: [AML.T0035]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: [CKV_AWS_145]
#     trivy: []
#     kics: []
#   catalogue: [DAT-004]
#   waivable: true
package policies.data["require-kms-encryption"]

import data.lib.access_log
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

_breach(bucket) := answer.all_of([bucket.exists, answer.opposite(access_log.receives(bucket)), answer.opposite(_uses_kms(bucket.encryption))])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat([bucket.encryption.algorithm_step], durable_bucket.doubts(bucket, {access_log.receives(bucket)})),
}

_candidates := [bucket |
	some bucket in input.buckets
	access_log.receives(bucket) != "yes"
]

_uses_kms(encryption) := "unknown" if {
	encryption.algorithm == "unknown"
} else := answer.of(encryption.algorithm in {"aws:kms", "aws:kms:dsse"})
