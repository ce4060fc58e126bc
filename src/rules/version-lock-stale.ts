import { parsePep440 } from '../version/pep440.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'version-lock-stale',
    summary: 'A lock file holds another version of the project itself',
    why: '`uv sync --locked` and `cargo build --locked` refuse the release, and the next command without them changes the file.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'locks', 'history'],
  },
  messages: {
    stale: {
      what: '{file} locks {name} at {found}, but {other} says {expected}',
      todo: 'Run `{command}`, or write {expected} in {file}.',
      severity: 'error',
      fix: 'safe',
    },
    habit: {
      what: '{file} locks {name} at {found}, but {other} says {expected}, and it missed the release before as well',
      todo: 'Run `{command}` wherever the version is bumped, or write {expected} in {file}.',
      severity: 'warning',
      fix: 'safe',
    },
  },
  check({ project: { locks, staleLocks }, report, skip }) {
    if (locks.length === 0) return skip('no lock file states the version of the project itself');
    for (const { file, name, value, place, of, command, wasInStep } of staleLocks) {
      const data = { file, name, found: value, other: of.file, expected: of.value, command };
      const related = [{ at: of.place, note: 'declared here' }];
      // Most projects that leave it behind once leave it behind always, and release all the same.
      report(wasInStep === false ? 'habit' : 'stale', {
        at: place,
        data,
        related,
        fix: [{ kind: 'replace', at: place, was: value, text: locked(file, of.value) }],
      });
    }
  },
});

/** Python's lock files hold normalized versions, cargo's what Cargo.toml says. */
function locked(file: string, version: string): string {
  return file.endsWith('Cargo.lock') ? version : (parsePep440(version)?.normal ?? version);
}
