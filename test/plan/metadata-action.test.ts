import { describe, expect, test } from 'vitest';
import type { Metadata, MetadataContext } from '../../src/plan/metadata-types.ts';
import { metadataOf } from '../../src/plan/metadata-action.ts';
import { hole, shownPartial } from '../../src/core/partial.ts';

const context: MetadataContext = {
  eventName: 'push',
  ref: 'refs/tags/v0.4.0',
  sha: '860c1904a1ce19322e91ac35af1ab07466440c37',
  baseRef: null,
  defaultBranch: 'main',
  pullRequest: null,
  now: hole('the time of the run'),
  commitDate: hole('the time of the commit'),
};

type Asked = Partial<MetadataContext> & { readonly images?: string; readonly flavor?: string; readonly input?: string };

function ask(tags: string, { images = '', flavor = '', input, ...rest }: Asked = {}): Metadata {
  const inputs = { images, tags, flavor, ...(input === undefined ? {} : { context: input }) };
  return metadataOf(inputs, { ...context, ...rest });
}

/** All tags in order, those that are open with a question mark. */
function shown({ tags }: Metadata): readonly string[] {
  return tags.map(({ tag, certain }) => shownPartial(tag) + (certain ? '' : '?'));
}

function onTag(name: string, tags: string, flavor = ''): readonly string[] {
  return shown(ask(tags, { ref: `refs/tags/${name}`, flavor }));
}

const FULL = 'type=semver,pattern={{version}}';
const SHORT = 'type=semver,pattern={{major}}.{{minor}}';

describe('what the action was seen to put out (facts of 2026-07-02)', () => {
  const rows: readonly (readonly [ref: string, tags: string, flavor: string, made: readonly string[]])[] = [
    ['v0.4.0', `${FULL},suffix=-jetson-orin`, '', ['0.4.0-jetson-orin', 'latest']],
    ['v0.4.0', `${FULL},suffix=-jetson-orin`, 'latest=false', ['0.4.0-jetson-orin']],
    ['v0.4.0', FULL, 'suffix=-mac,onlatest=true', ['0.4.0-mac', 'latest-mac']],
    ['v0.4.0', FULL, 'suffix=-mac', ['0.4.0-mac', 'latest']],
    ['v0.4.0-alpha.1', `${FULL}\n${SHORT}`, '', ['0.4.0-alpha.1']],
    ['v0.4.0a1', FULL, '', []],
    ['v0.4.0.dev1', FULL, '', []],
    ['2026.01.05', FULL, '', []],
    ['pkg-v1.2.3', FULL, '', []],
    ['1.0', FULL, '', []],
    ['v0.4.0a1', 'type=pep440,pattern={{version}}', '', ['0.4.0a1']],
    ['v0.4.0-rc.1', 'type=ref,event=tag', '', ['v0.4.0-rc.1', 'latest']],
    ['v0.4.0-rc.1', 'type=match,pattern=v(.*),group=1', '', ['0.4.0-rc.1', 'latest']],
    ['v0.4.0-rc.1', `type=ref,event=tag\n${FULL}`, '', ['0.4.0-rc.1', 'v0.4.0-rc.1']],
    ['v1.0.0rc1', '', '', ['v1.0.0rc1', 'latest']],
    ['v1.0.0', `${FULL},priority=20\n${SHORT},priority=20\ntype=sha,priority=40`, '', ['sha-860c190', '1.0.0', '1.0']],
    ['v0.2.0+build.5', 'type=pep440,pattern={{version}}', '', ['0.2.0-build-5', 'latest']],
    ['v0.4.0', 'type=semver,pattern={{major}}', '', ['0', 'latest']],
    ['v0.4.0', 'type=raw,value=latest-mac,enable={{is_default_branch}}', '', []],
    ['v1.0.0-1', 'type=pep440,pattern={{major}}', '', ['1.0.0.post1']],
  ];
  test.each(rows)('%s, %j, flavor %j', (ref, tags, flavor, made) => {
    expect(onTag(ref, tags, flavor)).toEqual(made);
  });

  test('a version given on a branch moves latest', () => {
    expect(shown(ask(`${FULL},value=v1.2.3`, { ref: 'refs/heads/main' }))).toEqual(['1.2.3', 'latest']);
  });

  test('a tag that is no SemVer is warned about, and fails nothing', () => {
    const made = ask(FULL, { ref: 'refs/tags/v0.4.0a1' });
    expect(made.warnings).toEqual([{ line: 0, message: 'v0.4.0a1 is not a valid semver' }]);
    expect(made).toMatchObject({ version: null, latest: false, fullNames: [], problems: [] });
  });
});

