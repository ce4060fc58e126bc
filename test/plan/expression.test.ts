import { array, assert, constantFrom, letrec, oneof, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnknown, unknown } from '../../src/core/unknown.ts';
import type { Contexts } from '../../src/plan/expression.ts';
import { evaluate, evaluateCondition, evaluateText } from '../../src/plan/expression.ts';
import { hole, shownPartial } from '../../src/core/partial.ts';
import type { Truth, Value } from '../../src/plan/value.ts';
import { isList, isMap, listOf, mapOf, truthOf } from '../../src/plan/value.ts';

const github = mapOf(
  {
    ref: 'refs/tags/v1.2.3',
    ref_name: 'v1.2.3',
    event_name: 'push',
    repository: 'Acme/demo',
    event: mapOf({ ref: 'refs/tags/v1.2.3', inputs: null, pusher: unknown('github.event.pusher') }),
  },
  'github',
);

const contexts: Contexts = {
  context: (name) =>
    name === 'github'
      ? github
      : name === 'matrix'
        ? mapOf({ python: '3.10', os: listOf(['linux', 'mac']), part: `x-${hole('vars.PART')}`, n: 3 })
        : name === 'secrets' || name === 'vars'
          ? mapOf({}, name)
          : null,
  status: (name) => name === 'success' || name === 'always',
};

function shown(value: Value): unknown {
  if (isUnknown(value)) return `? ${value.unknown}`;
  if (isList(value)) return value.items.map(shown);
  if (isMap(value)) return Object.fromEntries([...value.entries.values()].map(({ name, get }) => [name, shown(get())]));
  return typeof value === 'string' ? shownPartial(value) : value;
}

describe('what an expression comes to', () => {
  test.each<[string, unknown]>([
    // Literals and the ways to write them.
    ["'it''s'", "it's"],
    ['0xff', 255],
    ['-9.2e1', -92],
    ['null', null],
    ['true', true],
    // Contexts: names are folded, and what an event does not have is null.
    ['github.ref', 'refs/tags/v1.2.3'],
    ['GitHub.REF_name', 'v1.2.3'],
    ["github['ref']", 'refs/tags/v1.2.3'],
    ['github.event.release.tag_name', null],
    ['github.event.inputs.version', null],
    ['github.actor', '? github.actor'],
    ['github.event.pusher.name', '? github.event.pusher.name'],
    ['vars.IMAGE', '? vars.IMAGE'],
    ['matrix.os[1]', 'mac'],
    ['matrix.os[7]', null],
    ['matrix.os.*', ['linux', 'mac']],
    ['steps.build.outputs.x', null],
    // Equality: without regard to case; of different types as numbers.
    ["github.event_name == 'PUSH'", true],
    ["github.event_name != 'release'", true],
    ["'3' == 3", true],
    ["'' == 0", true],
    ['null == 0', true],
    ["'abc' == 0", false],
    ["vars.X == 'a'", '? vars.X'],
    ["matrix.part == 'y-1'", false],
    ["matrix.part == 'x-1'", '? vars.PART'],
    // Comparison.
    ['matrix.n >= 3', true],
    ["'b' > 'A'", true],
    ["'x' > 1", false],
    ['vars.N > 1', '? vars.N'],
    // Logic gives the operand that settles it.
    ['github.event.inputs.tag || github.ref_name', 'v1.2.3'],
    ["github.event_name == 'push' && 'a' || 'b'", 'a'],
    // What of it is known is only whether it holds: the value may be the text of the variable.
    ["vars.X && github.event_name == 'release'", '? vars.X'],
    ["vars.X || github.event_name == 'push'", '? vars.X'],
    ["(vars.X && false) == ''", '? vars.X'],
    ['!(vars.X && false)', true],
    ["vars.X || 'fallback'", '? vars.X'],
    ['!vars.X', '? vars.X'],
    ['!(!github.ref)', true],
    // Functions.
    ["startsWith(github.ref, 'refs/tags/V')", true],
    ["startsWith(matrix.part, 'X-')", true],
    ["startsWith(matrix.part, 'y')", false],
    ["startsWith(matrix.part, 'x-1')", '? vars.PART'],
    ["endsWith(github.ref, '-rc')", false],
    ["contains(github.ref, '-')", false],
    ["contains(matrix.os, 'LINUX')", true],
    ['contains(fromJSON(\'["push", "release"]\'), github.event_name)', true],
    ["contains(vars.X, 'a')", '? vars.X'],
    ["format('{0}/{1}:{{{2}}}', 'a', 'b', 3)", 'a/b:{3}'],
    ["format('{0}-{1}', vars.X, 'b')", '{vars.X}-b'],
    ["join(matrix.os, ' + ')", 'linux + mac'],
    ['join(matrix.os)', 'linux,mac'],
    ['fromJSON(\'{"a": [1, {"b": true}]}\').a[1].b', true],
    ["fromJSON('nonsense')", '? JSON that cannot be read'],
    ["toJSON(fromJSON('[1]'))", '[\n  1\n]'],
    ["case(github.event_name == 'release', 'r', github.event_name == 'push', 'p', 'o')", 'p'],
    ["hashFiles('**/lock')", '? a hash of files'],
    ['success()', true],
    ['failure()', false],
  ])('%s', (text, value) => {
    expect(shown(evaluate(text, contexts))).toEqual(value);
  });

  test.each(['github.', 'a &&', "'open", 'nonsense(1)', '${{', 'github.ref ==== 1'])('%s cannot be read', (text) => {
    expect(shown(evaluate(text, contexts))).toMatch(/^\? an expression that cannot be read/);
  });
});

