import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Report } from '../src/core/report.ts';
import { top } from './bundle.ts';
import { inTemporaryFolder, scrubbedEnvironment, writeRepository } from './sample/repository.ts';
import { earlierTags, expectedFindings, mendedTree, sampleTag, sampleTree } from './sample/tree.ts';

// `npm run demo`: lints a project with the defect of a real release, mends it, and lints it again.
const say = (text: string): void => void process.stdout.write(`${text}\n`);

process.exitCode = await inTemporaryFolder('kelp-cam', async (folder) => {
  await writeRepository(folder, { tree: sampleTree, earlierTags, tag: sampleTag });
  say(
    `A sample project stands in ${folder}: a git repository with the tags ${[...earlierTags, sampleTag].join(', ')}.`,
  );
  say(`It carries the defect of a real release: pyproject.toml was bumped, __version__ was not.\n`);

  const before = await lint(folder);
  const missing = expectedFindings.filter((expected) => !before.found.includes(expected));
  if (before.exitCode !== 1 || missing.length > 0 || before.found.length > expectedFindings.length) {
    say(`\nThe demo failed: expected ${expectedFindings.join(', ')} and exit code 1,`);
    say(`got ${before.found.join(', ') || 'nothing'} and exit code ${before.exitCode}.`);
    return 1;
  }
  say(`\npyrel-lint found it and exited with 1, so a hook or a CI step would have stopped the release.`);
  say(`Now __version__ is set to 0.2.0 as well:\n`);

  for (const [path, text] of Object.entries(mendedTree)) await writeFile(join(folder, path), text);
  const after = await lint(folder);
  if (after.exitCode !== 0) {
    say(`\nThe demo failed: the mended project is not clean, exit code ${after.exitCode}.`);
    return 1;
  }
  say(`\nClean: exit code 0.`);
  return 0;
});

/** Lints for the sample's tag, the report as text to this terminal; `found` holds `id FILE` of each failure. */
async function lint(folder: string): Promise<{ readonly exitCode: number | null; readonly found: readonly string[] }> {
  const file = join(dirname(folder), 'report.json');
  const argv = ['--tag', sampleTag, '-f', 'text', '-f', `json=${file}`];
  say(`$ pyrel-lint --tag ${sampleTag}`);
  const { TERM, NO_COLOR, FORCE_COLOR } = process.env;
  const terminal = Object.entries({ TERM, NO_COLOR, FORCE_COLOR }).filter(([, value]) => value !== undefined);
  const child = spawn(process.execPath, [join(top, 'bin/pyrel-lint.js'), ...argv], {
    cwd: folder,
    env: { ...scrubbedEnvironment(), ...Object.fromEntries(terminal) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exitCode = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  const { verdicts } = JSON.parse(await readFile(file, 'utf8')) as Report;
  const found = verdicts.flatMap((verdict) =>
    verdict.outcome === 'fail' ? verdict.findings.map(({ primary }) => `${verdict.id} ${primary.file}`) : [],
  );
  return { exitCode, found };
}
