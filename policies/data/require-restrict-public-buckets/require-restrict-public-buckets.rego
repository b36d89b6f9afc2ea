# METADATA
# title: A public-access block restricts buckets with a public policy
# description: >-
#   Where a bucket has a public policy all the same, S3 lets only its own account and AWS services in. restrict_public_buckets
#   is true; the provider takes false where it is not set. A bucket without any block is for data/require-public-access-block.
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
#   message: "{subject} lets everybody use a bucket whose policy is public"
#   undecided: "it is not known whether {subject} restricts buckets with a public policy"
#   why: "a public policy that was written before the block still opens the bucket, to other accounts too"
#   help: set restrict_public_buckets = true
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
#     checkov: [CKV_AWS_56]
#     trivy: [AWS-0093]
#     kics: [1ec253ab-c220-4d63-b2de-5b40e0af9293]
#   catalogue: [DAT-001]
#   waivable: true
package policies.data["require-restrict-public-buckets"]

import data.lib.answer
import data.lib.attribute

subjects contains block.id if some block in input.resources.aws_s3_bucket_public_access_block

violations contains _remark(block) if {
	some block in input.resources.aws_s3_bucket_public_access_block
	_breach(block) == "yes"
}

undecided contains _remark(block) if {
	some block in input.resources.aws_s3_bucket_public_access_block
	_breach(block) == "unknown"
}

_breach(block) := answer.both(block.exists, answer.opposite(attribute.equals(block, ["restrict_public_buckets"], true)))

_remark(block) := {
	"subject": block.id,
	"data": {},
	"evidence": [{"resource": block.id, "path": ["restrict_public_buckets"]}],
}
