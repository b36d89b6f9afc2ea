# METADATA
# title: Every bucket policy refuses requests without TLS
# description: >-
#   The bucket policy has a Deny for all principals and every S3 action, on the bucket and on its objects, with Bool
#   aws:SecureTransport false, or a Deny of the same reach for a minimum TLS version by NumericLessThanIfExists: a request without
#   TLS has no s3:TlsVersion, so NumericLessThan lets it through. A Deny of a few actions, of some principals, or of the objects
#   alone leaves the rest open, and an Allow under aws:SecureTransport true refuses nothing. S3 answers plain HTTP unless a policy
#   says no.
# scope: package
# related_resources:
# - description: "Amazon S3 User Guide, security best practices"
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit
# - description: "AWS Security Hub, Amazon S3 controls"
#   ref: https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5
# schemas:
# - input: schema.facts
# custom:
#   severity: high
#   message: "{subject} answers requests without TLS"
#   undecided: "it is not known whether {subject} refuses requests without TLS"
#   why: "a request over plain HTTP shows its object, and its signature, to everybody on the way"
#   help: "add a Deny of s3:* for everybody on the bucket and its objects under Bool aws:SecureTransport \"false\""
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-8, SC-8(1), SC-13, AC-17(2)]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     cis-aws: ["v3.0:2.1.1", "v5.0:2.1.1", "v7.0:3.1.1"]
#     aws-fsbp: [S3.5]
#     pci-dss-4: [1.2.5, 2.2.5, 2.2.7, 4.2.1, 4.2.1.1, 8.3.2]
#     mitre-attack: [T1557, T1040]
#     rand-sl: [SL1]
#     openai: [crypto]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: [4bc4dd4c-7d8d-405e-a0fb-57fa4c31b4d9]
#   catalogue: [DAT-003]
#   waivable: true
package policies.data["require-tls"]

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

_breach(bucket) := answer.both(bucket.exists, answer.opposite(bucket.transport.denies_plaintext.answer))

_remark(bucket) := {
	"subject": bucket.id,
	"data": {},
	"evidence": bucket.transport.denies_plaintext.steps,
}
