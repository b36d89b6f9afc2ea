package lib.verdict_test

import data.lib.verdict

_claims := {
	{"breach": "yes", "remark": {"subject": "both", "data": {"entry": 0}}},
	{"breach": "unknown", "remark": {"subject": "both", "data": {"entry": 1}}},
	{"breach": "no", "remark": {"subject": "open", "data": {"entry": 0}}},
	{"breach": "unknown", "remark": {"subject": "open", "data": {"entry": 1}}},
	{"breach": "unknown", "remark": {"subject": "open", "data": {"entry": 2}}},
	{"breach": "no", "remark": {"subject": "sound", "data": {"entry": 0}}},
}

test_violations_are_the_certain_breaches if {
	verdict.violations(_claims) == {{"subject": "both", "data": {"entry": 0}}}
}

test_undecided_leaves_out_who_fails_already if {
	verdict.undecided(_claims) == {
		{"subject": "open", "data": {"entry": 1}},
		{"subject": "open", "data": {"entry": 2}},
	}
}
