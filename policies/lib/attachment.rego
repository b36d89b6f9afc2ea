# METADATA
# title: Attachments of managed policies
# description: >-
#   A managed policy at one identity that it is attached to. What a policy of AWS grants is known by its name; what one of an account
#   grants is in its document, which other policies judge.
package lib.attachment

import data.lib.answer

# METADATA
# description: >-
#   Does it make an administrator, or let one make oneself one? AdministratorAccess, PowerUserAccess and IAMFullAccess do.
makes_administrator(attachment) := answer.both(attachment.aws_managed, _is_administrator(attachment.policy))

_is_administrator(policy) := answer.of(_name(policy) in _administrators) if {
	policy.known == "yes"
} else := answer.any_of({_may_be(policy, name) | some name in _administrators})

_administrators := {"AdministratorAccess", "PowerUserAccess", "IAMFullAccess"}

# `${?}` stands for a piece that is not known, which may be all of it.
_may_be(policy, name) := "unknown" if {
	pieces := split(_name(policy), "${?}")
	startswith(name, pieces[0])
	endswith(name, pieces[count(pieces) - 1])
} else := "no"

# METADATA
# description: >-
#   Does it give full access to one or more services, short of making an administrator? Names with `FullAccess` in them do, those of
#   administrators of one service, and the administrators among the policies for job functions.
gives_full_access(attachment) := answer.all_of([
	attachment.aws_managed,
	_is_full(attachment.policy),
	answer.opposite(_is_administrator(attachment.policy)),
])

_is_full(policy) := "yes" if {
	contains(_name(policy), "FullAccess")
} else := "yes" if {
	startswith(_name(policy), "AdministratorAccess-")
} else := answer.of(_name(policy) in {"SystemAdministrator", "NetworkAdministrator", "DatabaseAdministrator"}) if {
	policy.known == "yes"
} else := "unknown"

# Without the path, which a data source that looks for a name does not say.
_name(policy) := segments[count(segments) - 1] if segments := split(policy.text, "/")
