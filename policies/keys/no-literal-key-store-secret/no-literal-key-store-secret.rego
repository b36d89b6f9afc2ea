# METADATA
# title: Secrets of a custom key store stand in no code
# description: >-
#   key_store_password and the raw_secret_access_key of the XKS proxy come from a sensitive variable without default, an
#   ephemeral value or a secret store. A literal fails, and so does a variable with a default or one that is not marked
#   sensitive: its value shows in plans and logs. Of a local value or a module input it cannot be seen where it comes from,
#   unless it is what a secret store gives (a plan alone does not show that); nor of a secret that the configuration itself puts into
#   a store.
#   Wherever it comes from, Terraform keeps it in its state: see keys/require-encrypted-state-for-key-store.
# scope: package
# related_resources:
# - description: "Terraform documentation, sensitive data"
#   ref: https://developer.hashicorp.com/terraform/language/manage-sensitive-data
# - description: "Terraform AWS provider, aws_kms_custom_key_store"
#   ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kms_custom_key_store
# schemas:
# - input: schema.facts
# custom:
#   severity: critical
#   message: "{attribute} of {subject} can be read in the code or in the output of a run"
#   undecided: "it is not known whether the secret of {subject} stands in the code"
#   why: "who has read the repository once can log in to the HSM as kmsuser, or answer for the external key manager"
#   help: "declare a variable with sensitive = true and no default, and give its value from a secret store when you deploy"
#   layer: "L4 data & crypto"
#   controls:
#     nist-800-53-r5: [IA-5(7), SC-12, SC-28]
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
#   waivable: false
package policies.keys["no-literal-key-store-secret"]

import data.lib.answer
import data.lib.secret

subjects contains store.id if some store in input.resources.aws_kms_custom_key_store

violations contains _remark(store, path) if {
	some store in input.resources.aws_kms_custom_key_store
	some path in _secrets
	_breach(store, path) == "yes"
}

undecided contains _remark(store, path) if {
	some store in input.resources.aws_kms_custom_key_store
	some path in _secrets
	_breach(store, path) == "unknown"
	object.get(_failing, store.id, false) == false
}

# What is wrong for certain is not in doubt as well.
_failing[remark.subject] := true if some remark in violations

_breach(store, path) := answer.both(store.exists, secret.is_exposed(store, path))

_remark(store, path) := {
	"subject": store.id,
	"data": {"attribute": path[count(path) - 1]},
	"evidence": [{"resource": store.id, "path": path}],
}

_secrets := {
	["key_store_password"],
	["xks_proxy_authentication_credential", 0, "raw_secret_access_key"],
}
