import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import type { CommandEnd, CommandResult } from '../../src/project/checks.ts';
import { rule } from '../../src/rules/check-command-fails.ts';
import { ruleTester, runCase } from '../rule-tester.ts';

const pyproject = `[project]
name = "demo"
version = "1.2.0"

[tool.pyrel.checks]
commands = [
  "pytest tests/unit -v",
  { name = "quality checks", run = "./scripts/pre_commit_check.sh", timeout = 60 },
]
`;
const tree = { 'pyproject.toml': pyproject };
const config = await readConfig({ file: 'pyproject.toml', text: pyproject, kind: 'pyproject', isLinted: true }, []);

const ended = (end: CommandEnd, tail = ''): CommandResult => ({ end, tail, elapsedMs: 10 });
const good = ended({ kind: 'exited', code: 0 }, '3 passed in 0.02s\n');

ruleTester(rule, {
  ok: [
    { name: 'both succeed, in dev mode', tree, config, ran: [good, good] },
    { name: 'both succeed, for a release', tree, config, ran: [good, good], release: '1.2.0' },
  ],
  bad: [
    {
      name: 'an exit code, and what was printed last',
      tree,
      config,
      ran: [ended({ kind: 'exited', code: 1 }, 'E   assert 1 == 2\n\n1 failed, 2 passed in 0.31s\n\n'), good],
      reports: [
        {
          message: 'failed',
          data: { name: 'pytest tests/unit -v', run: 'pytest tests/unit -v', ending: 'ends with exit code 1' },
          at: 'pyproject.toml:7:4-24',
          related: ['pyproject.toml:7:4-24'],
        },
      ],
    },
    {
      name: 'no tests were collected: exit code 5 of pytest',
      tree,
      config,
      ran: [ended({ kind: 'exited', code: 5 }), good],
      reports: [{ message: 'failed', at: 'pyproject.toml:7:4-24', related: [] }],
    },
    {
      name: 'a crash',
      tree,
      config,
      ran: [ended({ kind: 'killed', signal: 'SIGSEGV' }), good],
      reports: [
        {
          message: 'failed',
          data: { name: 'pytest tests/unit -v', run: 'pytest tests/unit -v', ending: 'is stopped by SIGSEGV' },
          at: 'pyproject.toml:7:4-24',
        },
      ],
    },
    {
      name: 'the time limit, under the name that the config gives',
      tree,
      config,
      ran: [good, ended({ kind: 'timed-out', seconds: 60 })],
      reports: [
        {
          message: 'timedOut',
          data: { name: 'quality checks', run: './scripts/pre_commit_check.sh', seconds: 60 },
          at: 'pyproject.toml:8:3-83',
        },
      ],
    },
  ],
  skip: [
    { name: 'nobody asked for it', tree, config, reason: /^2 commands are configured; --run runs them$/ },
    { name: 'no commands', tree: { 'pyproject.toml': '[project]\nname = "demo"\n' }, reason: /lists no commands/ },
  ],
});

test('what could not be run is neither pass nor fail', async () => {
  const reason = 'a program in it is not installed, or not in PATH (exit code 127)';
  const ran = [ended({ kind: 'not-started', reason }, 'sh: 1: pytest: not found\n'), good];
  const { report } = await runCase(rule, { name: 'no pytest', tree, config, ran });
  expect(report.verdicts).toEqual([
    {
      id: 'check-command-fails',
      target: 0,
      outcome: 'error',
      reason: `${reason}: install what \`pytest tests/unit -v\` needs`,
      subject: 'pytest tests/unit -v',
    },
  ]);
});

test('the fingerprint does not depend on what was printed', async () => {
  const prints = async (tail: string): Promise<readonly string[]> => {
    const ran = [ended({ kind: 'exited', code: 1 }, tail), good];
    const { report } = await runCase(rule, { name: 'fails', tree, config, ran });
    return report.verdicts.flatMap((one) => (one.outcome === 'fail' ? one.findings.map((f) => f.fingerprint) : []));
  };
  expect(await prints('1 failed in 0.31s\n')).toEqual(await prints('1 failed in 0.32s\n'));
});
