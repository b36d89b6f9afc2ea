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
#   generator gives, also where it came by way of a local value or a module's input. Of other local values and modules it cannot be
#   seen, nor of a secret that the configuration puts into a store and that is known all the same. References are known of top-level
#   attributes only, so a nested block that mixes sources, or that holds a known text beside a reference, leaves it open.
is_exposed(resource, path) := "no" if {
	attribute.at(resource, path) == null
} else := "no" if {
	_is_kept(resource, attribute.at(resource, path))
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

# What the value is as a whole says more than the names that it was written with: those may be local.
_is_kept(resource, value) if {
	address := trim_prefix(value["$ref"], concat("", [resource.stack, "/"]))
	own := regex.find_all_string_submatch_n(`^(?:module\.[^.\[]+(?:\[[^\]]*\])?\.)*(.*)$`, address, 1)[0][1]
	some prefix in _kept_secret
	startswith(own, prefix)
}

_sources(resource, path) := {_source(resource, path, name) | some name in object.get(resource.references, path[0], [])}

# A secret that was read back from what put it there is as open as it was before.
_source(resource, path, name) := "unknown" if {
	startswith(name, "aws_secretsmanager_secret_version.")
	_is_known(resource, path)
} else := _shows(resource, name)

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
