package lib.tag_test

import data.lib.tag

_tags := {"zt:edge": "public", "zt:owner": "", "zt:role": {"$unknown": "variable `role` has no value"}}

test_a_known_tag if {
	tag.among(_tags, "yes", "zt:edge", {"public"}) == "yes"
	tag.among(_tags, "unknown", "zt:edge", {"private"}) == "no"
	tag.is_set(_tags, "yes", "zt:edge") == "yes"
	tag.is_set(_tags, "yes", "zt:owner") == "no"
}

test_an_unknown_tag if {
	tag.among(_tags, "yes", "zt:role", {"egress-proxy"}) == "unknown"
	tag.is_set(_tags, "yes", "zt:role") == "unknown"
}

test_a_missing_tag if {
	tag.among(_tags, "yes", "zt:zone", {"hub"}) == "no"
	tag.is_set(_tags, "yes", "zt:zone") == "no"
}

test_a_tag_missing_from_what_is_known_of_the_tags if {
	tag.among(_tags, "unknown", "zt:zone", {"hub"}) == "unknown"
	tag.is_set(_tags, "unknown", "zt:zone") == "unknown"
}