describe('text around expressions', () => {
  test.each([
    ['plain', 'plain'],
    ['${{ github.ref_name }}', 'v1.2.3'],
    ['a/${{ github.repository }}:${{ github.ref_name }}-x', 'a/Acme/demo:v1.2.3-x'],
    ['${{ vars.HOST }}/demo', '{vars.HOST}/demo'],
    ["${{ '}}' }}|", '}}|'],
    ['${{ open', '${{ open'],
    ['${{ matrix.os }}', 'Array'],
    ['${{ github.event.inputs.x }}', ''],
  ])('%s', (text, value) => {
    expect(shownPartial(evaluateText(text, contexts))).toBe(value);
  });

  test('no text of the repository can forge a hole', () => {
    expect(evaluateText('a\uE010b\uE011c', contexts)).toBe('a\uFFFDb\uFFFDc');
    expect(evaluate("'a\uE010b\uE011c'", contexts)).toBe('a\uFFFDb\uFFFDc');
  });
});

describe('conditions', () => {
  const failing: Contexts = { ...contexts, status: (name) => name === 'always' };
  test.each<[string, Contexts, unknown]>([
    ["github.event_name == 'push'", contexts, true],
    ["${{ github.event_name == 'push' }}", contexts, true],
    ["github.event_name == 'push'", failing, false],
    ["always() && github.event_name == 'push'", failing, true],
    ['!cancelled()', failing, true],
    ['', failing, false],
    // Text beside the expression makes it a text that is never empty.
    ["${{ github.event_name == 'release' }} && true", contexts, true],
    ['vars.DEPLOY', contexts, '? vars.DEPLOY'],
    ['vars.DEPLOY', failing, false],
  ])('%s', (text, given, value) => {
    expect(shown(evaluateCondition(text, given))).toBe(value);
  });
});

function kindOf(truth: Truth): boolean | string {
  return isUnknown(truth) ? 'object' : truth;
}

test('never throws, whatever is written', () => {
  const piece = constantFrom(
    'github',
    '.ref',
    '[',
    ']',
    '(',
    ')',
    '==',
    '&&',
    '||',
    '!',
    "'x'",
    '1',
    'fromJSON',
    'format',
    ',',
    '*',
    ' ',
    '${{',
    '}}',
    'vars',
  );
  assert(
    property(array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      expect(typeof evaluateText(text, contexts)).toBe('string');
      expect([true, false, 'object']).toContain(kindOf(truthOf(evaluate(text, contexts))));
      expect([true, false, 'object']).toContain(kindOf(evaluateCondition(text, contexts)));
    }),
  );
});

