# METADATA
# title: Destinations of access logs
# description: >-
#   Buckets that S3 delivers server access logs to. S3 delivers to no bucket whose default encryption uses KMS, and to none with Object
#   Lock. Such a bucket carries the tag zt:role = "access-log", or lets the log delivery of S3 in by its policy or its ACL, without
#   which nothing is delivered.
# related_resources:
# - description: Amazon S3 User Guide, enabling server access logging
#   ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
# schemas:
# - input: schema.facts
package lib.access_log

import data.lib.answer
import data.lib.attribute
import data.lib.document as documents
import data.lib.reference
import data.lib.statement
import data.lib.tag

# METADATA
# description: Does it receive access logs?
receives(bucket) := answer.any_of({
	tag.among(bucket.tags, bucket.tags_known, "zt:role", {"access-log"}),
	answer.any_of(object.get(_by_policy, bucket.id, [])),
	object.get(_by_own_acl, bucket.id, "no"),
	answer.any_of(_by_acl(bucket.id)),
})

# Only what may let the log delivery in is kept, so that a thousand buckets do not ask a thousand policies each.
_by_policy[document.owner] contains delivers if {
	some document in input.access.documents
	some grant in document.statements
	some principal in grant.principals
	delivers := answer.all_of([document.exists, statement.allows(grant), _delivers(principal)])
	delivers != "no"
}

# What a policy says that was not read in full nobody knows.
_by_policy[document.owner] contains "unknown" if {
	some document in input.access.documents
	documents.is_unread(document)
}

_delivers(principal) := "no" if {
	not principal.type in {"Service", ""}
} else := answer.of(principal.text == "logging.s3.amazonaws.com") if {
	principal.known == "yes"
} else := "unknown"

_by_own_acl[bucket.id] := delivers if {
	some bucket in input.resources.aws_s3_bucket
	delivers := attribute.equals(bucket, ["acl"], "log-delivery-write")
	delivers != "no"
}

_by_acl(id) := {delivers |
	some key in reference.keys(_buckets[id])
	some delivers in object.get(_acls, key, set())
} | {answer.both("unknown", delivers) | some delivers in object.get(_acls, reference.loose, set())}

_buckets[bucket.id] := bucket if some bucket in input.resources.aws_s3_bucket

_acls[target] contains delivers if {
	some acl in input.resources.aws_s3_bucket_acl
	target := reference.target(attribute.at(acl, ["bucket"]), "aws_s3_bucket")
	delivers := answer.both(acl.exists, _is_for_delivery(acl))
	delivers != "no"
}

_is_for_delivery(acl) := answer.either(
	attribute.equals(acl, ["acl"], "log-delivery-write"),
	answer.any_of({_grants_delivery(acl, index) | some index, _ in _grants(acl)}),
)

# One place where grants are not known, so that the question runs into what is not.
_grants(acl) := grants if {
	grants := attribute.at(acl, ["access_control_policy", 0, "grant"])
	is_array(grants)
} else := [null]

_grants_delivery(acl, index) := attribute.equals(
	acl,
	["access_control_policy", 0, "grant", index, "grantee", 0, "uri"],
	"http://acs.amazonaws.com/groups/s3/LogDelivery",
)
