# METADATA
# title: Every bucket encrypts with a customer-managed key by default
# description: >-
#   The default encryption of the bucket names a key: kms_master_key_id is set, and not to alias/aws/s3, whose policy nobody can
#   change. Destinations of server access logs are exempt, where AWS documents that S3 delivers to no bucket encrypted with KMS:
#   the tag zt:role = "access-log", or a policy or ACL that lets the log delivery of S3 in.
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
#   message: "{subject} encrypts with no key of your own"
#   undecided: "it is not known whether {subject} encrypts with a key of your own"
#   why: access to a key of your own can be withdrawn and is logged; a key of AWS serves everybody in the account who may read
#   help: set kms_master_key_id to the ARN of an aws_kms_key for this class of data
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
#     checkov: []
#     trivy: [AWS-0132]
#     kics: []
#   catalogue: [DAT-004]
#   waivable: true
package policies.data["require-customer-managed-key"]

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

_breach(bucket) := answer.all_of([bucket.exists, answer.opposite(access_log.receives(bucket)), answer.opposite(bucket.encryption.customer_key.answer)])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(bucket.encryption.customer_key.steps, durable_bucket.doubts(bucket, {access_log.receives(bucket)})),
}

_candidates := [bucket |
	some bucket in input.buckets
	access_log.receives(bucket) != "yes"
]