describe('types', () => {
  test('the default set on a branch, a pull request and a schedule', () => {
    expect(shown(ask('', { ref: 'refs/heads/feat/x' }))).toEqual(['feat-x']);
    expect(shown(ask('', { eventName: 'pull_request', ref: 'refs/pull/7/merge' }))).toEqual(['pr-7']);
    const nightly = ask('# only a comment\n', { eventName: 'schedule', ref: 'refs/heads/main' });
    expect(shown(nightly)).toEqual(['nightly', 'main']);
    expect(nightly.tags.map(({ line }) => line)).toEqual([null, null]);
  });

  test('edge is for the default branch, or one that is named', () => {
    expect(shown(ask('type=edge', { ref: 'refs/heads/main' }))).toEqual(['edge']);
    expect(shown(ask('type=edge', { ref: 'refs/heads/dev' }))).toEqual([]);
    expect(shown(ask('type=edge,branch=dev', { ref: 'refs/heads/dev' }))).toEqual(['edge']);
    expect(shown(ask('type=edge', { ref: 'refs/heads/dev', defaultBranch: hole('the default branch') }))).toEqual([
      'edge?',
    ]);
  });

  test('a commit in full, or as long as the environment says', () => {
    expect(onTag('v1', 'type=sha,format=long,prefix=')).toEqual([context.sha]);
    const env = { DOCKER_METADATA_SHORT_SHA_LENGTH: '12' };
    expect(shown(ask('type=sha', { env }))).toEqual(['sha-860c1904a1ce']);
    const wrong = ask('type=sha', { env: { DOCKER_METADATA_SHORT_SHA_LENGTH: 'long' } });
    expect(wrong.problems).toMatchObject([{ code: 'invalid-value', got: 'long' }]);
    expect(shown(ask('type=sha', { sha: hole('github.sha') }))).toEqual(['sha-{github.sha}']);
  });

  test('the head of a pull request, where the environment asks for it', () => {
    const pullRequest = { number: '7', baseRef: 'main', headSha: 'f'.repeat(40) };
    const asked = { pullRequest, ref: 'refs/heads/main', env: { DOCKER_METADATA_PR_HEAD_SHA: 'true' } };
    expect(shown(ask('type=sha\ntype=ref,event=pr', { ...asked, eventName: 'pull_request_target' }))).toEqual([
      'pr-7',
      'sha-fffffff',
    ]);
    expect(shown(ask('type=sha', { ...asked, eventName: 'push' }))).toEqual(['sha-860c190']);
  });

  test('match takes a part of the tag, with flags between slashes', () => {
    expect(onTag('p1/v1.2.3', String.raw`type=match,pattern=v(\d.\d.\d),group=1`)).toEqual(['1.2.3', 'latest']);
    expect(onTag('V1', String.raw`type=match,pattern=/v\d/i`)).toEqual(['V1', 'latest']);
    expect(ask(String.raw`type=match,pattern=x\d`).warnings).toEqual([
      { line: 0, message: String.raw`x\d does not match v0.4.0` },
    ]);
    expect(ask('type=match,pattern=v.*,group=1').warnings).toEqual([
      { line: 0, message: 'group 1 does not exist for the pattern v.*' },
    ]);
  });

  test('match of a version reads past what stands before it', () => {
    expect(onTag('pkg-v1.2.3', String.raw`${FULL},match=v(\d.*)$`)).toEqual(['1.2.3', 'latest']);
    const wrong = ask(String.raw`${FULL},match=v\d`);
    expect(wrong.problems).toMatchObject([{ code: 'pattern', attribute: 'match', got: String.raw`v\d` }]);
  });

  test('a pattern that may backtrack for ever is not followed', () => {
    const made = ask(`type=match,pattern=^(a+)+$`, { ref: `refs/tags/${'a'.repeat(60)}!` });
    expect(shown(made)).toEqual(['{the pattern ^(a+)+$}?', 'latest?']);
  });
});

