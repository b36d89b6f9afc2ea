# METADATA
# title: Policy documents
# description: A document is one attribute of one resource; its statements are what policies judge.
# schemas:
# - input: schema.facts
package lib.document

# METADATA
# description: >-
#   What grants permissions to identities: managed policies, inline ones of roles, users, groups and permission sets, and data sources
#   that make such a document and whose user was not read. Policies of AWS IoT have a language of actions of their own and are left out.
of_identities := [document |
	some document in input.access.documents
	document.kind == "identity"
	object.get(_of_things, document.subject, false) == false
]

_of_things[policy.id] := true if some policy in input.resources.aws_iot_policy

# METADATA
# description: Trust policies, which say who may assume a role; those of data sources too, where no role that was read has them.
of_trust := [document |
	some document in input.access.documents
	document.kind == "trust"
]

# METADATA
# description: The attribute that holds the document, or the blocks that it is written in.
evidence(document) := [{"resource": document.subject, "path": document.path}]

# METADATA
# description: The same for a statement of a trust policy that lets an identity provider in.
evidence_of_trust(trust) := [{"resource": trust.subject, "path": array.slice(trust.path, 0, 1)}]

# METADATA
# description: >-
#   Was it not read in full? Whatever a policy looks for may be in what was not read. Text that is no policy document counts too, because
#   AWS may read what we cannot.
is_unread(document) if document.read != "yes"

# METADATA
# description: What there is to say of a document that was not read in full.
remark(document) := {"subject": document.subject, "data": {}, "evidence": evidence(document)}
