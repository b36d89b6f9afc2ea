# METADATA
# title: Zones
# description: >-
#   The zone of a thing, from the tag `zt:zone` of itself or of its VPC, or from sallyport.yaml. No zone is a zone of its own: policies
#   on protected zones do not look at it.
package lib.zone

import data.lib.answer
import data.lib.attribute

# METADATA
# description: Does it stand in one of these zones?
among(thing, zones) := "unknown" if {
	attribute.is_unresolved(thing.zone)
} else := answer.of(thing.zone in zones)

# METADATA
# description: Points at the tags where the zone is not known; nothing where it is.
doubts(thing) := [{"resource": thing.id, "path": ["tags"]} | attribute.is_unresolved(thing.zone)]
