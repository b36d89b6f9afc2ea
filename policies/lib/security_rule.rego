# METADATA
# title: Rules of security groups
# description: One permission, written inside a group or as a resource of its own.
# schemas:
# - input: schema.facts
package lib.security_rule

import data.lib.answer

# METADATA
# description: All permissions of one direction, `ingress` or `egress`.
of_direction(direction) := [rule |
	some rule in input.network.rules
	rule.direction == direction
]

# METADATA
# description: >-
#   Ids of what may hold such permissions: every group, with rules or without, so that a group without rules passes by name, and every
#   rule resource of that direction.
holders(direction) := _groups | {rule.subject | some rule in of_direction(direction)}

_groups contains group.id if some group in input.resources.aws_security_group

_groups contains group.id if some group in input.resources.aws_default_security_group

# METADATA
# description: Does it let through one of these protocols on this port?
covers(rule, protocols, port) := answer.both(_speaks(rule, protocols), _has_port(rule, port))

_speaks(rule, protocols) := "unknown" if {
	rule.protocol == "unknown"
} else := answer.of(rule.protocol in (protocols | {"all"}))

_has_port(rule, port) := "unknown" if {
	rule.ports_known != "yes"
} else := answer.both(answer.of(rule.first_port <= port), answer.of(port <= rule.last_port))

# METADATA
# description: Does it let through every port of TCP, of UDP or of both?
covers_all_ports(rule) := answer.both(_speaks(rule, {"tcp", "udp"}), _has_all_ports(rule))

_has_all_ports(rule) := "unknown" if {
	rule.ports_known != "yes"
} else := answer.of([rule.first_port, rule.last_port] == [0, 65535])

# METADATA
# description: Does it let through this protocol on this port and nothing else?
covers_only(rule, protocol, port) := answer.both(_is_only(rule, protocol), _has_only_port(rule, port))

_is_only(rule, protocol) := "unknown" if {
	rule.protocol == "unknown"
} else := answer.of(rule.protocol == protocol)

_has_only_port(rule, port) := "unknown" if {
	rule.ports_known != "yes"
} else := answer.of([rule.first_port, rule.last_port] == [port, port])

# METADATA
# description: "Where to look: the blocks, then the ports, or the whole entry where the protocol is not known."
evidence(rule) := array.concat(rule.internet.steps, _opening(rule))

_opening(rule) := [{"resource": rule.subject, "path": rule.path}] if {
	rule.protocol == "unknown"
} else := [] if {
	rule.protocol == "all"
} else := [{"resource": rule.subject, "path": array.concat(rule.path, [port])} | some port in ["from_port", "to_port"]]

# METADATA
# description: >-
#   Where to look when an answer about the group is not known: its tags, or the attribute that should say which group it is. Nothing
#   when the answer is known.
group_doubts(rule, about_group) := [] if {
	about_group != "unknown"
} else := [{"resource": rule.group, "path": ["tags"]}] if {
	_groups[rule.group]
} else := [{"resource": rule.subject, "path": ["security_group_id"]}]
