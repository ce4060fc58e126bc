import { rule } from '../../src/rules/version-copy-stale.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (version: string) => `[project]\nname = "demo"\nversion = "${version}"\n`;
const scm = '[build-system]\nrequires = ["setuptools-scm"]\n[project]\nname = "demo"\ndynamic = ["version"]\n';
const citation = (version: string) =>
  `cff-version: 1.2.0\nmessage: Cite it.\ntitle: Demo\nauthors:\n  - name: Ann\nversion: ${version}\n`;
const conf = (version: string, release: string) =>
  `project = "Demo"\nextensions = []\nversion = "${version}"\nrelease = "${release}"\n`;
const chart = (appVersion: string, name = 'demo') =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.3\nappVersion: "${appVersion}"\n`;
const server = (version: string) =>
  `{\n  "name": "io.github.acme/demo",\n  "version": "${version}",\n  "packages": [\n    { "registryType": "npm", "identifier": "demo", "version": "0.0.1" },\n    { "registryType": "pypi", "identifier": "Demo", "version": "${version}" }\n  ]\n}\n`;
const npm = (version: string, name = 'demo') => `{\n  "name": "${name}",\n  "version": "${version}"\n}\n`;
const conda = (version: string, source: string) =>
  `{% set name = "demo" %}\n{% set version = "${version}" %}\n\npackage:\n  name: {{ name|lower }}\n  version: {{ version }}\n\nsource:\n${source}`;
const tags = ['v1.1.0', 'v1.0.0'];
const tag = 'v1.2.0';

ruleTester(rule, {
  ok: [
    {
      name: 'every copy at the release',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'CITATION.cff': citation('1.2.0'),
        '.zenodo.json': '{"version": "v1.2.0"}',
        'docs/conf.py': conf('1.2', '1.2.0'),
        'charts/demo/Chart.yaml': chart('1.2.0'),
        'server.json': server('1.2.0'),
        'package.json': npm('1.2.0'),
      },
      tags,
      tag,
    },
    {
      name: 'the same, without tags',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('1.2.0') },
      tags: 'shallow',
      tag,
    },
    {
      name: 'a number that was never released: the version of the format, of a web UI, of a paper',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('0.3.1') },
      tags,
      tag,
    },
    {
      name: 'the version of the citation format',
      tree: {
        'pyproject.toml': pyproject('1.3.0'),
        'CITATION.cff': 'cff-version: 1.2.0\ntitle: Demo\npreferred-citation:\n  version: 1.2.0\n',
        'codemeta.json': '{"version": "1.3.0"}',
      },
      tags: ['v1.2.0'],
      tag: 'v1.3.0',
    },
    {
      name: 'the chart has a version of its own',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'helm/Chart.yaml': chart('1.2.0').replace('1.0.3', '1.1.0') },
      tags,
      tag,
    },
    {
      name: 'a series in docs/conf.py',
      tree: { 'pyproject.toml': pyproject('1.1.4'), 'docs/conf.py': conf('1.1', '1.1.4') },
      tags,
      tag: 'v1.1.4',
    },
    {
      name: 'a pre-release, which finals only are written for',
      tree: { 'pyproject.toml': pyproject('1.2.0rc1'), 'CITATION.cff': citation('1.1.0') },
      tags,
      tag: 'v1.2.0rc1',
    },
    {
      name: 'a pre-release as SemVer spells it',
      tree: { 'pyproject.toml': pyproject('1.2.0rc1'), 'package.json': npm('1.2.0-rc.1') },
      tags,
      tag: 'v1.2.0rc1',
    },
    {
      name: 'a post-release of what the copy names',
      tree: { 'pyproject.toml': pyproject('1.1.0.post1'), 'CITATION.cff': citation('1.1.0') },
      tags,
      tag: 'v1.1.0.post1',
    },
    {
      name: 'a wrong tag: what agrees with the declared version is not wrong as well',
      tree: { 'pyproject.toml': pyproject('1.1.0'), 'CITATION.cff': citation('1.1.0') },
      tags,
      tag,
    },
    {
      name: 'an image to pull, which is out after the release only',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'compose.yaml': 'services:\n  app:\n    image: ghcr.io/acme/demo:1.1.0\n  db:\n    image: postgres:1.0.0\n',
      },
      tags,
      tag,
    },
    {
      name: 'a recipe with the hash of the last upload',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'conda/meta.yaml': conda('1.1.0', '  url: https://pypi.org/demo-{{ version }}.tar.gz\n  sha256: 0123\n'),
      },
      tags,
      tag,
    },
    {
      name: 'a private package.json, which npm does not publish (meltano, at 0.1.0 for good)',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'CITATION.cff': citation('1.2.0'),
        'package.json': npm('1.0.0').replace('{', '{ "private": true,'),
      },
      tags,
      tag,
    },
    {
      name: 'a maintenance release: the copy is ahead',
      tree: { 'pyproject.toml': pyproject('1.0.1'), 'CITATION.cff': citation('1.1.0') },
      tags,
      tag: 'v1.0.1',
    },
    {
      name: 'an alias that stands on the commit of its release is no release',
      tree: { 'pyproject.toml': pyproject('1.2.1'), 'CITATION.cff': citation('1') },
      tags: [
        { name: 'v1.2.0', commit: 'a'.repeat(40) },
        { name: 'v1', commit: 'a'.repeat(40) },
      ],
      tag: 'v1.2.1',
    },
    {
      name: 'the releases of another project in the repository',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('0.9.0') },
      tags: ['helm-0.9.0', 'v1.0.0'],
      tag,
    },
    {
      name: 'docs that take the version from the package',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'CITATION.cff': citation('1.2.0'),
        'docs/conf.py': 'from demo import __version__\nextensions = []\nrelease = __version__\nversion = "1.1.0"[:3]\n',
      },
      tags,
      tag,
    },
  ],
  bad: [
    {
      name: 'a citation of the last release (rdflib 7.1.4)',
      tree: { 'pyproject.toml': pyproject('7.1.4'), 'CITATION.cff': citation('7.1.3') },
      tags: ['7.1.3', '7.1.2'],
      tag: '7.1.4',
      reports: [
        {
          message: 'stale',
          data: { label: 'version', file: 'CITATION.cff', found: '7.1.3', expected: '7.1.4', written: '7.1.4' },
          at: 'CITATION.cff:6:10-15',
        },
      ],
      fixed: { 'CITATION.cff': citation('7.1.4') },
    },
    {
      name: 'a citation with the day of its release (rdflib 7.6.0)',
      tree: {
        'pyproject.toml': pyproject('7.1.4'),
        'CITATION.cff': 'cff-version: 1.2.0\nversion: "7.1.3"\ndate-released: 2025-01-17\n',
      },
      tags: ['7.1.3', '7.1.2'],
      release: '7.1.4',
      reports: [{ message: 'stale', at: 'CITATION.cff:2:11-16' }],
      fixed: { 'CITATION.cff': 'cff-version: 1.2.0\nversion: "7.1.4"\ndate-released: 2026-11-20\n' },
    },
    {
      name: 'without a tag yet, and with a version that is taken from the tag',
      tree: { 'pyproject.toml': scm, 'CITATION.cff': citation('1.1.0') },
      tags,
      release: '1.2.0',
      reports: [{ message: 'stale', at: 'CITATION.cff:6:10-15' }],
    },
    {
      name: 'docs/conf.py, one finding for both names (visidata v0.98)',
      tree: { 'pyproject.toml': pyproject('0.98'), 'docs/conf.py': conf('0.97.1', '0.97.1') },
      tags: ['v0.97.1', 'v0.97'],
      tag: 'v0.98',
      reports: [{ message: 'stale', at: 'docs/conf.py:4:12-18', related: ['docs/conf.py:3:12-18'] }],
      fixed: { 'docs/conf.py': conf('0.98', '0.98') },
    },
    {
      name: 'docs/conf.py, the series alone',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'doc/source/conf.py': conf('1.1', '1.2.0') },
      tags,
      tag,
      reports: [
        {
          message: 'stale',
          data: { label: 'version', file: 'doc/source/conf.py', found: '1.1', expected: '1.2.0', written: '1.2' },
          at: 'doc/source/conf.py:3:12-15',
        },
      ],
      fixed: { 'doc/source/conf.py': conf('1.2', '1.2.0') },
    },
    {
      name: 'appVersion (titiler 0.7.1), and a server.json (hive v1.7.0)',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'deployment/k8s/charts/Chart.yaml': chart('v1.1.0'),
        'deployment/k8s/redis/Chart.yaml': chart('1.0.0', 'redis'),
        'server.json': server('1.0.0'),
      },
      tags,
      tag,
      reports: [
        {
          message: 'stale',
          data: {
            label: 'appVersion',
            file: 'deployment/k8s/charts/Chart.yaml',
            found: 'v1.1.0',
            expected: '1.2.0',
            written: 'v1.2.0',
          },
          at: 'deployment/k8s/charts/Chart.yaml:4:14-20',
        },
        { message: 'stale', at: 'server.json:3:15-20', related: ['server.json:6:65-70'] },
      ],
    },
    {
      name: 'package.json under the same name (ArchiveBox v0.4.15); one under another is a web UI',
      tree: {
        'setup.py': 'from setuptools import setup\nsetup(name="demo", version="1.2.0")\n',
        'package.json': npm('1.1.0'),
        'ui/package.json': npm('1.0.0', 'demo-ui'),
      },
      tags,
      tag,
      reports: [{ message: 'stale', at: 'package.json:3:15-20' }],
    },
    {
      name: 'a pre-release in a file that is kept for pre-releases, as SemVer spells it',
      tree: { 'pyproject.toml': pyproject('1.2.0rc2'), 'package.json': npm('1.2.0-rc.1') },
      tags: ['v1.2.0rc1', ...tags],
      tag: 'v1.2.0rc2',
      reports: [
        {
          message: 'stale',
          data: {
            label: 'version',
            file: 'package.json',
            found: '1.2.0-rc.1',
            expected: '1.2.0rc2',
            written: '1.2.0-rc.2',
          },
          at: 'package.json:3:15-25',
        },
      ],
    },
    {
      name: 'codemeta.json, .zenodo.json, sonar, snapcraft, meson, a crate',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'codemeta.json': '{"version": "1.1.0"}',
        '.zenodo.json': '{"version": "1.1.0"}',
        'sonar-project.properties': 'sonar.projectKey=demo\nsonar.projectVersion=1.1.0\n',
        'snap/snapcraft.yaml': "name: demo\nversion: '1.1.0'\n",
        'meson.build': "project(\n  'demo',\n  'c',\n  version: '1.1.0',\n)\n",
        'Cargo.toml': '[package]\nname = "demo"\nversion = "1.1.0"\n',
      },
      tags,
      tag,
      reports: [
        { message: 'stale', at: '.zenodo.json:1:14-19' },
        { message: 'stale', at: 'Cargo.toml:3:12-17' },
        { message: 'stale', at: 'codemeta.json:1:14-19' },
        { message: 'stale', at: 'meson.build:4:13-18' },
        { message: 'stale', at: 'snap/snapcraft.yaml:2:11-16' },
        { message: 'stale', at: 'sonar-project.properties:2:22-27' },
      ],
    },
    {
      name: 'a label of the image; an argument and a recipe with a hash that missed two releases; a recipe built from the tree',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        Dockerfile:
          'FROM python:3.12\nARG DEMO_VERSION=1.0.0\nARG UV_VERSION=1.1.0\nLABEL org.opencontainers.image.version="1.1.0"\n',
        'conda.recipe/meta.yaml': conda('1.1.0', '  path: ..\n'),
        'recipe/meta.yaml': conda('1.0.0', '  url: https://pypi.org/x.tar.gz\n  sha256: 0123\n'),
      },
      tags,
      tag,
      reports: [
        { message: 'stale', at: 'Dockerfile:4:41-46', related: ['Dockerfile:2:18-23'] },
        { message: 'stale', at: 'conda.recipe/meta.yaml:2:19-24' },
        { message: 'stale', at: 'recipe/meta.yaml:2:19-24' },
      ],
    },
    {
      name: 'left behind for good (visidata docs/api/conf.py)',
      tree: { 'pyproject.toml': pyproject('3.0.2'), 'docs/api/conf.py': conf('', 'v2.0') },
      tags: ['v3.0.1', 'v3.0', 'v2.11', 'v2.8', 'v2.7', 'v2.5', 'v2.5rc1', 'v2.0'],
      tag: 'v3.0.2',
      reports: [
        {
          message: 'abandoned',
          data: {
            label: 'release',
            file: 'docs/api/conf.py',
            found: 'v2.0',
            expected: '3.0.2',
            written: 'v3.0.2',
            count: 6,
          },
          at: 'docs/api/conf.py:4:12-16',
        },
      ],
      fixed: { 'docs/api/conf.py': conf('', 'v3.0.2') },
    },
  ],
  skip: [
    {
      name: 'in dev mode, in which a copy rightly names the last release',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('1.1.0') },
      tags,
      reason: /asked in release mode only/,
    },
    { name: 'no copies', tree: { 'pyproject.toml': pyproject('1.2.0') }, tags, tag, reason: /no file that is known/ },
    {
      name: 'pins in a README, which are examples as often as not',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'README.md': 'pip install demo==1.1.0\n' },
      tags,
      tag,
      reason: /no file that is known/,
    },
    {
      name: 'files of samples and of other people',
      tree: {
        'pyproject.toml': pyproject('1.2.0'),
        'examples/docs/conf.py': conf('1.1', '1.1.0'),
        'vendor/demo/Chart.yaml': chart('1.1.0'),
        'package.json': npm('1.1.0', '@acme/demo'),
        'docs/conf.py': 'version = "1.1.0"\n',
      },
      tags,
      tag,
      reason: /no file that is known/,
    },
    {
      name: 'a shallow clone does not tell what was released',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('1.1.0') },
      tags: 'shallow',
      tag,
      reason: /a shallow clone/,
    },
    {
      name: 'the tag of another project (titiler helm-2.1.1)',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('1.1.0') },
      tags: ['v1.2.0', 'v1.1.0', 'v1.0.0'],
      tag: 'helm-2.1.1',
      reason: /helm-2.1.1 is a tag of another project/,
    },
    {
      name: 'a version that PEP 440 does not know',
      tree: { 'pyproject.toml': pyproject('1.2.0'), 'CITATION.cff': citation('1.1.0') },
      tags,
      release: '1.2.0-next.1',
      reason: /is not a version/,
    },
  ],
});
