package policies.data["require-tls_test"]

import data.lib.sample_test as sample
import data.policies.data["require-tls"] as policy

_result := {"subjects": policy.subjects, "violations": policy.violations, "undecided": policy.undecided}

_sound := {"subjects": {"aws_s3_bucket.main"}, "violations": set(), "undecided": set()}

_facts(changes) := {"buckets": [sample.bucket(changes)]}

_transport(answer) := {"transport": {"denies_plaintext": sample.claim(answer, "aws_s3_bucket_policy.main", ["policy"])}}

_remark := {
	"subject": "aws_s3_bucket.main",
	"data": {},
	"evidence": [{"resource": "aws_s3_bucket_policy.main", "path": ["policy"]}],
}

test_invalid_no_deny if {
	_result == object.union(_sound, {"violations": {_remark}}) with input as _facts(_transport("no"))
}

test_valid_deny if {
	_result == _sound with input as _facts({})
}

test_unknown_policy if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(_transport("unknown"))
}

test_unknown_whether_the_bucket_exists if {
	_result == object.union(_sound, {"undecided": {_remark}}) with input as _facts(object.union(_transport("no"), {"exists": "unknown"}))
}
