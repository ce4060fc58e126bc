import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildPackage, top } from './bundle.ts';

// `npm run build`: writes dist/ and says what each chunk weighs.
const { folder, chunks } = await buildPackage();
for (const [chunk, modules] of chunks) {
  const { size } = await stat(join(folder, chunk));
  process.stdout.write(
    `${relative(top, join(folder, chunk)).padEnd(36)} ${(size / 1000).toFixed(1).padStart(7)} kB  ${modules.length} modules\n`,
  );
}
