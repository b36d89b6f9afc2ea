# METADATA
# title: Zones
# description: >-
#   The zone of a thing, from the tag `zt:zone` of itself or of its VPC, or from sallyport.yaml. No zone is a zone of its own: policies
#   on protected zones do not look at it.
package lib.zone

import data.lib.answer
import data.lib.attribute

# METADATA
# description: Is it one of these zones?
among(zone, zones) := "unknown" if {
	attribute.is_unresolved(zone)
} else := answer.of(zone in zones)

# METADATA
# description: Points at the tags where the zone is not known; nothing where it is.
doubts(thing) := [{"resource": thing.id, "path": ["tags"]} | attribute.is_unresolved(thing.zone)]
