package lib.acl_entry_test

import data.lib.acl_entry
import data.lib.sample_test as sample

_claim(answer, name) := sample.claim(answer, "aws_network_acl.main", ["ingress", 0, name])

_opening(protocol, first, last, answer) := {
	"protocol": protocol,
	"first_port": first,
	"last_port": last,
	"ports_known": "yes",
	"internet": _claim(answer, answer),
}

# All protocols, but TCP 22 is denied before, and TCP 3389 may be.
_entry := object.union(sample.acl_entry("all", 0, 65535, "yes"), {"openings": [
	_opening("tcp", 0, 21, "yes"),
	_opening("tcp", 22, 22, "no"),
	_opening("tcp", 23, 3388, "yes"),
	_opening("tcp", 3389, 3389, "unknown"),
	_opening("tcp", 3390, 65535, "yes"),
	_opening("udp", 0, 65535, "yes"),
	_opening("other", 0, 65535, "yes"),
]})

test_ports_are_looked_up_among_what_is_left if {
	[acl_entry.admits(_entry, {"tcp"}, port) | some port in [21, 22, 3389, 3390]] == ["yes", "no", "unknown", "yes"]
	acl_entry.admits(_entry, {"tcp", "udp"}, 22) == "yes"
	acl_entry.admits(object.union(_entry, {"exists": "unknown"}), {"tcp"}, 21) == "unknown"
}

test_all_ports_but_a_few if {
	acl_entry.admits_all_ports(_entry) == "yes"
	acl_entry.admits_all_ports(sample.acl_entry("tcp", 0, 65535, "yes")) == "yes"
	acl_entry.admits_all_ports(sample.acl_entry("tcp", 1, 65535, "yes")) == "no"
	acl_entry.admits_all_ports(sample.acl_entry("all", 0, 65535, "no")) == "no"
	acl_entry.admits_all_ports(sample.acl_entry("all", 0, 65535, "unknown")) == "unknown"
	acl_entry.admits_all_ports(object.union(_entry, {"exists": "unknown"})) == "unknown"
}

test_evidence_is_that_of_the_first_opening if {
	acl_entry.evidence(_entry) == [{"resource": "aws_network_acl.main", "path": ["ingress", 0, "yes"]}]
}

test_holders_are_acls_and_rules_of_ingress if {
	facts := {"resources": {
		"aws_network_acl": [sample.resource("aws_network_acl.main", {}, {})],
		"aws_default_network_acl": [sample.resource("aws_default_network_acl.main", {}, {})],
		"aws_network_acl_rule": [
			sample.resource("aws_network_acl_rule.in", {"egress": false}, {}),
			sample.resource("aws_network_acl_rule.out", {"egress": true}, {}),
			sample.resource("aws_network_acl_rule.either", {"egress": sample.unknown("variable")}, {}),
		],
	}}
	holders := acl_entry.holders with input as facts
	holders == {
		"aws_network_acl.main",
		"aws_default_network_acl.main",
		"aws_network_acl_rule.in",
		"aws_network_acl_rule.either",
	}
}
