package lib.document_test

import data.lib.document

_document(read) := {"subject": "aws_iam_policy.p", "path": ["policy"], "exists": "yes", "read": read}

test_what_was_not_read_in_full_is_unread if {
	document.is_unread(_document("unknown"))
	document.is_unread(_document("no"))
	not document.is_unread(_document("yes"))
}

test_a_remark_points_at_the_document if {
	document.remark(_document("unknown")) == {
		"subject": "aws_iam_policy.p",
		"data": {},
		"evidence": [{"resource": "aws_iam_policy.p", "path": ["policy"]}],
	}
}

test_documents_by_kind if {
	documents := [
		{"subject": "aws_iam_policy.p", "kind": "identity"},
		{"subject": "aws_iot_policy.p", "kind": "identity"},
		{"subject": "aws_iam_role.r", "kind": "trust"},
		{"subject": "aws_kms_key.k", "kind": "resource"},
	]
	facts := {"access": {"documents": documents}, "resources": {"aws_iot_policy": [{"id": "aws_iot_policy.p"}]}}
	identities := [found.subject | some found in document.of_identities] with input as facts
	identities == ["aws_iam_policy.p"]
	trust := [found.subject | some found in document.of_trust] with input as facts
	trust == ["aws_iam_role.r"]
}

test_a_trust_points_at_the_attribute_or_the_blocks if {
	trust := {"subject": "aws_iam_role.r", "path": ["assume_role_policy", "Statement", 0]}
	document.evidence_of_trust(trust) == [{"resource": "aws_iam_role.r", "path": ["assume_role_policy"]}]
	loose := {"subject": "data.aws_iam_policy_document.d", "path": ["statement", 0]}
	document.evidence_of_trust(loose) == [{"resource": "data.aws_iam_policy_document.d", "path": ["statement"]}]
}
