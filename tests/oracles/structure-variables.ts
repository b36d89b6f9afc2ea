interface TypedVariable {
  readonly name: string;
  readonly type: string;
  /** What may be given; what is JSON may be a default too. Some need a conversion. */
  readonly values: readonly string[];
  readonly sensitive?: true;
  readonly ephemeral?: true;
  readonly required?: true;
  readonly validations: readonly string[];
}

/** One variable of each shape of type; nearly all validations hold for nearly all values. */
export const typedVariables: readonly TypedVariable[] = [
  {
    name: 's',
    type: 'string',
    values: ['"text"', '5', 'true', '""', '"k"', '0.1', '12345678901234567890'],
    validations: ['length(var.s) < 400', 'can(regex(".*", var.s))'],
  },
  {
    name: 'n',
    type: 'number',
    values: ['3', '"2"', '0', '"1e2"', '"0.10"', '-7'],
    validations: ['var.n > -100', 'var.n == floor(var.n) || var.n < 100'],
  },
  {
    name: 'big',
    type: 'number',
    values: ['12345678901234567891', '"9007199254740993"', '0.1', '1e30'],
    validations: [],
  },
  { name: 'b', type: 'bool', values: ['true', '"false"', 'false'], validations: ['var.b || !var.b'] },
  { name: 'p', type: 'string', values: ['"secret"', '7', '"k"'], sensitive: true, validations: ['var.p != ""'] },
  { name: 'e', type: 'string', values: ['"passing"', '1'], ephemeral: true, validations: [] },
  {
    name: 'l',
    type: 'list(string)',
    values: ['["x", "y"]', '[1, true]', '[]', 'toset(["b", "a"])'],
    validations: ['length(var.l) < 9', 'alltrue([for x in var.l : x != ""])'],
  },
  {
    name: 'z',
    type: 'set(string)',
    values: ['["b", "a", "b"]', '[2]', '[]', '[true, "true"]'],
    validations: ['!contains(var.z, "none")'],
  },
  {
    name: 'm',
    type: 'map(string)',
    values: ['{ k = "v", j = 2 }', '{}', '{"k": "v", "a.b": true}', '{"x": null}'],
    validations: [],
  },
  {
    name: 'o',
    type: 'object({ a = string, b = optional(number, 7), c = optional(list(string), ["d"]), d = optional(object({ e = optional(bool, true) }), {}) })',
    values: [
      '{"a": "x"}',
      '{"a": 1, "b": null, "extra": 2}',
      '{"a": "y", "b": "4", "c": [1], "d": {"e": "false"}}',
      '{"a": "z", "d": null}',
      '{ a = "w", c = null, d = { e = null } }',
    ],
    validations: ['var.o.a != null'],
  },
  {
    name: 'lo',
    type: 'list(object({ id = string, on = optional(bool, false), tags = optional(map(string), { t = "u" }) }))',
    values: [
      '[{"id": 1}, {"id": "b", "on": true, "tags": {}}]',
      '[]',
      '[{"id": "q", "on": "true", "tags": {"n": 1}, "more": []}]',
      '[{ id = "a", tags = null }]',
    ],
    validations: ['length(distinct(var.lo[*].id)) == length(var.lo)'],
  },
  {
    name: 'w',
    type: 'map(object({ x = optional(number), y = optional(list(string), ["d"]), z = optional(object({ q = optional(string, "r") }), {}) }))',
    values: [
      '{}',
      '{"k": {}, "j": {"x": "4", "z": {"q": 1}}}',
      '{ k = { y = null, z = null } }',
      '{"k": {"y": [], "z": {}}}',
    ],
    validations: [],
  },
  { name: 't', type: 'tuple([string, number])', values: ['[1, "2"]', '["a", 3.5]', '["", null]'], validations: [] },
  {
    name: 'so',
    type: 'set(object({ a = string, b = optional(number, 1) }))',
    values: ['[]', '[{"a": "x"}, {"a": "x", "b": 1}, {"a": "c", "b": 2}]', '[{ a = 1 }]'],
    validations: [],
  },
  {
    name: 'mm',
    type: 'map(any)',
    values: ['{}', '{"a": 1, "b": "x"}', '{"a": [1], "b": []}', '{ a = true, b = null }'],
    validations: [],
  },
  {
    name: 'la',
    type: 'list(any)',
    values: ['[]', '[1, "x", true]', '[{"a": 1}, {"a": "x"}]', '[null, 1]'],
    validations: [],
  },
  {
    name: 'nested',
    type: 'map(list(object({ p = optional(set(number), [3, 1]), q = optional(map(any)) })))',
    values: ['{}', '{"k": [{}, {"p": ["2", 1, 2]}]}', '{"k": [{"q": {"z": 1, "y": "w"}}]}', '{ k = [{ p = null }] }'],
    validations: [],
  },
  {
    name: 'a',
    type: 'any',
    values: ['[1, "a"]', '{"q": [1]}', '"any"', 'null', '12345678901234567890', '[{"x": 1}, {"y": 2}]'],
    validations: [],
  },
  { name: 'u', type: 'any', values: ['null', '{"later": 1}', '[]'], validations: [] },
];
