# METADATA
# title: Attributes
# description: >-
#   Three-valued questions about one value of a resource. `path` leads into its `values`: names of attributes, and an index where a
#   nested block or a list is entered. What is known only after apply is an object (src/model/value.ts) and makes the answer
#   `unknown`; what is not set is null or missing.
package lib.attribute

import data.lib.answer

# METADATA
# description: >-
#   The value at the path: null where nothing is set, and the unresolved value that the path runs into, if it does.
at(resource, path) := value if {
	value := object.get(resource.values, path, null)
	value != null
} else := obstacle if {
	some length in numbers.range(1, count(path))
	obstacle := object.get(resource.values, array.slice(path, 0, length), null)
	is_unresolved(obstacle)
} else := null

# METADATA
# description: A reference to what another resource will be given, or an unknown with its reason.
is_unresolved(value) if value["$ref"]

is_unresolved(value) if value["$unknown"]

# METADATA
# description: Is it this value? `no` where nothing is set.
equals(resource, path, wanted) := among(resource, path, {wanted})

# METADATA
# description: Is it one of these values? `no` where nothing is set.
among(resource, path, wanted) := _among(at(resource, path), wanted)

_among(value, wanted) := "unknown" if {
	is_unresolved(value)
} else := answer.of(value in wanted)

# METADATA
# description: Is it set at all? A reference is, because it will have a value.
is_set(resource, path) := _is_set(at(resource, path))

_is_set(value) := "yes" if {
	value["$ref"]
} else := "yes" if {
	value["$set"]
} else := "unknown" if {
	value["$unknown"]
} else := answer.of(value != null)

# METADATA
# description: Is it a number above the limit? `no` where nothing is set.
exceeds(resource, path, limit) := _exceeds(at(resource, path), limit)

_exceeds(value, limit) := answer.of(value > limit) if {
	is_number(value)
} else := "no" if {
	value == null
} else := "unknown"

# METADATA
# description: Is one of these values an element of this list? `no` where nothing is set.
includes_any(resource, path, wanted) := _includes_any(at(resource, path), wanted)

_includes_any(value, wanted) := "no" if {
	value == null
} else := answer.any_of({_among(element, wanted) | some element in value}) if {
	is_array(value)
} else := "unknown"

# METADATA
# description: Does it end in one of these texts? A text that is known in part may, by its last piece. `no` where nothing is set.
ends_with(resource, path, endings) := _ends_with(at(resource, path), endings)

_ends_with(value, endings) := "no" if {
	value == null
} else := answer.any_of({answer.of(endswith(value, ending)) | some ending in endings}) if {
	is_string(value)
} else := "yes" if {
	parts := value["$parts"]
	some ending in endings
	endswith(parts[count(parts) - 1], ending)
} else := "unknown"
