// What a lint of the sample cannot avoid, and nothing else: the same libraries loaded from one bundle, the same files
// parsed once, one call of git. bench.ts bundles this file and runs it beside the lint.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parser as python } from '@lezer/python';
import { parse as parseVersion } from '@renovatebot/pep440';
import { cosmiconfig } from 'cosmiconfig';
import parseSemver from 'semver/functions/parse.js';
import { parse as parseToml } from 'smol-toml';
import { parse as parseShell } from 'unbash';
import { parseDocument } from 'yaml';
import yargs from 'yargs';

const flags = ['release', 'tag', 'at', 'format', 'fail-on', 'select', 'ignore', 'config'];
const given = yargs(process.argv.slice(2))
  .locale('en')
  .version('0.0.0')
  .option('dev', { type: 'boolean' })
  .options(Object.fromEntries(flags.map((name) => [name, { type: 'string' }])))
  .strictOptions()
  .parseSync();

const text = (loaded) => ({ text: loaded });
await cosmiconfig('pyrel', {
  searchPlaces: ['pyproject.toml', 'pyrel.toml', '.pyrel.toml'],
  loaders: { '.toml': (_, content) => text(content) },
}).search(process.cwd());

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
});
let seen = 0;
for (const file of listed.split('\0')) {
  if (!/(^|\/)(pyproject\.toml|CHANGELOG\.md|__init__\.py)$|^\.github\/workflows\/.*\.ya?ml$/.test(file)) continue;
  const content = readFileSync(file, 'utf8');
  if (file.endsWith('.toml')) parseToml(content);
  else if (file.endsWith('.py')) python.parse(content);
  else if (file.endsWith('.yml')) parseDocument(content);
  seen += content.length;
}
parseShell('python -m build');
const version = String(given['tag']).replace(/^v/, '');
process.stdout.write(`${seen} ${parseVersion(version) !== null && parseSemver(version) !== null}\n`);
