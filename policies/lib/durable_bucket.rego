# METADATA
# title: Buckets that must last
# description: >-
#   Buckets whose objects nobody may delete early: those of the zones weights and log-archive, those of the data classes weights and log, and
#   backups, with the tag zt:role = "backup". Exempt are the roles access-log and config-delivery: S3 delivers access logs to no bucket with Object
#   Lock, and AWS Config refuses buckets with default retention.
package lib.durable_bucket

import data.lib.answer
import data.lib.data_class
import data.lib.tag
import data.lib.zone

must_last(bucket) := answer.both(_is_kept(bucket), answer.opposite(is_exempt(bucket)))

is_exempt(bucket) := tag.among(bucket.tags, bucket.tags_known, "zt:role", {"access-log", "config-delivery"})

_is_kept(bucket) := answer.any_of([
	zone.among(bucket.zone, {"weights", "log-archive"}),
	data_class.among(bucket.data_class, {"weights", "log"}),
	tag.among(bucket.tags, bucket.tags_known, "zt:role", {"backup"}),
])

# METADATA
# description: Does it hold logs?
holds_logs(bucket) := answer.either(
	zone.among(bucket.zone, {"log-archive"}),
	data_class.among(bucket.data_class, {"log"}),
)

# METADATA
# description: Points at the tags where one of the answers that rest on them is not known; nothing where all are.
doubts(bucket, answers) := [{"resource": bucket.id, "path": ["tags"]} | "unknown" in answers]
