# METADATA
# title: The public-access block of an account has all four flags
# description: >-
#   An aws_s3_account_public_access_block has block_public_acls, block_public_policy, ignore_public_acls and
#   restrict_public_buckets. Where nothing that was read declares one for the account, each stack with buckets in it is left
#   undecided, at one of them: the block may be declared in a stack that was not read, such as the account baseline, or by hand. The
#   catalogue fails its absence; a stack is not an account and cannot show that. A block whose account is not known may be of any.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, blocking public access"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-1
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} leaves {flag} off for the whole account"
#   undecided: "it is not known whether the account of {subject} has a public-access block with all four flags"
#   why: the block of the account is what still holds when a bucket is made by hand and forgotten
#   help: set all four flags of the aws_s3_account_public_access_block to true
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [AC-3, AC-4, AC-21, SC-7]
#     nist-800-207: [T1, T6]
#     cisa-ztmm: [Data]
#     cis-aws: ["v3.0:2.1.4", "v5.0:2.1.4", "v7.0:3.1.4"]
#     aws-fsbp: [S3.1]
#     pci-dss-4: [1.2.8, 1.3.1, 1.3.2, 1.4.2, 1.5.1, 3.5.1.3, 10.3.2, 10.3.3, 10.3.4]
#     mitre-attack: [T1530, T1619]
#     mitre-atlas: [AML.T0036]
#     rand-sl: [SL1]
#     openai: [zero-trust]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [DAT-001]
#   waivable: true
package policies.data["require-account-public-access-block"]

import data.lib.answer
import data.lib.attribute

subjects contains block.id if some block in input.resources.aws_s3_account_public_access_block

subjects contains _first_bucket[_]

violations contains _remark(block, flag) if {
	some block in input.resources.aws_s3_account_public_access_block
	some flag in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	_breach(block, flag) == "yes"
}

undecided contains _remark(block, flag) if {
	some block in input.resources.aws_s3_account_public_access_block
	some flag in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"]
	_breach(block, flag) == "unknown"
	object.get(_failing, block.id, false) == false
}

undecided contains {"subject": bucket, "data": {}, "evidence": [{"resource": bucket, "path": []}]} if {
	some bucket in _first_bucket
}

# By stack, one bucket that stands for all: what is asked is asked of the account.
_first_bucket[stack] := min(buckets) if some stack, buckets in _buckets

_buckets[bucket.stack] contains bucket.id if {
	some bucket in input.resources.aws_s3_bucket
	count(_blocked_as(bucket.account)) == 0
}

# Two accounts that are both known and differ are two; one that is not known may be the other.
_blocked_as(account) := {blocked |
	some blocked in _blocked
	count({account, blocked} - {""}) < 2
}

_blocked contains block.account if some block in input.resources.aws_s3_account_public_access_block

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(block, flag) := answer.both(block.exists, answer.opposite(attribute.equals(block, [flag], true)))

_remark(block, flag) := {
	"subject": block.id,
	"data": {"flag": flag},
	"evidence": [{"resource": block.id, "path": [flag]}],
}
