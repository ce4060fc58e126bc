import type { CheckedCommand } from '../project/checks.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

export const rule: LintRule = defineRule({
  meta: {
    id: 'check-command-fails',
    summary: 'A command that has to succeed before a release fails',
    why: 'The project itself says that it is not to be released as long as the command fails.',
    since: '0.1.0',
    mode: 'always',
    scope: 'repository',
    needs: ['checks'],
  },
  messages: {
    failed: {
      what: 'the check "{name}" {ending}',
      todo: 'Run `{run}`, and mend what it complains of.',
      severity: 'error',
    },
    timedOut: {
      what: 'the check "{name}" is not done after {seconds} s, and is stopped',
      todo: 'Find out what `{run}` waits for, or raise `timeout` of [tool.pyrel.checks].',
      severity: 'error',
    },
  },
  check({ project, report, skip, couldNotLook }) {
    const commands = project.checks?.commands ?? [];
    if (commands.length === 0) return skip('the config lists no commands');
    if (commands.every(({ result }) => result === null)) {
      const count = commands.length === 1 ? '1 command is' : `${commands.length} commands are`;
      return skip(`${count} configured; --run runs ${commands.length === 1 ? 'it' : 'them'}`);
    }
    for (const { name, run, place, result } of commands) {
      if (result === null) continue;
      const { end } = result;
      const related = lastWords(result.tail).map((note) => ({ at: place, note }));
      if (end.kind === 'not-started') couldNotLook(`${end.reason}: install what \`${run}\` needs`, subjectOf(name));
      else if (end.kind === 'timed-out')
        report('timedOut', { at: place, data: { name, run, seconds: end.seconds }, related });
      else if (end.kind === 'killed')
        report('failed', { at: place, data: { name, run, ending: `is stopped by ${end.signal}` }, related });
      else if (end.code !== 0)
        report('failed', { at: place, data: { name, run, ending: `ends with exit code ${end.code}` }, related });
    }
  },
});

const LONGEST = 200;

function subjectOf(name: CheckedCommand['name']): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
}

/**
 * The last line that the command printed. It stands in a note and not in the data: it tells of seconds, paths and
 * addresses of memory, and the finding is to be the same one in the next run.
 */
function lastWords(tail: string): readonly string[] {
  const line = tail
    .split(/[\r\n]+/)
    .map((one) => one.trim())
    .findLast((one) => one !== '');
  if (line === undefined) return [];
  return [`it printed last: ${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}`];
}
