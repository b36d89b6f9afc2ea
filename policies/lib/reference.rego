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
names(value, resource) := "yes" if {
	value["$ref"] == resource.id
} else := "no" if {
	contains(value["$ref"], concat("", [resource.type, "."]))
} else := "unknown" if {
	attribute.is_unresolved(value)
} else := answer.of(value in _identifiers(resource))

_identifiers(resource) := {value |
	some name in ["id", "arn", "bucket"]
	value := attribute.at(resource, [name])
	is_string(value)
}
