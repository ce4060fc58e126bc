/** pyrel's version, put in by the bundler (scripts/bundle.ts) and the test runner. */
declare const __PYREL_VERSION__: string;