test('an answer that does not depend on what is unknown is the same whatever that turns out to be', () => {
  const atom = constantFrom('vars.A', 'true', 'false', "github.event_name == 'push'", "github.event_name == 'release'");
  const tree = letrec((tie) => ({
    expr: oneof(
      { maxDepth: 4 },
      atom,
      tuple(tie('expr'), constantFrom('&&', '||'), tie('expr')).map(
        ([a, op, b]) => `(${String(a)} ${op} ${String(b)})`,
      ),
      tie('expr').map((one) => `!(${String(one)})`),
    ),
  }));
  const given = (a: Value): Contexts => ({
    ...contexts,
    context: (name) => (name === 'vars' ? mapOf({ A: a }) : contexts.context(name)),
  });
  assert(
    property(tree.expr, (text) => {
      const open = truthOf(evaluate(text, contexts));
      if (isUnknown(open)) return;
      expect(truthOf(evaluate(text, given('x')))).toBe(open);
      expect(truthOf(evaluate(text, given('')))).toBe(open);
    }),
  );
});

describe('as actions/languageservices tests it (expressions/testdata), in words of our own', () => {
  const json = (text: string): string => `fromJSON('${text}')`;
  const people = json('[{"name": "a", "age": 1}, {"name": "b"}, 3, ["x", "y"]]');
  test.each<[string, unknown]>([
    // What `.*` gives is asked item by item, and items that have none of it are left out.
    [`${people}.*.name`, ['a', 'b']],
    [`${people}.*.age`, [1]],
    [`${people}.*.none`, []],
    [`${people}[*][1]`, ['y']],
    [`${people}[*][9]`, []],
    [`${people}.*.*`, ['a', 1, 'b', 'x', 'y']],
    [`${json('[[1, 2], [3, 4]]')}[*][1]`, [2, 4]],
    [`${json('null')}.*`, []],
    [`contains(${people}.*.name, 'B')`, true],
    // An index becomes a number, and a key a text.
    [`${json('["x", "y"]')}[true]`, 'y'],
    [`${json('["x", "y"]')}['1']`, 'y'],
    [`${json('["x", "y"]')}[null]`, 'x'],
    [`${json('["x", "y"]')}['no']`, null],
    [`${json('["x", "y"]')}[-1]`, null],
    [`${json('{"7": "seven"}')}[7]`, 'seven'],
    [`${json('{"Array": 1}')}[${json('[]')}]`, null],
    // Numbers and texts.
    ["' Infinity ' == Infinity", true],
    ["' 0x10 ' == 16", true],
    ["format('{0}', 0.1)", '0.1'],
    ["format('{0}', 0.30000000000000004)", '0.3'],
    ["format('{0}', 1e21)", '1E+21'],
    ["format('{0}', 0.00001)", '1E-05'],
    // Case: each character by itself, and none becomes ASCII.
    ["'straße' == 'STRASSE'", false],
    ["'ı' == 'I'", false],
    ["'ς' == 'Σ'", true],
    ["startsWith('Ärger', 'ä')", true],
    // What GitHub refuses.
    ["format('{0} {1}', 'a')", '? a `format` that GitHub refuses'],
    ["format('{0', 'a')", '? a `format` that GitHub refuses'],
    ["format('{{{0}}}', 'a')", '{a}'],
    ["case('text', 1, 2)", '? a `case` whose condition is no boolean, which GitHub refuses'],
    ["case(1 == 1, 'a', 'b')", 'a'],
    [`join(${json('{"a": 1}')})`, ''],
    [`join(${json('[1, [2], {}]')}, ' ')`, '1 Array Object'],
  ])('%s', (text, value) => {
    expect(shown(evaluate(text, contexts))).toEqual(value);
  });
});
