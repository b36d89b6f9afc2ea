# METADATA
# title: Data classes
# description: The class of the data that a thing holds or protects, from the tag `zt:data-class` or from sallyport.yaml.
package lib.data_class

import data.lib.answer
import data.lib.attribute

# METADATA
# description: Is it one of these classes?
among(class, classes) := "unknown" if {
	attribute.is_unresolved(class)
} else := answer.of(class in classes)

# METADATA
# description: Points at the tags where the class is not known; nothing where it is.
doubts(thing) := [{"resource": thing.id, "path": ["tags"]} | attribute.is_unresolved(thing.data_class)]
