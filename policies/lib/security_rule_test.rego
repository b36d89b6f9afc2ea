package lib.security_rule_test

import data.lib.security_rule

_rule(protocol, first, last) := {
	"subject": "aws_security_group.web",
	"path": ["ingress", 0],
	"direction": "ingress",
	"protocol": protocol,
	"first_port": first,
	"last_port": last,
	"ports_known": "yes",
	"internet": {"answer": "yes", "steps": [{"resource": "aws_security_group.web", "path": ["ingress", 0, "cidr_blocks", 0]}]},
}

_unknown_ports := object.union(_rule("tcp", 0, 65535), {"ports_known": "unknown"})

test_ports_are_inclusive if {
	security_rule.covers(_rule("tcp", 22, 23), {"tcp"}, 22) == "yes"
	security_rule.covers(_rule("tcp", 21, 22), {"tcp"}, 22) == "yes"
	security_rule.covers(_rule("tcp", 23, 80), {"tcp"}, 22) == "no"
	security_rule.covers(_rule("tcp", 0, 21), {"tcp"}, 22) == "no"
}

test_protocols_are_compared if {
	security_rule.covers(_rule("all", 0, 65535), {"tcp"}, 22) == "yes"
	security_rule.covers(_rule("udp", 0, 65535), {"tcp"}, 22) == "no"
	security_rule.covers(_rule("udp", 0, 65535), {"tcp", "udp"}, 22) == "yes"
	security_rule.covers(_rule("unknown", 0, 65535), {"tcp"}, 22) == "unknown"
}

test_unknown_ports_may_be_any if {
	security_rule.covers(_unknown_ports, {"tcp"}, 22) == "unknown"
	security_rule.covers(_unknown_ports, {"udp"}, 22) == "no"
	security_rule.covers_all_ports(_unknown_ports) == "unknown"
	security_rule.covers_only(_unknown_ports, "tcp", 443) == "unknown"
}

test_all_ports if {
	security_rule.covers_all_ports(_rule("all", 0, 65535)) == "yes"
	security_rule.covers_all_ports(_rule("tcp", 0, 65535)) == "yes"
	security_rule.covers_all_ports(_rule("tcp", 1, 65535)) == "no"
	security_rule.covers_all_ports(_rule("icmp", 0, 65535)) == "no"
	security_rule.covers_all_ports(_rule("unknown", 0, 65535)) == "unknown"
}

test_one_port_alone if {
	security_rule.covers_only(_rule("tcp", 443, 443), "tcp", 443) == "yes"
	security_rule.covers_only(_rule("tcp", 443, 444), "tcp", 443) == "no"
	security_rule.covers_only(_rule("all", 0, 65535), "tcp", 443) == "no"
	security_rule.covers_only(_rule("unknown", 443, 443), "tcp", 443) == "unknown"
}

test_evidence_names_blocks_and_ports if {
	cidr := {"resource": "aws_security_group.web", "path": ["ingress", 0, "cidr_blocks", 0]}
	security_rule.evidence(_rule("tcp", 22, 22)) == [
		cidr,
		{"resource": "aws_security_group.web", "path": ["ingress", 0, "from_port"]},
		{"resource": "aws_security_group.web", "path": ["ingress", 0, "to_port"]},
	]
	security_rule.evidence(_rule("all", 0, 65535)) == [cidr]
	security_rule.evidence(_rule("unknown", 0, 65535)) == [cidr, {"resource": "aws_security_group.web", "path": ["ingress", 0]}]
}

test_holders_are_groups_and_rule_resources_of_the_direction if {
	rules := [
		object.union(_rule("tcp", 22, 22), {"subject": "aws_vpc_security_group_ingress_rule.ssh"}),
		object.union(_rule("tcp", 22, 22), {"subject": "aws_vpc_security_group_egress_rule.ssh", "direction": "egress"}),
	]
	facts := {
		"network": {"rules": rules},
		"resources": {
			"aws_security_group": [{"id": "aws_security_group.empty"}],
			"aws_default_security_group": [{"id": "aws_default_security_group.default"}],
		},
	}
	security_rule.of_direction("egress") == [rules[1]] with input as facts
	holders := security_rule.holders("ingress") with input as facts
	holders == {
		"aws_default_security_group.default",
		"aws_security_group.empty",
		"aws_vpc_security_group_ingress_rule.ssh",
	}
}

test_holders_where_there_are_no_groups if {
	security_rule.holders("ingress") == set() with input as {"network": {"rules": []}, "resources": {}}
}

test_group_doubts_point_at_what_is_not_known_of_the_group if {
	facts := {"resources": {"aws_security_group": [{"id": "aws_security_group.web"}]}}
	rule := {"subject": "aws_vpc_security_group_ingress_rule.ssh", "group": "aws_security_group.web"}
	elsewhere := object.union(rule, {"group": "sg-12345678"})
	security_rule.group_doubts(rule, "no") == [] with input as facts
	known := security_rule.group_doubts(rule, "unknown") with input as facts
	known == [{"resource": "aws_security_group.web", "path": ["tags"]}]
	unread := security_rule.group_doubts(elsewhere, "unknown") with input as facts
	unread == [{"resource": "aws_vpc_security_group_ingress_rule.ssh", "path": ["security_group_id"]}]
}
