import { describe, expect, test } from 'vitest';
import { planText } from '../../src/report/plan-text.ts';
import { shownWidth } from '../../src/report/visible.ts';
import { FORBIDDEN } from './hostile.ts';
import { context, hostilePlan, imageTag, job, plan, release, text, DOCKER } from './plan-sample.ts';

const at80 = planText(plan, context({ width: 80 }));

describe('at 80 columns', () => {
  test('is what a maintainer reads', () => {
    expect(at80).toMatchInlineSnapshot(`
      "demo 1.2.3
        tag         v1.2.3, by convention (4 of the last 4 version tags)
        commit      0123456789ab
        repository  kelp/demo, by the git remote

      Workflows
        when the tag v1.2.3 is pushed
          + docker.yml        the tag v1.2.3 matches \`v*\`                docker.yml:5
            + build [2 legs]                                             docker.yml:12
            + mac                                                        docker.yml:40
            - nightly         \`if: github.ref_type == 'branch'\` does     docker.yml:70
                              not hold
        when the GitHub Release of v1.2.3 is published
          + release.yml  \`types\` lists \`published\`                      release.yml:4
            + publish    environment pypi                               release.yml:20
            + announce   calls                                          release.yml:50
                         kelp/shared/.github/workflows/say.yml@v1,
                         which is not followed
        not started by the release
          - the tag v1.2.3 is no branch, and \`push\` is limited by \`branches\`
              tests.yml:3
          - it listens for \`schedule\` only
              stale.yml:2

      Package index
        + PyPI  pypa/gh-action-pypi-publish in publish  release.yml:30
          when the GitHub Release of v1.2.3 is published
          signs in by trusted publishing; the form at PyPI asks for
            Owner             kelp
            Repository name   demo
            Workflow name     release.yml
            Environment name  pypi         release.yml:22
          uploads what lies in dist
            + demo-1.2.3.tar.gz              sdist                release.yml:15
            ? demo-1.2.3-{the compiler}.whl  wheel, linux/x86_64  release.yml:16
            ? and perhaps more: an artifact of another run
        not by the tag
          - https://pypi.kelp.example/  twine upload in publish  release.yml:41
              \`if: github.event_name == 'push'\` does not hold

      Container images
        ghcr.io/kelp/demo, 3 tags
            tag           platforms                 pushed by
          + 1.2.3         linux/amd64, linux/arm64  build [linux/amd64]  docker.yml:20
          ! latest        linux/amd64, linux/arm64  build [linux/amd64]  docker.yml:20
                          linux/arm64               mac                  docker.yml:48
          ? {vars.EXTRA}  linux/arm64               mac                  docker.yml:49
          ? {vars.EXTRA}: it is not known whether the line is on
        ! 1 tag is pushed by several jobs: whichever ends last decides what users pull
        ghcr.io/kelp/demo, 1 tag that only a push of the default branch makes
          latest-mac  linux/arm64  mac  docker.yml:50

      GitHub Release
        + softprops/action-gh-release in publish  perhaps marked as a   release.yml:33
                                                  pre-release
        attached files
          + dist/*.whl  after the release is public, by                 release.yml:36
                        softprops/action-gh-release in publish

      Installed
        distribution  demo                  pyproject.toml:2
        imports       demo                  src/demo/__init__.py:1
        commands      demo = demo.cli:main  pyproject.toml:9
        Python        any
        extras        dev, docs

      Unknown
        ? publishing  \`bin/ship\` may publish  release.yml:55

      The release starts 2 workflows with 4 jobs, uploads to PyPI, pushes 2 image tags
      and perhaps 1 more (1 by several jobs), attaches files to the GitHub Release
      when it is public already; 1 thing is not known.
      + happens   ? may happen   - does not   ! overwrites one another
      workflow files are in .github/workflows/
      "
    `);
  });

  test('with -v it tells what the branch does, too', () => {
    const verbose = planText(plan, context({ width: 80, verbose: true }));
    expect(at80).not.toContain('when a commit is pushed');
    expect(verbose).toContain('when a commit is pushed to the default branch\n    + docker.yml');
  });
});

test('piped, lines are as long as they are, and places carry the whole path', () => {
  const piped = planText(plan, context());
  expect(piped).toContain('  .github/workflows/docker.yml:5\n');
  expect(piped).not.toContain('workflow files are in');
  expect(piped).not.toContain('\u001b');
});

test.each([40, 60, 80, 100, 120])('no line is wider than %i columns', (width) => {
  const long = 'build-the-wheels-for-every-platform-that-anybody-has-ever-heard-of-and-then-some';
  const wide = {
    ...plan,
    releases: [
      {
        ...release,
        runs: release.runs.map((run) => ({ ...run, jobs: [...run.jobs, job(DOCKER, long, 1234)] })),
        images: {
          ...release.images,
          tags: [
            imageTag(text(`1.2.3-${long}`), [
              [
                { workflow: DOCKER, id: long, callers: [long], leg: null, event: 'push-tag' },
                9,
                'linux/amd64',
                'linux/arm/v7',
                'linux/arm64/v8',
                'linux/ppc64le',
              ],
            ]),
          ],
        },
      },
    ],
  };
  for (const document of [plan, wide, hostilePlan(`${long}/漢字漢字漢字漢字 ${long}`)]) {
    const lines = planText(document, context({ width })).split('\n');
    expect(lines.filter((line) => shownWidth(line) > width)).toEqual([]);
  }
});

test('colours only paint: without them the text is the same', () => {
  const painted = planText(plan, context({ width: 80, colour: true }));
  expect(painted).toContain('\u001b[');
  // eslint-disable-next-line no-control-regex
  expect(painted.replaceAll(/\u001b\[[\d;]*m/g, '')).toBe(at80);
});

test('what a terminal obeys is made visible', () => {
  const out = planText(hostilePlan(FORBIDDEN.join('')), context());
  for (const char of FORBIDDEN) expect(out).not.toContain(char);
});

test.each(['::error file=a,line=1::forged', '##[stop-commands]x', '##vso[task.setvariable variable=x]y'])(
  'what a runner obeys is made visible: %s',
  (evil) => {
    for (const width of [Infinity, 60]) {
      const out = planText(hostilePlan(evil), context({ width }));
      expect(out).not.toMatch(/^\s*::/m);
      expect(out).not.toContain('##[');
      expect(out).not.toContain('##vso[');
    }
  },
);

test('legs of a matrix are folded', () => {
  expect(at80).toContain('build [2 legs]');
});

test('several tags stand one below the other', () => {
  const other = { ...release, version: '2.0.0', tag: { ...release.tag, name: 'core-v2.0.0' } };
  const out = planText({ ...plan, releases: [release, other] }, context());
  expect(out).toContain('demo 1.2.3\n');
  expect(out).toContain('\ndemo 2.0.0\n');
});

test('nothing to release is said', () => {
  expect(planText({ ...plan, releases: [] }, context())).toBe('There is no project, and so nothing to release.\n');
});
