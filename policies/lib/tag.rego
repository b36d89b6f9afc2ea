# METADATA
# title: Tags
# description: >-
#   Questions about one tag. `tags_known` says whether a tag that is not among `tags` is certainly missing.
package lib.tag

import data.lib.answer
import data.lib.attribute

# METADATA
# description: Has the tag one of these values?
among(tags, tags_known, key, wanted) := _among(object.get(tags, key, null), tags_known, wanted)

_among(value, tags_known, wanted) := "unknown" if {
	attribute.is_unresolved(value)
} else := answer.both("unknown", answer.opposite(tags_known)) if {
	value == null
} else := answer.of(value in wanted)

# METADATA
# description: Is the tag there, with a value that is not empty?
is_set(tags, tags_known, key) := answer.opposite(_is_empty(object.get(tags, key, null), tags_known))

_is_empty(value, tags_known) := "unknown" if {
	attribute.is_unresolved(value)
} else := answer.either("unknown", tags_known) if {
	value == null
} else := answer.of(value == "")
