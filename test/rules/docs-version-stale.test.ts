import { rule } from '../../src/rules/docs-version-stale.ts';
import { ruleTester } from '../rule-tester.ts';

const pyproject = (version: string): string =>
  `[project]\nname = "demo"\nversion = "${version}"\n[project.urls]\nSource = "https://github.com/acme/demo"\n`;
const readme = (version: string): string => `# Demo\n\n\`\`\`sh\npip install demo==${version}\n\`\`\`\n`;
const tags = ['v0.3.0', 'v0.2.1', 'v0.2.0', 'v0.1.0'];

/** The readme as it was at the releases; by default kept up with each of them. */
const before = (text: (version: string) => string, file = 'README.md') => ({
  'v0.3.0': { [file]: text('0.3.0') },
  'v0.2.1': { [file]: text('0.2.1') },
  'v0.2.0': { [file]: text('0.2.0') },
  'v0.1.0': { [file]: text('0.1.0') },
});

const everywhere = (version: string): string =>
  [
    '# Demo',
    '',
    '```bash',
    `./scripts/start.sh --version ${version}`,
    '```',
    '',
    `- **Specific version**: \`--version ${version}\` to pin to a release`,
    '',
    '| Platform | Latest | Version |',
    '|---|---|---|',
    `| PC | \`latest\` | \`${version}\` |`,
    `| Mac | \`latest-mac\` | \`${version}-mac\` |`,
    '',
  ].join('\n');

