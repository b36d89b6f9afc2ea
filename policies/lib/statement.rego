# METADATA
# title: Statements of policy documents
# description: What the analysis of access leaves to policies, which is little.
package lib.statement

import data.lib.answer

allows(statement) := "yes" if {
	statement.effect == "Allow"
} else := "no" if {
	statement.effect == "Deny"
} else := "unknown"

# METADATA
# description: What a reader finds it by, its `Sid` or, without one, its number in the document.
name(statement) := statement.sid if {
	statement.sid != ""
} else := concat("", ["#", json.marshal(_index(statement) + 1)])

_index(statement) := index if {
	index := statement.path[count(statement.path) - 1]
	is_number(index)
} else := 0

# METADATA
# description: Does it make an administrator, by every action on every resource?
grants_everything(statement) := answer.all_of([
	allows(statement),
	statement.every_action,
	statement.every_resource,
])

# METADATA
# description: >-
#   Is every action of one service among its actions? One pattern covers them when its only wildcard is a star at its end and the
#   service's name begins like it, such as `iam:*` or `i*`. What NotAction leaves over is not looked at.
covers_service(statement, service) := "no" if {
	statement.not_actions
} else := answer.any_of({_covers_service(action, service) | some action in statement.actions})

# Unknown where what is known of its beginning is a beginning of such a pattern.
_covers_service(action, service) := "yes" if {
	lower(action.text) in _service_patterns(service)
} else := "no" if {
	action.known == "yes"
} else := "unknown" if {
	some pattern in _service_patterns(service)
	startswith(trim_suffix(pattern, "*"), lower(split(action.text, "${?}")[0]))
} else := "no"

_service_patterns(service) := {concat("", [substring(name, 0, length), "*"]) |
	name := concat("", [service, ":"])
	some length in numbers.range(0, count(name))
}
