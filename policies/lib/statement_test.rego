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
