package lib.access_log_test

import data.lib.access_log
import data.lib.sample_test as sample

_facts(documents, own, acls) := {
	"access": {"documents": documents},
	"resources": {
		"aws_s3_bucket": [sample.resource("aws_s3_bucket.main", own, {})],
		"aws_s3_bucket_acl": [sample.resource("aws_s3_bucket_acl.main", acl, {}) | some acl in acls],
	},
}

_document(principal) := object.union(
	sample.document("aws_s3_bucket_policy.main", ["policy"], "resource", [sample.statement({"principals": [principal]})]),
	{"owner": "aws_s3_bucket.main"},
)

_service(text, known) := {"type": "Service", "text": text, "known": known, "resource": ""}

_bucket := sample.reference("aws_s3_bucket.main", "id")

_granting(uri) := {"bucket": _bucket, "access_control_policy": [{"grant": [
	{"grantee": [{"type": "CanonicalUser", "uri": null}]},
	{"grantee": [{"type": "Group", "uri": uri}]},
]}]}

test_a_bucket_like_any_other if {
	access_log.receives(sample.bucket({})) == "no" with input as _facts([], {}, [])
}

test_by_tag if {
	access_log.receives(sample.bucket({"tags": {"zt:role": "access-log"}})) == "yes" with input as _facts([], {}, [])
	access_log.receives(sample.bucket({"tags_known": "unknown"})) == "unknown" with input as _facts([], {}, [])
}

test_by_policy if {
	access_log.receives(sample.bucket({})) == "yes" with input as _facts([_document(_service("logging.s3.amazonaws.com", "yes"))], {}, [])
	access_log.receives(sample.bucket({})) == "no" with input as _facts([_document(_service("cloudtrail.amazonaws.com", "yes"))], {}, [])
	access_log.receives(sample.bucket({})) == "unknown" with input as _facts([_document(_service("", "unknown"))], {}, [])
}

test_by_a_policy_that_was_not_read if {
	unread := object.union(_document(_service("cloudtrail.amazonaws.com", "yes")), {"read": "unknown"})
	access_log.receives(sample.bucket({})) == "unknown" with input as _facts([unread], {}, [])
}

test_a_role_that_is_not_known_is_no_service if {
	role := {"type": "AWS", "text": "", "known": "unknown", "resource": "aws_iam_role.reader"}
	access_log.receives(sample.bucket({})) == "no" with input as _facts([_document(role)], {}, [])
}

test_by_acl if {
	access_log.receives(sample.bucket({})) == "yes" with input as _facts([], {"acl": "log-delivery-write"}, [])
	access_log.receives(sample.bucket({})) == "yes" with input as _facts([], {}, [{"bucket": _bucket, "acl": "log-delivery-write"}])
	access_log.receives(sample.bucket({})) == "no" with input as _facts([], {}, [{"bucket": _bucket, "acl": "private"}])
	access_log.receives(sample.bucket({})) == "no" with input as _facts([], {}, [{"bucket": "another", "acl": "log-delivery-write"}])
}

test_by_grant if {
	delivery := _granting("http://acs.amazonaws.com/groups/s3/LogDelivery")
	access_log.receives(sample.bucket({})) == "yes" with input as _facts([], {}, [delivery])
	access_log.receives(sample.bucket({})) == "no" with input as _facts([], {}, [_granting("http://acs.amazonaws.com/groups/global/AllUsers")])
	access_log.receives(sample.bucket({})) == "unknown" with input as _facts([], {}, [_granting(sample.unknown("variable"))])
	unknown := {"bucket": _bucket, "access_control_policy": sample.unknown("variable")}
	access_log.receives(sample.bucket({})) == "unknown" with input as _facts([], {}, [unknown])
}
