import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { top } from '../../scripts/bundle.ts';
import { runCommand } from '../../scripts/sample/command.ts';
import { inTemporaryFolder, writeRepository } from '../../scripts/sample/repository.ts';

const readme = await readFile(join(top, 'README.md'), 'utf8');

test('the config of README.md is accepted', async () => {
  const [, config = ''] = /^```toml\n([^]*?)^```$/m.exec(readme) ?? [];
  const tree = { 'pyproject.toml': `[project]\nname = "kelp"\nversion = "1.0.0"\n\n${config}` };
  const { stderr, exitCode } = await inTemporaryFolder('kelp', async (folder) => {
    await writeRepository(folder, { tree });
    return runCommand(['pyrel-lint', '--dev'], { cwd: folder });
  });
  expect(config).toContain('[[tool.pyrel.ignore]]');
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test('the scripts that README.md names are there', async () => {
  const { scripts } = JSON.parse(await readFile(join(top, 'package.json'), 'utf8')) as { scripts: object };
  const named = [...readme.matchAll(/\bnpm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(named).toContain('test');
  expect(named.filter((name) => !['ci', 'install', ...Object.keys(scripts)].includes(name))).toEqual([]);
});

test('the quick start has at most 20 lines', () => {
  const [, start = ''] = /^## Quick start\n([^]*?)^## /m.exec(readme) ?? [];
  expect(start).toContain('npm run demo');
  expect(start.trim().split('\n').length).toBeLessThanOrEqual(20);
});