describe('text', () => {
  test('global and own prefixes and suffixes, the own one instead of the global one', () => {
    const flavor = 'prefix=p-\nsuffix=-s';
    expect(onTag('v0.4.0', `${FULL}\n${FULL},prefix=,suffix=-own`, flavor)).toEqual([
      'p-0.4.0-s',
      '0.4.0-own',
      'latest',
    ]);
  });

  test('global expressions in values, prefixes and enable', () => {
    const ref = 'refs/heads/feat/x';
    expect(shown(ask('type=raw,value=x-{{branch}}-{{sha}}-{{tag}}', { ref }))).toEqual(['x-feat-x-860c190-']);
    expect(shown(ask('type=raw,a,enable={{is_default_branch}}\nb,enable={{is_not_default_branch}}', { ref }))).toEqual([
      'b',
    ]);
    expect(shown(ask('{{base_ref}}', { baseRef: 'refs/heads/main' }))).toEqual(['main']);
  });

  test('what HTML escapes is escaped before it is sanitised', () => {
    expect(shown(ask('{{branch}}', { ref: 'refs/heads/a&b' }))).toEqual(['a-amp-b']);
  });

  test('dates, and holes where they are not known', () => {
    const now = new Date('2020-01-10T20:30:00Z');
    const tags = `{{date 'YYYYMMDD'}}\nvalue={{date 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}\n{{date YYYY-MM}}`;
    expect(shown(ask(tags, { now }))).toEqual(['20200110', '20200111-0530', '2020-01-10T20-30-00Z']);
    expect(shown(ask(`{{date 'YYYYMMDD'}}`))).toEqual(['{the time of the run}']);
    expect(shown(ask(`n-{{commit_date 'L'}}`, { commitDate: now }))).toEqual([
      `{the expression n-{{commit_date 'L'}}}?`,
    ]);
  });

  test('conditions in a pattern', () => {
    const pattern = 'type=semver,pattern={{#if major}}{{major}}{{else}}zero{{/if}}';
    expect(onTag('v0.4.0', pattern)).toEqual(['zero', 'latest']);
    expect(onTag('v2.4.0', pattern)).toEqual(['2', 'latest']);
  });

  test('lines are CSV, twice: the input once, and each entry', () => {
    expect(onTag('v0.4.0', '"type=raw","value=a"')).toEqual(['a']);
    expect(ask('type=raw,value="a"').problems).toMatchObject([{ code: 'csv', line: 0 }]);
    // The first reading takes the quotes away, so the comma parts after all.
    expect(onTag('v0.4.0', 'type=raw,"value=a,suffix=-b"')).toEqual(['a-b']);
  });

  test('a tag that the flavour adds once more stands there twice', () => {
    expect(onTag('v0.4.0', `${FULL}\ntype=raw,value=latest`)).toEqual(['0.4.0', 'latest', 'latest']);
  });
});

describe('images', () => {
  test('names in lower case before each tag, image by image', () => {
    const made = ask(`${FULL}\n${SHORT}`, {
      images: 'ghcr.io/Owner/App\nname=Other/app,enable=true\nname=x,enable=false',
    });
    expect(made.images).toEqual(['ghcr.io/owner/app', 'other/app']);
    expect(made.fullNames.map(({ name }) => name)).toEqual([
      'ghcr.io/owner/app:0.4.0',
      'ghcr.io/owner/app:0.4',
      'ghcr.io/owner/app:latest',
      'other/app:0.4.0',
      'other/app:0.4',
      'other/app:latest',
    ]);
  });

  test('one line may list several', () => {
    expect(ask('', { images: 'a/b,c/d' }).images).toEqual(['a/b', 'c/d']);
  });

  test('more names than anyone has are not listed', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `a${i}`).join('\n');
    expect(ask(lines, { images: lines }).fullNames.map(({ certain }) => certain)).toEqual([false]);
  });

  test('without images the tags stand alone', () => {
    expect(ask(FULL).fullNames.map(({ name }) => name)).toEqual(['0.4.0', 'latest']);
  });

  test('one of which enable is unknown is reported', () => {
    const images = `a\nname=b,enable=${hole('inputs.push')}\n${hole('vars.MORE')}`;
    const made = ask(FULL, { images, flavor: 'latest=false' });
    expect(made.uncertainImages.map(shownPartial)).toEqual(['b', '{vars.MORE}']);
    expect(made.fullNames.map(({ name, certain }) => [shownPartial(name), certain])).toEqual([
      ['a:0.4.0', true],
      ['b:0.4.0', false],
      ['{vars.MORE}:0.4.0', false],
    ]);
  });
});