ruleTester(rule, {
  ok: [
    {
      name: 'named as released',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.4.0') },
      tags,
      treesAt: before(readme),
      release: '0.4.0',
    },
    {
      name: 'a patch release of the line that is named',
      tree: { 'pyproject.toml': pyproject('0.3.1'), 'README.md': readme('0.3.0') },
      tags,
      treesAt: before(readme),
      release: '0.3.1',
    },
    {
      name: 'an example that was never brought up to a release (poetry, locust)',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.2.0') },
      tags,
      treesAt: before(() => readme('0.2.0')),
      release: '0.4.0',
    },
    {
      name: 'a page that is brought up after the tag, and names the release before at each',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'docs/install.md': readme('0.3.0') },
      tags,
      treesAt: {
        'v0.3.0': { 'docs/install.md': readme('0.2.1') },
        'v0.2.0': { 'docs/install.md': readme('0.1.0') },
      },
      release: '0.4.0',
    },
    {
      name: 'a page that is brought up now and then',
      tree: { 'pyproject.toml': pyproject('0.5.0'), 'docs/install.md': readme('0.4.0') },
      tags: ['v0.4.0', 'v0.3.0', 'v0.2.0', 'v0.1.0'],
      treesAt: {
        'v0.4.0': { 'docs/install.md': readme('0.4.0') },
        'v0.3.0': { 'docs/install.md': readme('0.1.0') },
        'v0.2.0': { 'docs/install.md': readme('0.1.0') },
        'v0.1.0': { 'docs/install.md': readme('0.1.0') },
      },
      release: '0.5.0',
    },
    {
      name: 'changelogs, migration guides, release notes and documents about releasing tell of other versions',
      tree: {
        'pyproject.toml': pyproject('0.4.0'),
        'docs/changelog.md': readme('0.3.0'),
        'docs/migration-guide.md': readme('0.3.0'),
        'docs/release-notes/index.md': readme('0.3.0'),
        'docs/0.3/install.md': readme('0.3.0'),
        'docs/releasing.md': readme('0.3.0'),
        'CONTRIBUTING.md': readme('0.3.0'),
      },
      tags,
      treesAt: Object.fromEntries(
        Object.entries({ 'v0.3.0': '0.3.0', 'v0.2.1': '0.2.1', 'v0.1.0': '0.1.0' }).map(([tag, version]) => [
          tag,
          {
            'docs/changelog.md': readme(version),
            'docs/migration-guide.md': readme(version),
            'docs/release-notes/index.md': readme(version),
            'docs/0.3/install.md': readme(version),
            'docs/releasing.md': readme(version),
            'CONTRIBUTING.md': readme(version),
          },
        ]),
      ),
      release: '0.4.0',
    },
    {
      name: 'a pre-release: documents name finals',
      tree: { 'pyproject.toml': pyproject('0.4.0rc1'), 'README.md': readme('0.3.0') },
      tags,
      treesAt: before(readme),
      release: '0.4.0rc1',
    },
    {
      name: 'prose, other distributions, other images, lower bounds and wildcards',
      tree: {
        'pyproject.toml': pyproject('0.4.0'),
        'README.md':
          'Since demo==0.3.0.\n\n```sh\npip install other==0.3.0 demo-plugin==0.3.0 "demo>=0.3.0" demo==0.3.*\ndocker pull ghcr.io/other/tool:0.3.0\n```\n<!-- `demo==0.3.0` -->\n',
      },
      tags,
      treesAt: before(readme),
      release: '0.4.0',
    },
    {
      name: 'a compatible release, which the release still is (versioningit v1.1.1)',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': '`demo ~= 0.3`\n' },
      tags,
      treesAt: before((version) => `\`demo ~= ${version.slice(0, 3)}\`\n`),
      release: '0.4.0',
    },
    {
      name: 'one old version that stands alone is an example',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.2.0') },
      tags,
      treesAt: { 'v0.3.0': { 'README.md': readme('0.2.0') }, 'v0.2.1': { 'README.md': readme('0.2.0') } },
      release: '0.4.0',
    },
    {
      name: 'a readme that shows several versions',
      tree: {
        'pyproject.toml': pyproject('0.4.0'),
        'README.md': `${everywhere('0.2.0')}\n\`demo==0.1.0\` is the last for Python 3.8.\n`,
        'scripts/start.sh': '',
      },
      tags,
      treesAt: { 'v0.3.0': { 'README.md': everywhere('0.2.0') }, 'v0.2.1': { 'README.md': everywhere('0.2.0') } },
      release: '0.4.0',
    },
    {
      name: 'a number that no release had',
      tree: {
        'pyproject.toml': pyproject('0.4.0'),
        'README.md': everywhere('0.2.7'),
        'scripts/start.sh': '',
      },
      tags,
      release: '0.4.0',
    },
  ],
  bad: [
    {
      name: 'a pin that was kept up at each release',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.3.0') },
      tags,
      treesAt: before(readme),
      release: '0.4.0',
      reports: [
        {
          message: 'stale',
          data: {
            file: 'README.md',
            found: '0.3.0',
            count: '1 place',
            kept: 3,
            expected: '0.4.0',
            written: '0.4.0',
          },
          at: 'README.md:4:19-24',
        },
      ],
      fixed: { 'README.md': readme('0.4.0') },
    },
    {
      name: 'hooks, actions, images, git addresses and a series, each in its own form',
      tree: {
        'pyproject.toml': pyproject('0.4.0'),
        'docs/use.md': useOf('0.3.0'),
      },
      tags,
      treesAt: {
        'v0.3.0': { 'docs/use.md': useOf('0.3.0') },
        'v0.2.1': { 'docs/use.md': useOf('0.2.1') },
        'v0.1.0': { 'docs/use.md': useOf('0.1.0') },
      },
      release: '0.4.0',
      reports: [
        { message: 'stale', at: 'docs/use.md:4:10-16', related: ['docs/use.md:6:19-25', 'docs/use.md:10:37-43'] },
        { message: 'stale', at: 'docs/use.md:8:22-25' },
        { message: 'stale', at: 'docs/use.md:9:9-14' },
      ],
      fixed: { 'docs/use.md': useOf('0.4.0') },
    },
    {
      name: 'reStructuredText, and a badge',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.rst': restructured('0.3.0') },
      tags,
      treesAt: before(restructured, 'README.rst'),
      release: '0.4.0',
      reports: [{ message: 'stale', at: 'README.rst:4:49-54', related: ['README.rst:8:27-32'] }],
      fixed: { 'README.rst': restructured('0.4.0') },
    },
    {
      name: 'a download whose file bears the version too is left to a person',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': download('0.3.0') },
      tags,
      treesAt: before(download),
      release: '0.4.0',
      reports: [{ message: 'stale', at: 'README.md:1:54-60' }],
      fixed: null,
    },
    {
      name: 'a readme that names the release of its time everywhere (live-vlm-webui v0.4.0)',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': everywhere('0.2.0'), 'scripts/start.sh': '' },
      tags,
      treesAt: {
        'v0.3.0': { 'README.md': everywhere('0.2.0') },
        'v0.2.1': { 'README.md': everywhere('0.2.0') },
        'v0.2.0': { 'README.md': everywhere('0.2.0') },
        'v0.1.0': { 'README.md': '# Demo\n' },
      },
      release: '0.4.0',
      reports: [
        {
          message: 'left',
          data: { file: 'README.md', found: '0.2.0', count: '4 places', kept: 1, expected: '0.4.0', written: '0.4.0' },
          at: 'README.md:4:30-35',
          related: ['README.md:7:36-41', 'README.md:11:20-25', 'README.md:12:25-30'],
        },
      ],
      fixed: { 'README.md': everywhere('0.4.0') },
    },
  ],
  skip: [
    { name: 'no release', tree: { 'pyproject.toml': pyproject('0.4.0') }, reason: /release/ },
    {
      name: 'a tag of another project',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.3.0') },
      tag: 'other-v0.4.0',
      tags: ['v0.3.0'],
      reason: /another project/,
    },
    {
      name: 'a shallow clone',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.3.0') },
      tags: 'shallow',
      release: '0.4.0',
      reason: /shallow/,
    },
    {
      name: 'not a version',
      tree: { 'pyproject.toml': pyproject('0.4.0'), 'README.md': readme('0.3.0') },
      tags,
      release: 'next',
      reason: /not a version/,
    },
  ],
});

function useOf(version: string): string {
  const series = version.split('.').slice(0, 2).join('.');
  return [
    '```yaml',
    'repos:',
    '- repo: https://github.com/acme/demo',
    `    rev: v${version}`,
    'steps:',
    `- uses: acme/demo@v${version}`,
    '```',
    `- \`ghcr.io/acme/demo:${series}\``,
    `- \`demo@${version}\``,
    `- \`git+https://github.com/acme/demo@v${version}\``,
    '',
  ].join('\n');
}

function restructured(version: string): string {
  return `Demo\n====\n\n.. image:: https://img.shields.io/badge/version-${version}-blue\n\nInstall::\n\n    pip install "demo[x]==${version}"\n`;
}

function download(version: string): string {
  return `[App](https://github.com/acme/demo/releases/download/v${version}/demo-${version}.zip)\n`;
}
