# METADATA
# title: Answers
# description: >-
#   The three answers and their connectives: Kleene's strong three-valued logic, as in src/model/answer.ts. A fourth word counts as
#   `unknown`, so that nothing passes by a slip of the pen.
package lib.answer

# METADATA
# description: "`no` if either is `no`, `yes` if both are `yes`, else `unknown`."
both(left, right) := "no" if {
	left == "no"
} else := "no" if {
	right == "no"
} else := "yes" if {
	left == "yes"
	right == "yes"
} else := "unknown"

# METADATA
# description: "`yes` if either is `yes`, `no` if both are `no`, else `unknown`."
either(left, right) := "yes" if {
	left == "yes"
} else := "yes" if {
	right == "yes"
} else := "no" if {
	left == "no"
	right == "no"
} else := "unknown"

opposite(answer) := "no" if {
	answer == "yes"
} else := "yes" if {
	answer == "no"
} else := "unknown"

# METADATA
# description: "`both` over a list or a set; `yes` for an empty one."
all_of(answers) := "no" if {
	"no" in answers
} else := "yes" if {
	every answer in answers { answer == "yes" }
} else := "unknown"

# METADATA
# description: "`either` over a list or a set; `no` for an empty one."
any_of(answers) := "yes" if {
	"yes" in answers
} else := "no" if {
	every answer in answers { answer == "no" }
} else := "unknown"

# METADATA
# description: The answer for something that is known to be true or false.
of(truth) := "yes" if {
	truth == true
} else := "no" if {
	truth == false
} else := "unknown"
