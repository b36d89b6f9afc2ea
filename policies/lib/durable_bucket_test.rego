package lib.durable_bucket_test

import data.lib.durable_bucket
import data.lib.sample_test as sample

test_what_must_last if {
	durable_bucket.must_last(sample.bucket({"zone": "weights"})) == "yes"
	durable_bucket.must_last(sample.bucket({"zone": "log-archive"})) == "yes"
	durable_bucket.must_last(sample.bucket({"data_class": "weights"})) == "yes"
	durable_bucket.must_last(sample.bucket({"data_class": "log"})) == "yes"
	durable_bucket.must_last(sample.bucket({"tags": {"zt:role": "backup"}})) == "yes"
	durable_bucket.must_last(sample.bucket({"zone": "training", "data_class": "training-data"})) == "no"
	durable_bucket.must_last(sample.bucket({"zone": sample.unknown("variable")})) == "unknown"
}

test_who_is_exempt if {
	durable_bucket.must_last(sample.bucket({"zone": "weights", "tags": {"zt:role": "access-log"}})) == "no"
	durable_bucket.must_last(sample.bucket({"zone": "weights", "tags": {"zt:role": "config-delivery"}})) == "no"
	durable_bucket.must_last(sample.bucket({"zone": "weights", "tags_known": "unknown"})) == "unknown"
}

test_what_holds_logs if {
	durable_bucket.holds_logs(sample.bucket({"zone": "log-archive"})) == "yes"
	durable_bucket.holds_logs(sample.bucket({"data_class": "log"})) == "yes"
	durable_bucket.holds_logs(sample.bucket({"zone": "weights"})) == "no"
}

test_doubts_point_at_the_tags if {
	durable_bucket.doubts(sample.bucket({}), {"yes", "unknown"}) == [{"resource": "aws_s3_bucket.main", "path": ["tags"]}]
	durable_bucket.doubts(sample.bucket({}), {"yes", "no"}) == []
}
