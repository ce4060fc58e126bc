import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale, top } from './bundle.ts';
import { writeHookTree } from './hook/hook-tree.ts';

// `npm run build:hook [-- --out DIR]`: writes the tree that is pushed as the repository of the hook and the action.
const { values } = parseArgs({ options: { out: { type: 'string', default: join(top, 'dist-hook') } } });
const out = resolve(values.out);
await buildIfStale();
await writeHookTree({ out, dist: join(top, 'dist') });
process.stdout.write(`${out}\n`);
