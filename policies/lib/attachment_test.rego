package lib.attachment_test

import data.lib.attachment

_of(aws_managed, text, known) := {"aws_managed": aws_managed, "policy": {"text": text, "known": known}}

test_administrators_of_aws if {
	names := ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess", "IAMReadOnlyAccess", "teams/AdministratorAccess2"]
	[attachment.makes_administrator(_of("yes", name, "yes")) | some name in names] == ["yes", "yes", "yes", "no", "no"]
}

test_a_policy_of_an_account_is_judged_by_its_document if {
	attachment.makes_administrator(_of("no", "AdministratorAccess", "yes")) == "no"
	attachment.makes_administrator(_of("unknown", "AdministratorAccess", "yes")) == "unknown"
	attachment.gives_full_access(_of("no", "AmazonS3FullAccess", "yes")) == "no"
	attachment.gives_full_access(_of("unknown", "AmazonS3FullAccess", "yes")) == "unknown"
}

test_names_that_are_known_in_part if {
	names := ["", "${?}", "Administrator${?}", "${?}Access", "IAM${?}Access", "ReadOnly${?}", "${?}Role"]
	made := [attachment.makes_administrator(_of("yes", name, "unknown")) | some name in names]
	made == ["unknown", "unknown", "unknown", "unknown", "unknown", "no", "no"]
}

test_full_access if {
	names := [
		"AmazonS3FullAccess",
		"AWSLambda_FullAccess",
		"AmazonEMRFullAccessPolicy_v2",
		"AdministratorAccess-Amplify",
		"job-function/SystemAdministrator",
		"SystemAdministrator",
		"job-function/NetworkAdministrator",
		"job-function/DatabaseAdministrator",
	]
	every name in names { attachment.gives_full_access(_of("yes", name, "yes")) == "yes" }
}

test_less_than_full_access_or_more if {
	names := ["AmazonS3ReadOnlyAccess", "job-function/ViewOnlyAccess", "service-role/AWSLambdaBasicExecutionRole", "IAMFullAccess", "AdministratorAccess"]
	every name in names { attachment.gives_full_access(_of("yes", name, "yes")) == "no" }
}

test_full_access_known_in_part if {
	attachment.gives_full_access(_of("yes", "Amazon${?}FullAccess", "unknown")) == "yes"
	attachment.gives_full_access(_of("yes", "${?}FullAccess", "unknown")) == "unknown"
	attachment.gives_full_access(_of("yes", "service-role/${?}", "unknown")) == "unknown"
}
