package lib.account_test

import data.lib.account

test_whole_accounts if {
	account.of_root("111122223333") == "111122223333"
	account.of_root("arn:aws:iam::111122223333:root") == "111122223333"
	account.of_root("arn:aws-us-gov:iam::111122223333:root") == "111122223333"
}

test_others_are_no_whole_account if {
	not account.of_root("arn:aws:iam::111122223333:role/reader")
	not account.of_root("*")
	not account.of_root("11112222333")
}
