# METADATA
# title: Policy documents
# description: A document is one attribute of one resource; its statements are what policies judge.
# schemas:
# - input: schema.facts
package lib.document

# METADATA
# description: >-
#   What grants permissions to identities: managed policies, and inline ones of roles, users, groups and permission sets. Policies of AWS
#   IoT have a language of actions of their own and are left out.
of_identities := [document |
	some document in input.access.documents
	document.kind == "identity"
	not document.subject in _of_things
]

_of_things contains policy.id if some policy in input.resources.aws_iot_policy

# METADATA
# description: Trust policies, which say who may assume a role.
of_trust := [document |
	some document in input.access.documents
	document.kind == "trust"
]

evidence(document) := [{"resource": document.subject, "path": document.path}]

# METADATA
# description: >-
#   Was it not read in full? Whatever a policy looks for may be in what was not read. Text that is no policy document counts too, because
#   AWS may read what we cannot.
is_unread(document) if document.read != "yes"

# METADATA
# description: What there is to say of a document that was not read in full.
remark(document) := {"subject": document.subject, "data": {}, "evidence": evidence(document)}
