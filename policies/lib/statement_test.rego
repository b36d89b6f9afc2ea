package lib.statement_test

import data.lib.statement

test_only_an_allow_allows if {
	[statement.allows({"effect": effect}) | some effect in ["Allow", "Deny", "unknown"]] == ["yes", "no", "unknown"]
}

test_a_statement_is_named_by_its_sid if {
	statement.name({"sid": "Read", "path": ["Statement", 2]}) == "Read"
}

test_a_statement_without_sid_is_named_by_its_number if {
	statement.name({"sid": "", "path": ["Statement", 2]}) == "#3"
	statement.name({"sid": "", "path": ["Statement"]}) == "#1"
}

test_everything_takes_action_and_resource if {
	everything := {"effect": "Allow", "every_action": "yes", "every_resource": "yes"}
	statement.grants_everything(everything) == "yes"
	statement.grants_everything(object.union(everything, {"effect": "Deny"})) == "no"
	statement.grants_everything(object.union(everything, {"every_action": "no"})) == "no"
	statement.grants_everything(object.union(everything, {"every_resource": "unknown"})) == "unknown"
}

test_patterns_that_cover_a_service if {
	cover := [statement.covers_service({"not_actions": false, "actions": [{"text": text, "known": "yes"}]}, "iam") |
		some text in ["iam:*", "IAM:*", "i*", "*", "iam:Get*", "xiam:*", "s3:*"]
	]
	cover == ["yes", "yes", "yes", "yes", "no", "no", "no"]
}

test_patterns_that_are_known_in_part if {
	cover := [statement.covers_service({"not_actions": false, "actions": [{"text": text, "known": "unknown"}]}, "iam") |
		some text in ["", "${?}:*", "iam:${?}", "iam:Get${?}", "s3:${?}"]
	]
	cover == ["unknown", "unknown", "unknown", "no", "no"]
}

test_not_action_covers_nothing_here if {
	statement.covers_service({"not_actions": true, "actions": [{"text": "iam:*", "known": "yes"}]}, "iam") == "no"
}

test_no_actions_cover_nothing if {
	statement.covers_service({"not_actions": false, "actions": []}, "iam") == "no"
}
