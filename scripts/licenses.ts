import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of the packages whose modules went into a bundle, sorted by name. Throws for a package without a licence
 * file: its terms ask for the text to travel with the code.
 */
export async function thirdPartyLicenses(modules: readonly string[], top: string): Promise<string> {
  const folders = [...new Set(modules.map(packageFolder).filter((folder) => folder !== null))].sort();
  const parts = ['pyrel ships with the libraries below bundled into its files. Each stands under its own terms.\n'];
  for (const folder of folders) parts.push(await licenseOf(join(top, folder)));
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** `node_modules/@lezer/lr` of `node_modules/@lezer/lr/dist/index.js`; null for pyrel's own modules. */
export function packageFolder(module: string): string | null {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? null;
}

/** Lists of data whose terms ask for no copy of the text: for nothing at all, or for the author and the address. */
const WITHOUT_FILE: { readonly [name: string]: { readonly license: string; readonly text: string } } = {
  'spdx-license-ids': {
    license: 'CC0-1.0',
    text: 'The identifiers of the SPDX License List, dedicated to the public domain.',
  },
  'spdx-exceptions': {
    license: 'CC-BY-3.0',
    text: 'The exceptions of the SPDX License List, by The Linux Foundation; unchanged.\nhttps://creativecommons.org/licenses/by/3.0/legalcode',
  },
};

async function licenseOf(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const terms = WITHOUT_FILE[manifest.name];
  if (terms !== undefined && terms.license === manifest.license)
    return `${manifest.name} ${manifest.version} (${terms.license})\n\n${terms.text}\n`;
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${manifest.name} ${manifest.version} is bundled and has no licence file`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const head = `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence below'})`;
  return `${head}\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
