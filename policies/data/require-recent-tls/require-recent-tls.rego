# METADATA
# title: "Every bucket policy refuses TLS below 1.2, for weights below 1.3"
# description: >-
#   The bucket policy has a Deny for all principals and every S3 action, on the bucket and on its objects, with NumericLessThan
#   s3:TlsVersion 1.2, or 1.3 for the data class weights. S3 itself stopped to speak TLS 1.0 and 1.1 on most endpoints; the Deny
#   says so, and holds a bucket of weights to 1.3.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, security best practices"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
# - description: "Amazon S3 User Guide, policy keys"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-tls-version
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} answers requests with TLS below {least}"
#   undecided: "it is not known whether {subject} refuses requests with old versions of TLS"
#   why: old versions of TLS can be talked down to weak ciphers by whoever sits on the way
#   help: "add a Deny of s3:* for everybody on the bucket and its objects under NumericLessThan s3:TlsVersion \"1.2\", or \"1.3\" for weights"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-8, SC-8(1), SC-13, AC-17(2)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     cis-aws: ["v3.0:2.1.1", "v5.0:2.1.1", "v7.0:3.1.1"]
#     pci-dss-4: [1.2.5, 2.2.5, 2.2.7, 4.2.1, 4.2.1.1, 8.3.2]
#     mitre-attack: [T1557, T1040]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [DAT-003]
#   waivable: true
package policies.data["require-recent-tls"]

import data.lib.answer
import data.lib.data_class

subjects contains bucket.id if some bucket in input.buckets

violations contains _remark(bucket) if {
	some bucket in input.buckets
	_breach(bucket) == "yes"
}

undecided contains _remark(bucket) if {
	some bucket in input.buckets
	_breach(bucket) == "unknown"
}

_breach(bucket) := answer.both(bucket.exists, _is_open_to_old_tls(bucket))

_remark(bucket) := {
	"subject": bucket.id,
	"data": {"least": _least(_holds_weights(bucket))},
	"evidence": array.concat(_steps(bucket), data_class.doubts(bucket)),
}

_is_open_to_old_tls(bucket) := answer.either(
	_is_below(bucket.transport.minimum_tls, 1.2),
	answer.both(_holds_weights(bucket), _is_below(bucket.transport.minimum_tls, 1.3)),
)

_holds_weights(bucket) := data_class.among(bucket.data_class, {"weights"})

_is_below(version, least) := "unknown" if {
	version == "unknown"
} else := "yes" if {
	version == ""
} else := answer.of(to_number(version) < least)

_least(holds_weights) := "1.3" if {
	holds_weights == "yes"
} else := "1.2"

_steps(bucket) := array.concat(
	[{"resource": bucket.transport.declared_by, "path": ["policy"]} | bucket.transport.declared_by != ""],
	object.get(bucket.maybe, "policy", []),
)
