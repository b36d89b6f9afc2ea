package lib.data_class_test

import data.lib.data_class

_unknown := {"id": "aws_kms_key.k", "data_class": {"$unknown": "variable `class` has no value"}}

test_a_known_class if {
	data_class.among("weights", {"weights", "checkpoint"}) == "yes"
	data_class.among("log", {"weights", "checkpoint"}) == "no"
	data_class.among("", {"weights", "checkpoint"}) == "no"
	data_class.doubts({"id": "aws_kms_key.k", "data_class": "log"}) == []
}

test_an_unknown_class if {
	data_class.among(_unknown.data_class, {"weights", "checkpoint"}) == "unknown"
	data_class.doubts(_unknown) == [{"resource": "aws_kms_key.k", "path": ["tags"]}]
}
