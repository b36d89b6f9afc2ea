# METADATA
# title: Samples
# description: Facts about one sound thing of each kind, for unit tests to change in one respect.
package lib.sample_test

# METADATA
# description: A claim that rests on one value.
claim(answer, id, path) := {"answer": answer, "steps": [{"resource": id, "path": path}]}

unknown(reason) := {"$unknown": reason}

reference(id, attribute) := {"$ref": id, "$attribute": attribute}

# METADATA
# description: A resource; `id` is `<type>.<name>`.
resource(id, values, changes) := object.union(
	{
		"id": id,
		"address": id,
		"stack": "",
		"module": "",
		"type": split(id, ".")[0],
		"name": split(id, ".")[1],
		"exists": "yes",
		"tags": {},
		"tags_known": "yes",
		"zone": "",
		"data_class": "",
		"account": "",
		"region": "",
		"values": values,
		"defaulted": [],
		"literal": [],
		"references": {},
		"lifecycle": {},
	},
	changes,
)

# METADATA
# description: TCP 443 from a private block, in the group `aws_security_group.web`.
security_rule(changes) := object.union(
	{
		"subject": "aws_security_group.web",
		"path": ["ingress", 0],
		"group": "aws_security_group.web",
		"group_tags": {},
		"group_tags_known": "yes",
		"group_zone": "",
		"exists": "yes",
		"direction": "ingress",
		"protocol": "tcp",
		"first_port": 443,
		"last_port": 443,
		"ports_known": "yes",
		"internet": {"answer": "no", "steps": []},
		"blocks": [],
	},
	changes,
)

# METADATA
# description: The same rule, open to the world on one port of TCP.
world_open(port) := security_rule(object.union(world, {"first_port": port, "last_port": port}))

world := {
	"internet": claim("yes", "aws_security_group.web", ["ingress", 0, "cidr_blocks", 0]),
	"blocks": ["0.0.0.0/0"],
}

# METADATA
# description: The same rule for a block that is not known.
world_unknown(port) := security_rule({
	"first_port": port,
	"last_port": port,
	"internet": claim("unknown", "aws_security_group.web", ["ingress", 0, "cidr_blocks", 0]),
})

# METADATA
# description: An ingress entry of a network ACL for the world; `internet` says what entries before it leave of that.
acl_entry(protocol, first_port, last_port, internet) := object.union(service, {
	"subject": "aws_network_acl.main",
	"path": ["ingress", 0],
	"acl": "aws_network_acl.main",
	"exists": "yes",
	"blocks": ["0.0.0.0/0"],
	"openings": [object.union(service, {"internet": claim(internet, "aws_network_acl.main", ["ingress", 0, "cidr_block"])})],
}) if {
	service := {"protocol": protocol, "first_port": first_port, "last_port": last_port, "ports_known": "yes"}
}

# METADATA
# description: A VPC that is logged in full, with its default group shut and no gateway.
vpc(changes) := object.union(
	{
		"id": "aws_vpc.main",
		"zone": "",
		"exists": "yes",
		"default_security_groups": ["aws_default_security_group.main"],
		"default_group_denies_all": {"answer": "yes", "steps": []},
		"flow_logs": [flow_log({})],
		"maybe_logged": "no",
		"maybe_logged_by": [],
		"gateways": [],
		"maybe_gateway": "no",
	},
	changes,
)

flow_log(changes) := object.union(
	{
		"id": "aws_flow_log.main",
		"all_traffic": claim("yes", "aws_flow_log.main", ["traffic_type"]),
		"has_destination": claim("yes", "aws_flow_log.main", ["log_destination"]),
		"aggregation_seconds": 60,
	},
	changes,
)

# METADATA
# description: A symmetric key with yearly rotation and the longest deletion window.
key(changes) := object.union(
	{
		"id": "aws_kms_key.main",
		"type": "aws_kms_key",
		"exists": "yes",
		"data_class": "",
		"zone": "",
		"tags": {},
		"tags_known": "yes",
		"symmetric": claim("yes", "aws_kms_key.main", ["customer_master_key_spec"]),
		"in_custom_store": claim("no", "aws_kms_key.main", ["custom_key_store_id"]),
		"custom_store": "",
		"custom_store_type": "",
		"rotation_enabled": claim("yes", "aws_kms_key.main", ["enable_key_rotation"]),
		"rotation_days": 365,
		"deletion_window_days": 30,
	},
	changes,
)

# METADATA
# description: A policy document of one resource.
document(subject, path, kind, statements) := {
	"subject": subject,
	"path": path,
	"kind": kind,
	"exists": "yes",
	"owner": subject,
	"read": "yes",
	"because": "",
	"statements": statements,
}

