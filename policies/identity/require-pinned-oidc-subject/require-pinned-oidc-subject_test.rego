package policies.identity["require-pinned-oidc-subject_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-pinned-oidc-subject"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"access": {"federated": [sample.federated(object.union({"issuer": "gitlab.com"}, changes))]}}

_remark := {
	"subject": "aws_iam_role.main",
	"data": {"statement": "Deploy"},
	"evidence": [{"resource": "aws_iam_role.main", "path": ["assume_role_policy"]}],
}

test_invalid_any_subject if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"subject_pinned": "no"})
}

test_invalid_outweighs_unknown if {
	trusts := array.concat(_facts({"subject_pinned": "no"}).access.federated, _facts({"subject_pinned": "unknown"}).access.federated)
	_result == object.union(_sound, {"violations": {_remark}}) with input as {"access": {"federated": trusts}}
}

test_valid_pinned if {
	_result == _sound with input as _facts({})
}

test_valid_saml_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts(object.union({"subject_pinned": "no"}, {"oidc": "no"}))
}

test_unknown_pinning if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"subject_pinned": "unknown"})
}

test_unknown_whether_it_is_oidc if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union({"subject_pinned": "no"}, {"oidc": "unknown"}))
}

test_unknown_whether_the_role_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union({"subject_pinned": "no"}, {"exists": "unknown"}))
}

test_valid_github_is_another_matter if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"issuer": "token.actions.githubusercontent.com", "subject_pinned": "no"})
}

test_valid_github_enterprise_is_another_matter if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"issuer": "token.actions.githubusercontent.com/example", "subject_pinned": "no"})
}

test_unknown_issuer if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"issuer": "", "subject_pinned": "unknown"})
}

_unread := object.union(
	sample.document("aws_iam_role.main", ["assume_role_policy"], "trust", []),
	{"read": "unknown"},
)

test_unknown_trust_that_was_not_read if {
	remark := {"subject": _remark.subject, "data": {}, "evidence": _remark.evidence}
	_result == object.union(_sound, {"undecided": {remark}}) with input as {"access": {"federated": [], "documents": [_unread]}}
}

test_invalid_outweighs_what_was_not_read if {
	facts := object.union(_facts({"subject_pinned": "no"}), {"access": object.union(_facts({"subject_pinned": "no"}).access, {"documents": [_unread]})})
	_result == object.union(_sound, {"violations": {_remark}}) with input as facts
}

test_valid_trust_in_nobody if {
	read := object.union(_unread, {"read": "yes"})
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as {"access": {"federated": [], "documents": [read]}}
}
