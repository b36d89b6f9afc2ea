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