describe('problems', () => {
  const rows: readonly (readonly [what: string, asked: Asked & { readonly tags?: string }, problem: object])[] = [
    ['an unknown type', { tags: 'a\n\ntype=semvar' }, { input: 'tags', line: 2, code: 'unknown-type', got: 'semvar' }],
    ['a comment behind an entry', { tags: 'type=sha # short' }, { code: 'unknown-type', got: 'sha # short' }],
    ['no pattern', { tags: 'type=semver' }, { code: 'missing-attribute', attribute: 'pattern' }],
    ['no event', { tags: 'type=ref' }, { attribute: 'event', expected: ['branch', 'tag', 'pr'] }],
    ['an unknown event', { tags: 'type=ref,event=tags' }, { attribute: 'event', got: 'tags' }],
    ['an unknown format', { tags: 'type=sha,format=shrt' }, { attribute: 'format', expected: ['short', 'long'] }],
    ['a group that is no number', { tags: 'type=match,pattern=v,group=a' }, { attribute: 'group', got: 'a' }],
    ['a boolean with a capital', { tags: 'a,enable=True' }, { attribute: 'enable', got: 'True' }],
    ['a template that is not closed', { tags: 'type=semver,pattern={{version' }, { code: 'expression' }],
    ['a date without a format', { tags: 'a-{{date}}' }, { code: 'expression', attribute: 'value' }],
    ['an unknown argument', { tags: `value={{date 'X' zone='UTC'}}` }, { code: 'expression' }],
    ['a pattern that is none', { tags: 'type=match,pattern=(' }, { code: 'pattern', attribute: 'pattern' }],
    ['a quote that is not closed', { tags: 'a\n"b' }, { input: 'tags', code: 'csv', line: 1 }],
    ['a line of blanks', { tags: 'a\n   \nb' }, { code: 'empty-line', line: 1 }],
    ['an unknown flavour', { flavor: 'sufix=-a' }, { input: 'flavor', code: 'unknown-attribute', got: 'sufix' }],
    ['a flavour without a value', { flavor: 'latest' }, { input: 'flavor', got: 'latest' }],
    ['an unknown latest', { flavor: 'latest=yes' }, { got: 'yes', expected: ['auto', 'true', 'false'] }],
    ['an unknown onlatest', { flavor: 'suffix=a,onlatest=1' }, { attribute: 'onlatest', got: '1' }],
    ['an unknown image attribute', { images: 'a,tag=b' }, { input: 'images', code: 'unknown-attribute', got: 'tag' }],
    ['an image without a name', { images: 'name=,enable=true' }, { attribute: 'name' }],
    ['an image that is enabled somehow', { images: 'a,enable=yes' }, { attribute: 'enable', got: 'yes' }],
    ['an unknown context', { input: 'local' }, { input: 'context', expected: ['workflow', 'git'] }],
  ];
  test.each(rows)('%s', (_, { tags = 'a', ...rest }, problem) => {
    const made = ask(tags, rest);
    expect(made.problems).toMatchObject([problem]);
    expect(made).toMatchObject({ tags: [], fullNames: [], version: null, latest: false });
  });

  test('what is disabled is not looked at', () => {
    expect(ask('{{date}},enable=false\na').problems).toEqual([]);
  });

  test('an attribute that no entry of the type has is passed over, and told', () => {
    expect(ask('type=ref,event=tag,branch=main').ignored).toMatchObject([
      {
        line: 0,
        type: 'ref',
        attribute: 'branch',
        expected: ['type', 'enable', 'priority', 'prefix', 'suffix', 'event'],
      },
    ]);
  });
});

