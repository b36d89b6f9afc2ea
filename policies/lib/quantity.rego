# METADATA
# title: Quantities
# description: Numbers of the facts, none of which is negative when known; -1 stands for a number that is not known.
package lib.quantity

import data.lib.answer

exceeds(number, limit) := "unknown" if {
	number == -1
} else := answer.of(number > limit)

falls_short(number, limit) := "unknown" if {
	number == -1
} else := answer.of(number < limit)
