package lib.zone_test

import data.lib.zone

_unknown := {"id": "aws_vpc.v", "zone": {"$unknown": "variable `zone` has no value"}}

test_a_known_zone if {
	zone.among("weights", {"weights", "training"}) == "yes"
	zone.among("hub", {"weights", "training"}) == "no"
	zone.among("", {"weights", "training"}) == "no"
	zone.doubts({"id": "aws_vpc.v", "zone": "hub"}) == []
}

test_an_unknown_zone if {
	zone.among(_unknown.zone, {"weights", "training"}) == "unknown"
	zone.doubts(_unknown) == [{"resource": "aws_vpc.v", "path": ["tags"]}]
}
