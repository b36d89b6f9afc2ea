package policies.identity["require-pinned-github-subject_test"]

import data.lib.sample_test as sample
import data.policies.identity["require-pinned-github-subject"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_iam_role.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"access": {"federated": [sample.federated(object.union({"issuer": "token.actions.githubusercontent.com"}, changes))]}}

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

test_unknown_pinning if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts({"subject_pinned": "unknown"})
}

test_unknown_whether_the_role_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union({"subject_pinned": "no"}, {"exists": "unknown"}))
}

test_invalid_wildcard_for_the_owner_compared_as_text if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"subjects": [{"text": "repo:example*", "known": "yes"}]})
}

test_invalid_question_mark_for_the_owner_compared_as_text if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"subjects": [{"text": "repo:exampl?/weights:*", "known": "yes"}]})
}

test_invalid_subject_of_an_enterprise if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts({"issuer": "token.actions.githubusercontent.com/example", "subject_pinned": "no"})
}

test_valid_wildcard_after_the_repository if {
	_result == _sound with input as _facts({"subjects": [{"text": "repo:example/weights:*", "known": "yes"}]})
}

test_valid_owner_not_known_but_one if {
	_result == _sound with input as _facts({"subjects": [{"text": "repo:${?}/weights:*", "known": "unknown"}]})
}

test_valid_other_issuer_is_no_subject if {
	_result == {"subjects": set(), "violations": set(), "undecided": set()} with input as _facts({"issuer": "gitlab.com", "subject_pinned": "no"})
}