# METADATA
# description: An Allow of one action on one resource for one role.
statement(changes) := object.union(
	{
		"path": ["Statement", 0],
		"sid": "Read",
		"effect": "Allow",
		"not_actions": false,
		"actions": [{"text": "s3:GetObject", "known": "yes"}],
		"not_resources": false,
		"resources": [{"text": "arn:aws:s3:::weights/*", "known": "yes"}],
		"not_principals": false,
		"principals": [{"type": "AWS", "text": "arn:aws:iam::111122223333:role/reader", "known": "yes", "resource": ""}],
		"conditions": [],
		"every_action": "no",
		"every_resource": "no",
		"anyone": "no",
		"narrowed": "no",
	},
	changes,
)

# METADATA
# description: A bounded role with sessions of an hour.
role(changes) := object.union(
	{
		"id": "aws_iam_role.main",
		"zone": "",
		"exists": "yes",
		"service_linked": "no",
		"has_boundary": claim("yes", "aws_iam_role.main", ["permissions_boundary"]),
		"privileged": "no",
		"max_session_seconds": 3600,
	},
	changes,
)

# METADATA
# description: A harmless policy of AWS, attached to that role.
attachment(changes) := object.union(
	{
		"subject": "aws_iam_role_policy_attachment.main",
		"path": ["policy_arn"],
		"holder": "role",
		"owner": "aws_iam_role.main",
		"zone": "",
		"exists": "yes",
		"aws_managed": "yes",
		"policy": {"text": "ReadOnlyAccess", "known": "yes"},
	},
	changes,
)

# METADATA
# description: A trust in tokens of GitHub for one branch of one repository.
federated(changes) := object.union(
	{
		"subject": "aws_iam_role.main",
		"path": ["assume_role_policy", "Statement", 0],
		"sid": "Deploy",
		"exists": "yes",
		"issuer": "token.actions.githubusercontent.com",
		"oidc": "yes",
		"audience_pinned": "yes",
		"subject_pinned": "yes",
		"subjects": [{"text": "repo:example/weights:ref:refs/heads/main", "known": "yes"}],
		"wide_subjects": [],
	},
	changes,
)

# METADATA
# description: A bucket with every safeguard, private, encrypted with a key of its own, versioned, locked, closed to plaintext.
bucket(changes) := object.union(
	{
		"id": "aws_s3_bucket.main",
		"exists": "yes",
		"data_class": "",
		"zone": "",
		"tags": {},
		"tags_known": "yes",
		"public_access": {
			"declared_by": "aws_s3_bucket_public_access_block.main",
			"block_public_acls": claim("yes", "aws_s3_bucket_public_access_block.main", ["block_public_acls"]),
			"block_public_policy": claim("yes", "aws_s3_bucket_public_access_block.main", ["block_public_policy"]),
			"ignore_public_acls": claim("yes", "aws_s3_bucket_public_access_block.main", ["ignore_public_acls"]),
			"restrict_public_buckets": claim("yes", "aws_s3_bucket_public_access_block.main", ["restrict_public_buckets"]),
		},
		"maybe": {},
		"encryption": {
			"declared_by": "aws_s3_bucket_server_side_encryption_configuration.main",
			"algorithm": "aws:kms",
			"algorithm_step": {"resource": "aws_s3_bucket_server_side_encryption_configuration.main", "path": ["rule"]},
			"customer_key": claim("yes", "aws_s3_bucket_server_side_encryption_configuration.main", ["key"]),
			"key": "aws_kms_key.main",
			"key_in_custom_store": "no",
			"bucket_key": claim("yes", "aws_s3_bucket_server_side_encryption_configuration.main", ["bucket_key"]),
		},
		"versioning": {
			"declared_by": "aws_s3_bucket_versioning.main",
			"enabled": claim("yes", "aws_s3_bucket_versioning.main", ["status"]),
			"mfa_delete": claim("no", "aws_s3_bucket_versioning.main", ["mfa_delete"]),
		},
		"object_lock": {
			"enabled": claim("yes", "aws_s3_bucket.main", ["object_lock_enabled"]),
			"declared_by": "aws_s3_bucket_object_lock_configuration.main",
			"mode": "COMPLIANCE",
			"retention_days": 365,
			"steps": [{"resource": "aws_s3_bucket_object_lock_configuration.main", "path": ["rule"]}],
		},
		"transport": {
			"declared_by": "aws_s3_bucket_policy.main",
			"denies_plaintext": claim("yes", "aws_s3_bucket_policy.main", ["policy"]),
			"minimum_tls": "1.3",
		},
	},
	changes,
)
