# METADATA
# title: Versions of weights and of the log archive cannot be deleted by one hand
# description: >-
#   A bucket of the zones weights and log-archive, or of the data class weights, has Object Lock or MFA delete. Exempt are the
#   roles access-log and config-delivery: S3 delivers access logs to no bucket with Object Lock, and MFA delete can be set by
#   the root user of the account alone, which no pipeline is.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, MFA delete"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
# - description: "Amazon S3 User Guide, versioning"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
# - description: "Amazon S3 User Guide, enabling server access logging"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# schemas:
# - input: schema.facts
# custom:
#   severity: medium
#   message: "{subject} lets one administrator delete versions for good"
#   undecided: "it is not known whether {subject} protects its versions from one administrator"
#   why: "whoever takes over one role with s3:DeleteObjectVersion can erase the weights or the traces"
#   help: "set object_lock_enabled = true on the bucket, and a retention in COMPLIANCE mode"
#   layer: "L6 response & resilience"
#   controls:
#     nist-800-53-r5: [CP-9, SI-7, SI-12]
#     nist-800-207: [T1]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1485, T1565.001]
#     mitre-atlas: [AML.T0101]
#     rand-sl: [SL1]
#     openai: [defense-in-depth]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [DAT-009]
#   waivable: true
package policies.data["require-protected-versions"]

import data.lib.answer
import data.lib.data_class
import data.lib.durable_bucket
import data.lib.zone

subjects contains bucket.id if some bucket in _candidates

violations contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in _candidates
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.all_of([bucket.exists, _is_kept(bucket), answer.opposite(_is_protected(bucket))])

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": array.concat(array.concat(bucket.object_lock.enabled.steps, bucket.versioning.mfa_delete.steps), durable_bucket.doubts(bucket, {_is_kept(bucket)})),
}

_candidates := [bucket |
	some bucket in input.buckets
	_is_kept(bucket) != "no"
]

_is_kept(bucket) := answer.all_of([
	answer.opposite(durable_bucket.is_exempt(bucket)),
	answer.either(
		zone.among(bucket.zone, {"weights", "log-archive"}),
		data_class.among(bucket.data_class, {"weights"}),
	),
])

_is_protected(bucket) := answer.either(bucket.object_lock.enabled.answer, bucket.versioning.mfa_delete.answer)
