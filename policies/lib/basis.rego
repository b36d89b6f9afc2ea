# METADATA
# title: What claims rest on
# description: The claims of the analyses are answers with the steps that they rest on.
package lib.basis

# METADATA
# description: The steps of those claims, in order, whose answer is not known.
doubts(claims) := [step |
	some claim in claims
	claim.answer == "unknown"
	some step in claim.steps
]
