# METADATA
# title: References
# description: Which resource an attribute such as `cluster_id` names.
package lib.reference

import data.lib.answer
import data.lib.attribute

# METADATA
# description: >-
#   Does this value name this resource? A reference to another resource of the type does not. What is derived from something else may. A
#   known text is compared with what is known of the resource's own identifiers, and otherwise names something that exists already.
names(value, resource) := "unknown" if {
	target(value, resource.type) == loose
} else := answer.of(target(value, resource.type) in keys(resource))

# METADATA
# description: >-
#   What the value names, as one of the `keys` of a resource of that type, so that satellites are looked up by it and not searched for each
#   owner anew; `loose` for a value that may name any.
target(value, type) := concat(" ", ["reference to", value["$ref"]]) if {
	contains(value["$ref"], concat("", [type, "."]))
} else := loose if {
	attribute.is_unresolved(value)
} else := concat(" ", ["text", value]) if {
	is_string(value)
} else := "nothing"

loose := "anything"

# METADATA
# description: What values name this resource by.
keys(resource) := {concat(" ", ["reference to", resource.id])} | {concat(" ", ["text", value]) |
	some name in ["id", "arn", "bucket"]
	value := attribute.at(resource, [name])
	is_string(value)
}
