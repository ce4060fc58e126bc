import { rule } from '../../src/rules/license-expression-invalid.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (license: string, module = 'hatchling.build') => ({
  'pyproject.toml': `[project]\nname = "demo"\nversion = "1.0"\nlicense = "${license}"\n\n[build-system]\nrequires = []\nbuild-backend = "${module}"\n`,
});
const year = (day: string) => ({ tag: 'v1.0', tags: [], head: [{ name: 'v1.0', date: `${day}T12:00:00+00:00` }] });
const valid = [
  'MIT',
  'mit and (apache-2.0 OR Bsd-2-clause)',
  'GPL-2.0-or-later WITH Classpath-exception-2.0',
  'GPL-2.0-only with CGAL-linking-exception',
  'Apache-2.0 WITH LLVM-exception AND MIT',
  'GPL-3.0',
  'GPL-2.0+',
  'LicenseRef-Proprietary',
  'licenseref-My.Own-1',
  '((MIT))',
];

ruleTester(rule, {
  ok: [
    ...valid.map((license) => ({ name: license, tree: pyproject(license) })),
    {
      name: 'a free string before setuptools took strings',
      tree: pyproject('Apache 2.0', 'setuptools.build_meta'),
      ...year('2024-01-01'),
    },
  ],
  bad: [
    ...(
      [
        ['Apache 2.0', 'Apache-2.0'],
        ['Apache License, Version 2.0', 'Apache-2.0'],
        ['MIT License', 'MIT'],
        ['BSD 3-Clause License', 'BSD-3-Clause'],
        ['GPLv3+', 'GPL-3.0-or-later'],
        ['MPL 2.0', 'MPL-2.0'],
        ['Proprietary', 'LicenseRef-Proprietary'],
        ['MIT or Apache 2.0', 'MIT OR Apache-2.0'],
      ] as const
    ).map(([license, meant]) => ({
      name: `${license} can mean one thing only`,
      tree: pyproject(license),
      reports: [{ message: 'misspelt', at: `pyproject.toml:4:12-${12 + license.length}` }],
      fixed: pyproject(meant),
    })),
    ...(
      [
        ['BSD', 'BSD-3-Clause'],
        ['GPLv3', 'GPL-3.0-only'],
        ['(MIT', 'MIT'],
        ['Apache-2.O', 'Apache-2.0'],
        ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
      ] as const
    ).map(([license, meant]) => ({
      name: `${license} leaves a question open`,
      tree: pyproject(license),
      reports: [{ message: 'unclear', at: `pyproject.toml:4:12-${12 + license.length}` }],
      fixed: pyproject(meant),
    })),
    ...['See LICENSE', 'MIT AND', 'MIT Apache-2.0', 'MIT WITH Nothing-exception'].map((license) => ({
      name: `no expression: ${license}`,
      tree: pyproject(license),
      reports: [{ message: 'unknown', at: `pyproject.toml:4:12-${12 + license.length}` }],
    })),
    {
      name: 'what may have come after the list',
      tree: pyproject('Newest-Of-All-1.0'),
      today: '2029-01-01',
      reports: [
        {
          message: 'newer',
          data: {
            license: 'Newest-Of-All-1.0',
            part: 'Newest-Of-All-1.0',
            is: 'licence',
            backend: 'hatchling',
            meant: '',
          },
          at: 'pyproject.toml:4:12-29',
        },
      ],
    },
    {
      name: 'Poetry warns, and goes on',
      tree: pyproject('Apache 2.0', 'poetry.core.masonry.api'),
      reports: [{ message: 'passed', at: 'pyproject.toml:4:12-22' }],
    },
  ],
  skip: [
    {
      name: '[tool.poetry] has names of its own',
      tree: { 'pyproject.toml': '[tool.poetry]\nname = "demo"\nlicense = "Apache 2.0"\n' },
      reason: /no `license` string/,
    },
    {
      name: 'an application that uv never builds',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\nlicense = "ours"\n[tool.uv]\npackage = false\n' },
      reason: /is built/,
    },
    { name: 'no project', tree: { 'README.md': '' }, reason: 'no Python project' },
  ],
});
