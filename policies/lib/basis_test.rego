package lib.basis_test

import data.lib.basis

test_only_the_unknown_is_in_doubt if {
	basis.doubts([
		{"answer": "yes", "steps": [{"resource": "aws_vpc.a", "path": ["one"]}]},
		{"answer": "unknown", "steps": [{"resource": "aws_vpc.a", "path": ["two"]}, {"resource": "aws_vpc.a", "path": ["three"]}]},
		{"answer": "no", "steps": []},
	]) == [{"resource": "aws_vpc.a", "path": ["two"]}, {"resource": "aws_vpc.a", "path": ["three"]}]
}
