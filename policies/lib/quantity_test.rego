package lib.quantity_test

import data.lib.quantity

test_limits_are_inclusive if {
	[quantity.exceeds(number, 60) | some number in [60, 61]] == ["no", "yes"]
	[quantity.falls_short(number, 60) | some number in [59, 60]] == ["yes", "no"]
}

test_zero_is_known if {
	quantity.falls_short(0, 60) == "yes"
}

test_minus_one_is_not_known if {
	quantity.exceeds(-1, 60) == "unknown"
	quantity.falls_short(-1, 60) == "unknown"
}
