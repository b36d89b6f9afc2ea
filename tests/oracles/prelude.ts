import type { Folder } from './terraform.ts';

/**
 * What the generated expressions draw on: known values of every kind, and unknown ones of every type, which a module makes out
 * of an unknown of no type.
 */
export const main = `
resource "terraform_data" "u" {
  input = "known input"
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "keyed" {
  for_each = { b = 1, a = 2 }
  input    = each.value
}

module "typed" {
  source = "./typed"
  any    = jsondecode(terraform_data.u.id)
}

locals {
  empty  = ""
  word   = "hello"
  text   = "a,b;c  d"
  digits = "42"
  accent = "h\\u00e9llo w\\u00f6rld"
  zero   = 0
  one    = 1
  two    = 2
  half   = 0.5
  minus  = -7
  big    = 12345678901234567890
  yes    = true
  no     = false
  none   = null
  tuple  = ["a", 1, true]
  words  = tolist(["b", "a", "c", "a"])
  nums   = tolist([3, 1, 2])
  blank  = tolist(["", "x", null])
  set    = toset(["b", "a"])
  numset = toset([2, 10])
  map    = tomap({ b = "2", a = "1" })
  nmap   = tomap({ x = 1, y = 2 })
  object = { name = "n", count = 3, on = true, list = ["x", "y"] }
  nested = { a = { b = [{ c = 1 }, { c = 2 }] } }
  objs   = [{ id = "1", v = 1 }, { id = "2", v = 2 }]
  part   = "pre-\${terraform_data.u.id}"
  half_l = ["k", terraform_data.u.id]
  half_o = { k = "v", u = terraform_data.u.id }
  lines  = <<-END
      first
        second \${upper("x")}

    third
  END

  template = "hi $\${name}%%{ if name == \\"a\\" } A%%{ endif }"
  loop     = "%%{ for i, x in items ~}\\n $\${i}=$\${x},\\n%%{ endfor ~}\\nend"
}
`;

export const prelude: Folder = {
  'files/a.txt': 'first line\nsecond \u00e9\n',
  'files/b/c.txt': '',
  'files/b/d.md': '# d\r\n',
  'files/data.json': '{ "a": [1, 2.5], "b": "x" }\n',
  'files/t.tftpl': 'Hello, ${upper(name)}!\n%{ if length(items) > 0 ~}\n  some\n%{ else ~}\n  none\n%{ endif ~}\n',
  'files/loop.tftpl': '%{ for k, v in items }${k}: ${v}\n%{ endfor }${name}',
  'main.tf': main,
  'typed/main.tf': `
variable "any" {}

variable "types" {
  type = object({
    s = optional(string)
  })
  default = {}
}

module "string" {
  source = "./string"
  it     = var.any
}

module "number" {
  source = "./number"
  it     = var.any
}

module "bool" {
  source = "./bool"
  it     = var.any
}

module "list" {
  source = "./list"
  it     = var.any
}

module "set" {
  source = "./set"
  it     = var.any
}

module "map" {
  source = "./map"
  it     = var.any
}

module "object" {
  source = "./object"
  it     = var.any
}

output "any" { value = var.any }
output "string" { value = module.string.it }
output "number" { value = module.number.it }
output "bool" { value = module.bool.it }
output "list" { value = module.list.it }
output "set" { value = module.set.it }
output "map" { value = module.map.it }
output "object" { value = module.object.it }
`,
  ...Object.fromEntries(
    Object.entries({
      string: 'string',
      number: 'number',
      bool: 'bool',
      list: 'list(string)',
      set: 'set(string)',
      map: 'map(number)',
      object: 'object({ a = string, b = optional(number, 3) })',
    }).map(([name, type]) => [
      `typed/${name}/main.tf`,
      `variable "it" {\n  type     = ${type}\n  nullable = false\n}\n\noutput "it" {\n  value = var.it\n}\n`,
    ]),
  ),
};
