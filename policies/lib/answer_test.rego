package lib.answer_test

import data.lib.answer

_answers := ["yes", "no", "unknown"]

test_both_is_kleenes_conjunction if {
	table := [[answer.both(left, right) | some right in _answers] | some left in _answers]
	table == [
		["yes", "no", "unknown"],
		["no", "no", "no"],
		["unknown", "no", "unknown"],
	]
}

test_either_is_kleenes_disjunction if {
	table := [[answer.either(left, right) | some right in _answers] | some left in _answers]
	table == [
		["yes", "yes", "yes"],
		["yes", "no", "unknown"],
		["yes", "unknown", "unknown"],
	]
}

test_opposite_leaves_unknown_unknown if {
	[answer.opposite(one) | some one in _answers] == ["no", "yes", "unknown"]
}

test_lists_agree_with_pairs if {
	every left in _answers {
		every right in _answers {
			answer.all_of([left, right]) == answer.both(left, right)
			answer.any_of([left, right]) == answer.either(left, right)
		}
	}
}

test_empty_lists if {
	answer.all_of([]) == "yes"
	answer.any_of(set()) == "no"
}

test_a_fourth_word_is_unknown if {
	answer.both("maybe", "yes") == "unknown"
	answer.either("maybe", "no") == "unknown"
	answer.opposite("maybe") == "unknown"
	answer.all_of(["maybe"]) == "unknown"
	answer.any_of(["maybe"]) == "unknown"
}

test_of_a_known_truth if {
	[answer.of(one) | some one in [true, false, null]] == ["yes", "no", "unknown"]
}
