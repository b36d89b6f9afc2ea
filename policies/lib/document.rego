# METADATA
# title: Policy documents
# description: A document is one attribute of one resource; its statements are what policies judge.
# schemas:
# - input: schema.facts
package lib.document

import data.lib.answer

# METADATA
# description: >-
#   What grants permissions to identities: managed policies, and inline ones of roles, users, groups and permission sets. Policies of AWS
#   IoT have a language of actions of their own and are left out.
of_identities contains document if {
	some document in input.access.documents
	document.kind == "identity"
	not document.subject in _of_things
}

_of_things contains policy.id if some policy in input.resources.aws_iot_policy

# METADATA
# description: Trust policies, which say who may assume a role.
of_trust contains document if {
	some document in input.access.documents
	document.kind == "trust"
}

evidence(document) := [{"resource": document.subject, "path": document.path}]

# METADATA
# description: >-
#   Claims about documents that were not read in full, for whatever is wrong in what was not read. Text that is no policy document
#   counts too: AWS may read what we cannot.
unread(documents) := {claim |
	some document in documents
	claim := {
		"breach": answer.all_of([document.exists, "unknown", _is_unread(document)]),
		"remark": {"subject": document.subject, "data": {}, "evidence": evidence(document)},
	}
}

_is_unread(document) := answer.of(document.read != "yes")
