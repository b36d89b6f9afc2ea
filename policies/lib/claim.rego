# METADATA
# title: Claims
# description: Answers of the analyses, with the steps that they rest on.
package lib.claim

# METADATA
# description: The steps of those claims, in order, whose answer is not known.
doubts(claims) := [step |
	some claim in claims
	claim.answer == "unknown"
	some step in claim.steps
]
