# METADATA
# title: Every bucket has a public-access block that refuses public ACLs and policies
# description: >-
#   An aws_s3_bucket_public_access_block names the bucket and has block_public_acls and block_public_policy, without which it is
#   no block. The flags themselves, and the two that close what is open already, are judged at the block:
#   data/require-block-public-acls and its neighbours. AWS turns the block on for buckets that it makes new; what is not
#   declared can be turned off unseen.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, blocking public access"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-8
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} has no public-access block that refuses public ACLs and policies"
#   undecided: "it is not known whether {subject} has a public-access block that refuses public ACLs and policies"
#   why: "without the block one wrong ACL or policy, by whoever may write one, is public at once"
#   help: "declare an aws_s3_bucket_public_access_block for the bucket, with all four flags true"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [AC-3, AC-4, AC-21, SC-7]
#     nist-800-207: [T1, T6]
#     cisa-ztmm: [Data]
#     cis-aws: ["v3.0:2.1.4", "v5.0:2.1.4", "v7.0:3.1.4"]
#     aws-fsbp: [S3.8]
#     pci-dss-4: [1.2.8, 1.3.1, 1.3.2, 1.4.2, 1.5.1, 3.5.1.3, 10.3.2, 10.3.3, 10.3.4]
#     mitre-attack: [T1530, T1619]
#     mitre-atlas: [AML.T0036]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: [CKV2_AWS_6]
#     trivy: [AWS-0094]
#     kics: []
#   catalogue: [DAT-001]
#   waivable: true
package policies.data["require-public-access-block"]

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

_breach(bucket) := answer.both(bucket.exists, answer.opposite(_is_blocked(bucket.public_access)))

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(bucket.public_access.block_public_acls.steps, bucket.public_access.block_public_policy.steps),
}

_is_blocked(access) := answer.both(access.block_public_acls.answer, access.block_public_policy.answer)
