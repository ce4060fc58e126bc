import { stages } from './generate/stages.ts';
import { stalePaths, writeStale } from './generate/write.ts';

// `npm run generate` writes what is generated; with `-- --check` it names what is stale and fails.
const isCheck = process.argv.includes('--check');
let isStale = false;
try {
  for (const stage of stages) {
    const files = await stage();
    const stale = await (isCheck ? stalePaths(files) : writeStale(files));
    for (const path of stale) process.stdout.write(`${isCheck ? 'stale' : 'wrote'}: ${path}\n`);
    isStale ||= isCheck && stale.length > 0;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
if (isStale) {
  process.stderr.write('Run `npm run generate` and commit what it writes.\n');
  process.exitCode = 1;
}
