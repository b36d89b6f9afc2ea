/** Every value comes home to the place where it was written. */
import { expect, test } from 'vitest';
import { instance, resolveFolder, resolveHcl } from './read.ts';

const text = `resource "aws_x" "y" {
  list = [
    "a",
    { k = "v", "q r" = [1, 2] },
  ]
  rule { n = 0 }
  dynamic "rule" {
    for_each = [1, 2]
    content {
      n = rule.value
    }
  }
  policy = jsonencode({ a = 1 })
}
`;

test.each([
  [[], 1, 1],
  [['list'], 2, 10],
  [['list', 0], 3, 5],
  [['list', 1, 'k'], 4, 11],
  [['list', 1, 'q r', 1], 4, 28],
  [['list', 1, 'missing'], 4, 5],
  [['list', 7], 2, 10],
  [['rule', 0, 'n'], 6, 14],
  [['rule', 1, 'n'], 10, 11],
  [['rule', 2], 7, 3],
  [['policy', 'a'], 13, 12],
  [['missing', 'x'], 1, 1],
] as const)('%j', (path, line, column) => {
  expect(instance(resolveHcl(text), 'aws_x.y').locate([...path])).toMatchObject({ file: 'root/main.tf', line, column });
});

test('JSON places are found whether a block is written alone or in a list', () => {
  const json = '{\n"resource": {"aws_x": {"y": {\n"rule": {"n": 1},\n"rules": [\n{"n": 2}]}}}}';
  const { locate } = instance(resolveFolder({ 'a.tf.json': json }), 'aws_x.y');
  expect(locate(['rule', 0, 'n'])).toMatchObject({ line: 3, pointer: '/resource/aws_x/y/rule/n' });
  expect(locate(['rules', 0, 'n'])).toMatchObject({ line: 5, pointer: '/resource/aws_x/y/rules/0/n' });
  expect(locate(['rules', 3, 'n'])).toMatchObject({ line: 4, pointer: '/resource/aws_x/y/rules' });
});

test('trouble in a string of JSON is located inside the string', () => {
  const resolved = resolveFolder({ 'a.tf.json': '{"output": {"o": {"value": "\\u0061\\n${ {}.b }"}}}' });
  expect(resolved.diagnostics).toMatchObject([{ location: { line: 1, column: 40, pointer: '/output/o/value' } }]);
});
