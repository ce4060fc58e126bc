import { describe, expect, test } from 'vitest';
import { unknown } from '../../src/core/unknown.ts';
import { hole, shownPartial } from '../../src/core/partial.ts';
import { expandShell } from '../../src/plan/shell-text.ts';
import type { Value } from '../../src/plan/value.ts';

const held: { readonly [name: string]: Value } = {
  GITHUB_REF: 'refs/tags/v1.2.3-rc.1',
  REPO: 'Acme/Demo',
  PART: `a${hole('vars.X')}`,
  SECRET: unknown('secrets.X'),
  EMPTY: '',
};

describe('words of a script', () => {
  test.each([
    ['plain', 'plain'],
    ['$GITHUB_REF', 'refs/tags/v1.2.3-rc.1'],
    ['${GITHUB_REF}', 'refs/tags/v1.2.3-rc.1'],
    ['${GITHUB_REF#refs/tags/}', 'v1.2.3-rc.1'],
    ['${GITHUB_REF#refs/tags/v}', '1.2.3-rc.1'],
    ['${GITHUB_REF##*/}', 'v1.2.3-rc.1'],
    ['${GITHUB_REF#*/}', 'tags/v1.2.3-rc.1'],
    ['${GITHUB_REF%-*}', 'refs/tags/v1.2.3'],
    ['${GITHUB_REF%%.*}', 'refs/tags/v1'],
    ['${GITHUB_REF%.1}', 'refs/tags/v1.2.3-rc'],
    ['${GITHUB_REF/refs\\/tags\\//}', 'v1.2.3-rc.1'],
    ['${GITHUB_REF//./_}', 'refs/tags/v1_2_3-rc_1'],
    ['${REPO,,}', 'acme/demo'],
    ['${REPO^^}', 'ACME/DEMO'],
    ['${EMPTY:-other}', 'other'],
    ['${UNSET:-$REPO}', 'Acme/Demo'],
    ['${REPO:-other}', 'Acme/Demo'],
    ['[$UNSET]', '[]'],
    ['\\$REPO', '$REPO'],
    ['$PART-b', 'a{vars.X}-b'],
    ['${PART#a}', '{vars.X}'],
    ['$SECRET', '{secrets.X}'],
    ['v$(git describe)', 'v{what a command puts out}'],
    ['`date`', '{what a command puts out}'],
    ['${GITHUB_REF:11}', '{the expansion of $GITHUB_REF}'],
    ['${GITHUB_REF#r*s?x}', '{the expansion of $GITHUB_REF}'],
    ['$1', '{an expansion of the shell}'],
    ['${!REPO}', '{an expansion of the shell}'],
  ])('%s', (text, value) => {
    expect(shownPartial(expandShell(text, (name) => held[name]))).toBe(value);
  });
});
