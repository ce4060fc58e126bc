import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../scripts/sample/command.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';

const tree = {
  'pyproject.toml': '[project]\nname = "demo"\nversion = "0.2.0"\n\n[tool.pyrel]\nextends = ["strict"]\n',
  'src/demo/__init__.py': '__version__ = "0.1.1"\n',
};

test('a baseline from its making to its end', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, { tree });
    const run = (...words: readonly string[]): ReturnType<typeof runCommand> =>
      runCommand(['pyrel-lint', '--dev', '--select', 'version-mismatch,suppression-unused', ...words], { cwd: folder });
    expect((await run()).exitCode).toBe(1);
    expect(await run('--update-baseline')).toMatchObject({
      exitCode: 0,
      stderr: 'baseline .pyrel-baseline.json: 1 added, 0 removed, 0 kept\n',
    });
    expect(await run()).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 ignored') });
    await writeFile(join(folder, 'src/demo/__init__.py'), '__version__ = "0.2.0"\n');
    expect(await run()).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('.pyrel-baseline.json:5:5 error suppression-unused'),
    });
    expect(await run('--prune-baseline')).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, '.pyrel-baseline.json'), 'utf8')).toContain('"findings": []');
    await writeFile(join(folder, '.pyrel-baseline.json'), '{');
    expect(await run()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/^pyrel-lint: \.pyrel-baseline\.json:1:\d+: the baseline cannot be read/),
    });
  });
});

test('--print-config prints the config and lints nothing', async () => {
  await inTemporaryFolder('demo', async (folder) => {
    await writeRepository(folder, { tree });
    const { stdout, stderr, exitCode } = await runCommand(['pyrel-lint', '--print-config'], { cwd: folder });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toMatch(/^fail-on = "warning" +# preset strict$/m);
    expect(stdout).not.toContain('version-mismatch');
  });
});
