# METADATA
# title: Durations
# description: ISO 8601 durations as IAM Identity Center takes them for sessions.
package lib.duration

# METADATA
# description: The seconds of a duration of hours, minutes and seconds, such as `PT1H30M`; -1 for text of another form.
seconds(text) := ((hours * 3600) + (minutes * 60)) + rest if {
	is_string(text)
	text != "PT"
	some [_, h, m, s] in regex.find_all_string_submatch_n(`^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$`, text, 1)
	[hours, minutes, rest] := [_number(part) | some part in [h, m, s]]
} else := -1

_number(digits) := 0 if {
	digits == ""
} else := to_number(digits)
