# METADATA
# title: Verdicts
# description: >-
#   From a policy's claims to what its public rules return. A claim is {"breach": answer, "remark": {"subject", "data", "evidence"}};
#   one subject may have many, such as one for each statement of a policy document.
package lib.verdict

# METADATA
# description: The remarks on what is certainly wrong.
violations(claims) := {claim.remark |
	some claim in claims
	claim.breach == "yes"
}

# METADATA
# description: >-
#   The remarks on what may be wrong. A subject that is in violation already is left out: learning more cannot acquit it.
undecided(claims) := {claim.remark |
	some claim in claims
	claim.breach == "unknown"
	not claim.remark.subject in failing
} if {
	failing := {remark.subject | some remark in violations(claims)}
}
