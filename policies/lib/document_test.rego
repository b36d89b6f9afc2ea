package lib.document_test

import data.lib.document

_document(read) := {"subject": "aws_iam_policy.p", "path": ["policy"], "exists": "yes", "read": read}

_claim(breach) := {
	"breach": breach,
	"remark": {
		"subject": "aws_iam_policy.p",
		"data": {},
		"evidence": [{"resource": "aws_iam_policy.p", "path": ["policy"]}],
	},
}

test_what_was_not_read_in_full_is_in_doubt if {
	document.unread([_document("unknown")]) == {_claim("unknown")}
	document.unread([_document("no")]) == {_claim("unknown")}
}

test_what_was_read_is_not if {
	document.unread([_document("yes")]) == {_claim("no")}
}
