package lib.attribute_test

import data.lib.attribute

_table := {"values": {
	"read_capacity": 5,
	"hash_key": "id",
	"range_key": null,
	"deletion_protection_enabled": false,
	"server_side_encryption": [{"enabled": true, "kms_key_arn": {"$ref": "aws_kms_key.k", "$attribute": "arn"}}],
	"point_in_time_recovery": {"$unknown": "variable `recovery` has no value"},
	"stream_view_type": {"$unknown": "variable `view` has no value", "$set": true},
	"tags": {"$$unknown": "a key of the user's own"},
	"arn": {"$unknown": "the partition is not known", "$parts": ["arn:", {"$unknown": "partition"}, ":table/weights"]},
	"non_key": ["a", {"$unknown": "variable `b` has no value"}],
}}

test_a_known_value_is_compared if {
	attribute.equals(_table, ["hash_key"], "id") == "yes"
	attribute.equals(_table, ["hash_key"], "other") == "no"
	attribute.equals(_table, ["server_side_encryption", 0, "enabled"], true) == "yes"
	attribute.among(_table, ["hash_key"], {"id", "key"}) == "yes"
}

test_false_is_a_value if {
	attribute.at(_table, ["deletion_protection_enabled"]) == false
	attribute.equals(_table, ["deletion_protection_enabled"], false) == "yes"
	attribute.is_set(_table, ["deletion_protection_enabled"]) == "yes"
}

test_what_is_not_set_equals_nothing if {
	attribute.at(_table, ["range_key"]) == null
	attribute.equals(_table, ["range_key"], "id") == "no"
	attribute.equals(_table, ["missing", 0, "enabled"], true) == "no"
	attribute.equals(_table, ["hash_key", "deeper"], true) == "no"
	attribute.is_set(_table, ["range_key"]) == "no"
	attribute.exceeds(_table, ["range_key"], 1) == "no"
	attribute.includes_any(_table, ["range_key"], {"a"}) == "no"
}

test_what_is_not_known_is_unknown if {
	attribute.equals(_table, ["point_in_time_recovery"], true) == "unknown"
	attribute.equals(_table, ["server_side_encryption", 0, "kms_key_arn"], "arn") == "unknown"
	attribute.is_set(_table, ["point_in_time_recovery"]) == "unknown"
	attribute.exceeds(_table, ["point_in_time_recovery"], 1) == "unknown"
	attribute.includes_any(_table, ["point_in_time_recovery"], {"a"}) == "unknown"
}

test_a_path_stops_at_what_is_not_known if {
	path := ["point_in_time_recovery", 0, "enabled"]
	attribute.at(_table, path) == {"$unknown": "variable `recovery` has no value"}
	attribute.equals(_table, path, true) == "unknown"
	attribute.is_set(_table, path) == "unknown"
}

test_a_key_that_looks_like_an_unknown_is_none if {
	attribute.at(_table, ["tags", "missing"]) == null
	attribute.is_set(_table, ["tags"]) == "yes"
}

test_a_reference_is_set if {
	attribute.is_set(_table, ["server_side_encryption", 0, "kms_key_arn"]) == "yes"
	attribute.is_set(_table, ["stream_view_type"]) == "yes"
}

test_numbers_are_measured if {
	attribute.exceeds(_table, ["read_capacity"], 4) == "yes"
	attribute.exceeds(_table, ["read_capacity"], 5) == "no"
	attribute.exceeds(_table, ["hash_key"], 5) == "unknown"
}

test_lists_are_searched if {
	attribute.includes_any(_table, ["non_key"], {"a", "z"}) == "yes"
	attribute.includes_any(_table, ["non_key"], {"z"}) == "unknown"
	attribute.includes_any(_table, ["server_side_encryption"], {"z"}) == "no"
}

test_endings if {
	attribute.ends_with(_table, ["hash_key"], {"x", "d"}) == "yes"
	attribute.ends_with(_table, ["hash_key"], {"x"}) == "no"
	attribute.ends_with(_table, ["range_key"], {"d"}) == "no"
	attribute.ends_with(_table, ["arn"], {"/weights"}) == "yes"
	attribute.ends_with(_table, ["arn"], {"/log"}) == "unknown"
	attribute.ends_with(_table, ["point_in_time_recovery"], {"d"}) == "unknown"
}
