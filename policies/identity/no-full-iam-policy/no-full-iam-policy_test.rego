package policies.identity["no-full-iam-policy_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-full-iam-policy"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_policy.main"}, "violations": set(), "undecided": set()}

_document(statement) := sample.document("aws_iam_policy.main", ["policy"], "identity", [statement])

_facts(documents) := {"resources": {}, "access": {"documents": documents}}

_remark := {
	"subject": "aws_iam_policy.main",
	"data": {"statement": "Read"},
	"evidence": [{"resource": "aws_iam_policy.main", "path": ["policy"]}],
}

test_invalid_full_iam_policy if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(sample.statement({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}))])
}

test_invalid_outweighs_unknown if {
	grants := [sample.statement({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}), sample.statement(object.union({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}, {"sid": "Other", "effect": "unknown"}))]
	partly := object.union(sample.document("aws_iam_policy.main", ["policy"], "identity", grants), {"read": "unknown"})
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([partly])
}

test_valid_deny if {
	_result == _sound with input as _facts([_document(sample.statement(object.union({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}, {"effect": "Deny"})))])
}

test_valid_few_resources if {
	_result == _sound with input as _facts([_document(sample.statement(object.union({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}, {"every_resource": "no"})))])
}

test_valid_trust_policy_is_no_subject if {
	trust := sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", [sample.statement({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"})])
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts([trust])
}

test_valid_some_actions if {
	_result == _sound with input as _facts([_document(sample.statement({"actions": [{"text": "iam:Get*", "known": "yes"}], "every_resource": "yes"}))])
}

test_valid_every_action_is_another_matter if {
	_result == _sound with input as _facts([_document(sample.statement({"actions": [{"text": "*", "known": "yes"}], "every_action": "yes", "every_resource": "yes"}))])
}

test_unknown_resource if {
	grant := sample.statement(object.union({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"}, {"every_resource": "unknown"}))
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_document(grant)])
}

test_unknown_document if {
	unread := object.union(sample.document("aws_iam_policy.main", ["policy"], "identity", []), {"read": "unknown"})
	remark := object.union(object.remove(_remark, ["data"]), {"data": {}})
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts([unread])
}

test_unknown_whether_the_policy_exists if {
	possible := object.union(_document(sample.statement({"actions": [{"text": "iam:*", "known": "yes"}], "every_resource": "yes"})), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([possible])
}

_grant(resource) := sample.statement({
	"actions": [{"text": "iam:*", "known": "yes"}],
	"resources": [resource],
	"every_resource": "no",
})

test_invalid_all_that_iam_has if {
	every text in ["arn:aws:iam::*:*", "arn:aws-cn:iam::111122223333:*", "arn:*:iam::*:**", "arn:aws:iam::*"] {
		_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(_grant({"text": text, "known": "yes"}))])
	}
}

test_invalid_all_that_iam_has_in_this_account if {
	every text in ["arn:aws:iam::${account}:*", "arn:${partition}:iam::${account}:*", "arn:${partition}:iam::*:*"] {
		_result == object.union(_sound, {"violations": {_remark}}) with input as _facts([_document(_grant({"text": text, "known": "unknown"}))])
	}
}

test_valid_part_of_iam if {
	texts := [
		"arn:aws:iam::*:role/*",
		"arn:aws:iam::aws:*",
		"arn:aws:iam::111122223333:user/build",
		"arn:aws:s3:::*",
		"xarn:aws:iam::*:*",
	]
	every text in texts {
		_result == _sound with input as _facts([_document(_grant({"text": text, "known": "yes"}))])
	}
}

test_valid_all_of_iam_but_excluded if {
	grant := object.union(_grant({"text": "arn:aws:iam::*:*", "known": "yes"}), {"not_resources": true})
	_result == _sound with input as _facts([_document(grant)])
}

test_unknown_account_or_partition if {
	every text in ["arn:aws:iam::${?}:*", "arn:${?}:iam::${?}:*", "arn:aws:iam::${?}", "arn:aws:iam::111122223333:${?}", "arn:aws:iam::${account}${?}:*", "arn:aws:iam::${account}:${?}"] {
		_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts([_document(_grant({"text": text, "known": "unknown"}))])
	}
}

test_valid_part_of_iam_in_an_unknown_account if {
	every text in ["arn:${?}:iam::${?}:role/${?}", "arn:aws:iam::${?}:user/*", "arn:aws:s3:::${?}"] {
		_result == _sound with input as _facts([_document(_grant({"text": text, "known": "unknown"}))])
	}
}
