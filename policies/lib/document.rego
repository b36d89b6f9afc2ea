# METADATA
# title: Policy documents
# description: A document is one attribute of one resource; its statements are what policies judge.
package lib.document

import data.lib.answer

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
