package policies.identity["no-foreign-account-trust_test"]

import data.lib.sample_test as sample
import data.policies.identity["no-foreign-account-trust"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_document(statement) := sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", [statement])

_facts(documents) := {
	"resources": {"aws_iam_role": [sample.resource("aws_iam_role.main", {}, {})]},
	"access": {"documents": documents},
	"estate": {"organization_accounts": ["111122223333"]},
}

_trusting(changes) := sample.statement({"principals": [object.union(
	{"type": "AWS", "text": "arn:aws:iam::123456789012:root", "known": "yes", "resource": ""},
	changes,
)]})

_remark(account) := {
	"subject": "aws_iam_role.main",
	"data": {"statement": "Read", "account": account},
	"evidence": [{"resource": "aws_iam_role.main", "path": ["assume_role_policy"]}],
}

_foreign := _remark("arn:aws:iam::123456789012:root")

test_invalid_root_of_a_foreign_account if {
	_result == object.union(_sound, {"violations": {_foreign}}) with input as _facts([_document(_trusting({}))])
}

test_invalid_number_of_a_foreign_account if {
	_result == object.union(_sound, {"violations": {_remark("123456789012")}}) with input as _facts([_document(_trusting({"text": "123456789012"}))])
}

test_invalid_outweighs_unknown if {
	partly := object.union(_document(_trusting({})), {"read": "unknown"})
	other := _document(object.union(_trusting({}), {"effect": "unknown"}))
	_result == object.union(_sound, {"violations": {_foreign}}) with input as _facts([partly, other])
}

test_valid_account_of_the_organization if {
	_result == _sound with input as _facts([_document(_trusting({"text": "111122223333"}))])
}

test_valid_role_of_a_foreign_account if {
	_result == _sound with input as _facts([_document(_trusting({"text": "arn:aws:iam::123456789012:role/reader"}))])
}

test_valid_service if {
	_result == _sound with input as _facts([_document(_trusting({"type": "Service", "text": "123456789012"}))])
}

test_valid_own_account if {
	own := {"text": "arn:aws:iam::${?}:root", "known": "unknown", "resource": "data.aws_caller_identity.current"}
	_result == _sound with input as _facts([_document(_trusting(own))])
}

test_valid_role_of_an_unknown_account if {
	_result == _sound with input as _facts([_document(_trusting({"text": "arn:aws:iam::${?}:role/reader", "known": "unknown"}))])
}

test_valid_account_that_the_role_is_in if {
	role := object.union(sample.resource("aws_iam_role.main", {}, {}), {"account": "123456789012"})
	facts := object.union(_facts([_document(_trusting({}))]), {"resources": {"aws_iam_role": [role]}})
	_result == _sound with input as facts
}

test_valid_deny if {
	_result == _sound with input as _facts([_document(object.union(_trusting({}), {"effect": "Deny"}))])
}

test_valid_not_principal_is_another_matter if {
	_result == _sound with input as _facts([_document(object.union(_trusting({}), {"not_principals": true}))])
}

test_valid_without_a_list_it_does_not_apply if {
	unread := object.union(_document(_trusting({})), {"read": "unknown"})
	facts := object.union(_facts([unread]), {"estate": {"organization_accounts": []}})
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as facts
}

test_unknown_account if {
	_result == object.union(_sound, {"undecided": {_remark("")}}) with input as _facts([_document(_trusting({"text": "", "known": "unknown"}))])
}

test_unknown_document if {
	unread := object.union(sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", []), {"read": "unknown"})
	remark := object.union(object.remove(_foreign, ["data"]), {"data": {}})
	_result == object.union(_sound, {"undecided": {remark}}) with input as _facts([unread])
}

test_unknown_whether_the_role_exists if {
	possible := object.union(_document(_trusting({})), {"exists": "unknown"})
	_result == object.union(_sound, {"undecided": {_foreign}}) with input as _facts([possible])
}
