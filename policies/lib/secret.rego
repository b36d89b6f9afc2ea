# METADATA
# title: Secrets
# description: Whether a secret stands in the configuration itself, or comes from where secrets are kept.
# schemas:
# - input: schema.facts
package lib.secret

import data.lib.answer
import data.lib.attribute

# METADATA
# description: >-
#   Can whoever reads the configuration, or the log of a run, read the secret at this path? `yes` for a literal, for a variable with a
#   default and for one that is not marked sensitive; `no` for a sensitive variable, an ephemeral value and what a secret store or a
#   generator gives. Of a local value or a module's output it cannot be seen. References are known of top-level attributes only, so a
#   nested block that mixes sources, or that holds a known text beside a reference, leaves it open.
is_exposed(resource, path) := "no" if {
	attribute.at(resource, path) == null
} else := "yes" if {
	_sources(resource, path) == set()
	_is_known(resource, path)
} else := "unknown" if {
	_sources(resource, path) == set()
} else := answer.any_of(_sources(resource, path)) if {
	count(path) == 1
} else := "yes" if {
	_sources(resource, path) == {"yes"}
} else := "unknown" if {
	_is_known(resource, path)
} else := "no" if {
	_sources(resource, path) == {"no"}
} else := "unknown"

_is_known(resource, path) if {
	value := attribute.at(resource, path)
	is_string(value)
}

_sources(resource, path) := {_shows(resource, name) | some name in object.get(resource.references, path[0], [])}

_shows(resource, name) := "no" if {
	some prefix in _kept_secret
	startswith(name, prefix)
} else := _is_open(variable) if {
	resource.module == ""
	variable := _variables[resource.stack][name]
} else := "unknown"

_variables[variable.stack][name] := variable if {
	some variable in input.estate.variables
	name := concat(".", ["var", variable.name])
}

_is_open(variable) := "yes" if {
	variable.has_default
} else := "no" if {
	true in {variable.sensitive, variable.ephemeral}
} else := "yes"

_kept_secret := {
	"data.aws_secretsmanager_",
	"data.aws_ssm_parameter.",
	"data.vault_",
	"ephemeral.",
	"aws_secretsmanager_secret_version.",
	"random_password.",
}
