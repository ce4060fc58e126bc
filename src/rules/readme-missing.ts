import { inFile } from '../core/place.ts';
import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'readme-missing',
    summary: 'The declared readme is not in the tree, or only under another case',
    why: 'The build fails, or PyPI shows no description; a name that differs only by case builds on macOS and Windows and fails on Linux.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject'],
  },
  messages: {
    absent: {
      what: '{origin} names {readme} as the readme, but there is no such file',
      todo: 'Add {readme}, or name the file that is there.',
      severity: 'error',
    },
    case: {
      what: '{origin} names {readme} as the readme, but the file is called {actual}',
      todo: 'Write {actual}, or rename the file to {readme}.',
      severity: 'error',
      fix: 'safe',
    },
  },
  check({ project, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    const { readme } = metadata;
    if (isUnknown(readme)) return skip(readme.unknown);
    if (readme === null) return skip('no readme is declared');
    const { path } = readme;
    if (project.allPaths.has(path)) return;
    const folded = path.toLowerCase();
    const [actual, second] = [...project.allPaths].filter((other) => other.toLowerCase() === folded);
    const origin = metadata.file;
    if (actual === undefined) {
      report('absent', { at: readme.place, data: { origin, readme: readme.value } });
      return;
    }
    const { place: at, value: was } = readme;
    const text = actual.slice(Math.max(0, path.length - was.length));
    // In setup.cfg the place is that of `file: README.rst`; and `../README.md` is no piece of the path in the tree.
    const isExact = at.kind === 'key' && second === undefined && text.toLowerCase() === was.toLowerCase();
    report('case', {
      at,
      data: { origin, readme: was, actual: text },
      ...(isExact ? { fix: [{ kind: 'replace', at, was, text }] } : {}),
      related: [{ at: inFile(actual), note: 'the file that is there' }],
    });
  },
});