describe('what is unknown', () => {
  const open = hole('inputs.x');

  test('enable: the tag is open, and so may be version and latest', () => {
    const made = ask(`${FULL},enable=${open}\ntype=raw,value=stable`);
    expect(shown(made)).toEqual(['0.4.0?', 'stable', 'latest?']);
    expect(made.latest).toBe('unknown');
    expect(shownPartial(made.version ?? '')).toBe('{which tag is the first}');
  });

  test('enable of a later tag leaves version and latest alone', () => {
    const made = ask(`${FULL}\ntype=raw,value=stable,enable=${open}`);
    expect(shown(made)).toEqual(['0.4.0', 'stable?', 'latest']);
    expect(made).toMatchObject({ version: '0.4.0', latest: true });
  });

  test('a value: the tag has a hole, and is open where it may be empty', () => {
    expect(shown(ask(`type=raw,value=a-${open}\ntype=raw,value=${open}`))).toEqual(['a-{inputs.x}', '{inputs.x}?']);
  });

  test('a version', () => {
    const made = ask(`${FULL},value=${open}`);
    expect(shown(made)).toEqual(['{inputs.x}?', 'latest?']);
  });

  test('the pattern of a pre-release, which may be {{raw}}', () => {
    const made = ask(`type=semver,pattern={{raw}}${open}`, { ref: 'refs/tags/v1.0.0-rc.1' });
    expect(shown(made)).toEqual(['{inputs.x}?']);
  });

  test('an entry, an attribute, a type', () => {
    for (const line of [open, `type=${open},pattern={{version}}`, `type=raw,${open}`, `${open}=b`]) {
      const made = ask(`${FULL}\n${line}`);
      expect(made.tags.map(({ type, certain }) => [type, certain])).toEqual([
        ['semver', true],
        ['unknown', false],
        ['latest', false],
      ]);
    }
  });

  test('all tags', () => {
    const made = ask(open);
    expect(shown(made)).toEqual(['{inputs.x}?', 'latest?']);
  });

  test('a priority: any tag may be the first', () => {
    expect(ask(`${FULL}\ntype=sha,priority=${open}`).latest).toBe('unknown');
  });

  test('a flavour', () => {
    expect(shown(ask(FULL, { flavor: `suffix=${open},onlatest=true` }))).toEqual([
      '0.4.0{inputs.x}',
      'latest{inputs.x}',
    ]);
    expect(shown(ask(FULL, { flavor: `latest=${open}` }))).toEqual(['0.4.0', 'latest?']);
    expect(ask(FULL, { flavor: open }).latest).toBe('unknown');
    expect(ask(FULL, { flavor: `${open}\nlatest=false` }).latest).toBe(false);
  });

  test('the ref, and the context of git without a checkout', () => {
    expect(shown(ask('type=ref,event=branch', { ref: `refs/heads/${open}` }))).toEqual(['{inputs.x}?']);
    expect(shown(ask('type=ref,event=tag', { ref: `refs/heads/${open}` }))).toEqual([]);
    expect(shown(ask('type=ref,event=tag', { input: 'git' }))).toEqual(['{what is checked out}?', 'latest?']);
    const git = { ref: 'refs/tags/v9', sha: context.sha, commitDate: context.now };
    expect(shown(ask('type=ref,event=tag', { input: 'git', git }))).toEqual(['v9', 'latest']);
  });

  test('the event', () => {
    const made = ask('type=schedule\na,enable={{is_default_branch}}', { eventName: hole('the event') });
    expect(shown(made)).toEqual(['nightly?', 'a?']);
  });

  test('a mistake in what may be disabled is not said', () => {
    const made = ask(`a\n{{date}},enable=${open}`);
    expect(made.problems).toEqual([]);
    expect(made.tags).toMatchObject([{ certain: true }, { certain: false }]);
  });

  test('a template beyond what is read', () => {
    expect(shown(ask('type=semver,pattern={{#each x}}a{{/each}}'))).toEqual([
      '{the expression {{#each x}}a{{/each}}}?',
      'latest?',
    ]);
  });
});
