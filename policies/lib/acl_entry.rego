# METADATA
# title: Entries of network ACLs
# description: >-
#   One ingress entry, written inside an ACL or as a resource of its own, with what it lets in that no entry of a lower number denies.
# schemas:
# - input: schema.facts
package lib.acl_entry

import data.lib.answer
import data.lib.attribute
import data.lib.security_rule

# METADATA
# description: >-
#   Ids of what may hold ingress entries: every ACL, with entries or without, so that an ACL without entries passes by name, and every
#   rule resource that is not one of egress.
holders contains acl.id if some acl in input.resources.aws_network_acl

holders contains acl.id if some acl in input.resources.aws_default_network_acl

holders contains rule.id if {
	some rule in input.resources.aws_network_acl_rule
	attribute.equals(rule, ["egress"], true) != "yes"
}

# METADATA
# description: Does it let the internet in by one of these protocols on this port?
admits(entry, protocols, port) := answer.both(entry.exists, answer.any_of({admitted |
	some opening in entry.openings
	admitted := answer.both(opening.internet.answer, security_rule.covers(opening, protocols, port))
}))

# METADATA
# description: >-
#   Does it let the internet in on every port of TCP, of UDP or of both, but for what is denied before it? An entry of which all is denied
#   does not.
admits_all_ports(entry) := answer.all_of([
	entry.exists,
	security_rule.covers_all_ports(entry),
	answer.any_of({opening.internet.answer | some opening in entry.openings}),
])

# METADATA
# description: "Where to look: the block, and what may deny it, then the ports, or the whole entry where the protocol is not known."
evidence(entry) := security_rule.evidence(object.union(entry, {"internet": _first(entry)}))

_first(entry) := claims[0] if {
	claims := [opening.internet |
		some opening in entry.openings
		opening.internet.answer != "no"
	]
}
