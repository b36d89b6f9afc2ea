package lib.duration_test

import data.lib.duration

test_hours_minutes_and_seconds if {
	duration.seconds("PT1H") == 3600
	duration.seconds("PT90M") == 5400
	duration.seconds("PT1H30M15S") == 5415
	duration.seconds("PT08H") == 28800
}

test_other_forms_are_not_read if {
	[duration.seconds(text) | some text in ["P1D", "1H", "PT1H ", "PT1.5H", "PT", ""]] == [-1, -1, -1, -1, -1, -1]
}
