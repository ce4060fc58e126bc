import { rule } from '../../src/rules/version-invalid-pep440.ts';
import { ruleTester } from '../rule-tester.ts';

const declared = (version: string) => ({ 'pyproject.toml': `[project]\nname = "demo"\nversion = ${version}\n` });

ruleTester(rule, {
  ok: [
    { name: 'a final', tree: declared('"1.2.3"') },
    { name: 'not normal, but valid', tree: declared('"v1.0.0-RC.1"') },
    { name: 'an epoch', tree: declared('"1!0.2.1"') },
    { name: 'a calendar version with leading zeros', tree: declared('"2025.01.05"') },
  ],
  bad: [
    {
      name: 'a SNAPSHOT',
      tree: declared('"1.2.3-SNAPSHOT"'),
      reports: [
        {
          message: 'invalid',
          data: { place: 'pyproject.toml', found: '1.2.3-SNAPSHOT', suggestion: '1.2.3.dev0' },
          at: 'pyproject.toml:3:12-26',
        },
      ],
    },
    {
      name: 'a comma',
      tree: declared('"2.11,1"'),
      reports: [
        {
          message: 'invalid',
          data: { place: 'pyproject.toml', found: '2.11,1', suggestion: '2.11.1' },
          at: 'pyproject.toml:3:12-18',
        },
      ],
    },
    {
      name: 'an array',
      tree: declared('["1.0"]'),
      reports: [
        { message: 'notString', data: { place: 'pyproject.toml', type: 'an array' }, at: 'pyproject.toml:3:11-18' },
      ],
    },
    {
      name: 'a number',
      tree: declared('1.0'),
      reports: [
        { message: 'notString', data: { place: 'pyproject.toml', type: 'a number' }, at: 'pyproject.toml:3:11-14' },
      ],
    },
  ],
  skip: [
    { name: 'only npm', tree: { 'package.json': '{"version": "1.0.0-next.1"}' }, reason: 'no Python project' },
    {
      name: 'dynamic',
      tree: { 'pyproject.toml': '[project]\nname = "demo"\ndynamic = ["version"]\n' },
      reason: /computed/,
    },
    { name: 'a template placeholder', tree: declared('"@VERSION@"'), reason: /placeholder/ },
    { name: 'a broken file', tree: { 'pyproject.toml': '[project\n' }, reason: /not valid TOML/ },
  ],
});
