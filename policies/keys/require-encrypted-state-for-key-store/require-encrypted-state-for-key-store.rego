# METADATA
# title: The state of a stack with a custom key store is kept in an encrypted backend
# description: >-
#   Terraform writes the password of a key store, or the credential of its proxy, into the state in the clear. So the stack
#   keeps its state in a remote backend that encrypts: s3 with encrypt = true, HCP Terraform, gcs or azurerm. The local backend
#   fails, which is what Terraform and CDKTF take when none is named. S3 encrypts every object by itself; encrypt makes
#   Terraform ask for it, so that a bucket policy can insist. Of other backends, and of a plan, which does not say where the
#   state is kept, it cannot be seen.
# scope: package
# related_resources:
# - description: "Terraform documentation, sensitive data"
#   ref: https://developer.hashicorp.com/terraform/language/manage-sensitive-data
# - description: "Terraform documentation, backend s3"
#   ref: https://developer.hashicorp.com/terraform/language/backend/s3
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{subject} leaves a secret in the state, and its stack keeps that in the backend {backend} unencrypted"
#   undecided: "it is not known whether the state that holds the secret of {subject} is encrypted"
#   why: whoever can read the state file can read the secret of the key store
#   help: "configure the s3 backend with encrypt = true and kms_key_id, in a bucket of its own"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [SC-12, SC-28]
#     nist-800-207: [T2]
#     cisa-ztmm: [Data]
#     mitre-attack: [T1552.001]
#     mitre-atlas: [AML.T0055]
#     rand-sl: [SL2]
#     openai: [crypto]
#   aliases:
#     checkov: []
#     trivy: []
#     kics: []
#   catalogue: [KEY-006]
#   waivable: true
package policies.keys["require-encrypted-state-for-key-store"]

import data.lib.answer
import data.lib.attribute

subjects contains store.id if some store in input.resources.aws_kms_custom_key_store

violations contains _remark(store) if {
	some store in input.resources.aws_kms_custom_key_store
	_breach(store) == "yes"
}

undecided contains _remark(store) if {
	some store in input.resources.aws_kms_custom_key_store
	_breach(store) == "unknown"
}

_breach(store) := answer.both(store.exists, answer.opposite(_is_encrypted(stack))) if {
	stack := _stacks[store.stack]
}

_remark(store) := {
	"subject": store.id,
	"data": {"backend": stack.backend},
	"evidence": [],
} if {
	stack := _stacks[store.stack]
}

_stacks := {stack.name: stack | some stack in input.estate.stacks}

_is_encrypted(stack) := "no" if {
	stack.backend in {"", "local"}
} else := attribute.equals({"values": stack.backend_values}, ["encrypt"], true) if {
	stack.backend == "s3"
} else := "yes" if {
	stack.backend in {"remote", "cloud", "gcs", "azurerm"}
} else := "unknown"
