import { readFileSync } from 'node:fs';
import type { ViteUserConfig } from 'vitest/config';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/** Tests that run the built command: dist/ is brought up to date before them. */
const BUILT = ['cli', 'bundle', 'docs', 'scripts', 'hook', 'action'].map((room) => `test/${room}/**/*.test.ts`);
/** Slow: packs, installs, and runs other versions of Node. `npm run test:package` only. */
const PACKAGE = ['test/package/**/*.test.ts'];

const config: ViteUserConfig = defineConfig({
  // As the bundler defines it (scripts/bundle.ts), for tests that run src itself.
  define: { __PYREL_VERSION__: JSON.stringify(version) },
  test: {
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: ['src/**/*.gen.*'],
      reporter: ['text-summary', 'json-summary'],
      reportOnFailure: true,
    },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...BUILT, ...PACKAGE] },
      },
      {
        extends: true,
        test: { name: 'built', include: BUILT, globalSetup: 'test/build.ts', testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: PACKAGE,
          globalSetup: 'test/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});

export default config;
