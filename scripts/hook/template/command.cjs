#!/usr/bin/env node
'use strict';
// CommonJS, and nothing newer than Node 10 reads: whatever node is at hand has to come as far as the message below.
/* oxlint-disable unicorn/prefer-node-protocol -- Node 12 knows no `node:` */
const nodeModule = require('module');
const path = require('path');
const floor = require('../package.json').engines.node.replace('>=', '');

const name = path.basename(__filename, '.js');

function isTooOld() {
  const have = process.versions.node.split('.').map(Number);
  const need = floor.split('.').map(Number);
  return have[0] < need[0] || (have[0] === need[0] && have[1] < need[1]);
}

function refuse() {
  const said = `pyrel needs Node.js ${floor} or newer, and this is ${process.version}`;
  if (name === 'pyrel-action') {
    console.log(`::error title=pyrel::${said}; run actions/setup-node before this step`);
    if (process.env.GITHUB_OUTPUT) require('fs').appendFileSync(process.env.GITHUB_OUTPUT, 'exit-code=2\n');
  } else {
    console.error(`${name}: ${said}`);
    console.error('  help: Install a newer one; or with pre-commit write `language_version: 22.20.0` below the hook.');
  }
  process.exitCode = 2;
}

if (isTooOld()) refuse();
else {
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  void import('../dist/cli.js')
    .then((cli) => cli.main(name, process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    });
}
