import { isUnknown } from '../core/unknown.ts';
import { defineRule } from './rule.ts';
import type { LintRule } from './rule.ts';

/** `name @ url`, `name[extra]@url`, and a bare address, which is what `dependency_links` users write. */
const DIRECT = /^[A-Za-z0-9][\w.-]*\s*(?:\[[^\]]{0,200}\])?\s*@\s*(?<url>\S+)|^(?<bare>(?:git|hg|svn|bzr)\+\S+)/;

export const rule: LintRule = defineRule({
  meta: {
    id: 'direct-dependency',
    summary: 'A dependency or an extra names an address in place of a version',
    why: 'PyPI refuses a distribution whose metadata has a direct reference, in an extra as well, so the release is on GitHub only.',
    since: '0.1.0',
    mode: 'always',
    needs: ['pyproject', 'workflows'],
  },
  messages: {
    dependency: {
      what: 'the dependency {name} is taken from {url}, and PyPI refuses direct references',
      todo: 'Depend on a released version of {name}, or move it into [dependency-groups].',
      severity: 'error',
    },
    extra: {
      what: 'the extra {extra} takes {name} from {url}, and PyPI refuses direct references in extras too',
      todo: 'Depend on a released version of {name}, or move it into [dependency-groups].',
      severity: 'error',
    },
    pending: {
      what: '{name} is taken from {url}, which PyPI refuses when the project is released',
      todo: 'Before the release, depend on a released version of {name}, or move it into [dependency-groups].',
      severity: 'warning',
    },
  },
  check({ project, plan, report, skip }) {
    const { metadata } = project;
    if (metadata === null) return skip('no Python project');
    if (isUnknown(metadata)) return skip(metadata.unknown);
    if (plan.publish === false) return skip('the configuration says that the project is not published');
    if (metadata.isPrivate) return skip('a `Private ::` classifier keeps the project from PyPI');
    const direct = metadata.requirements.items.flatMap((requirement) => {
      const match = DIRECT.exec(requirement.text.slice(0, 2000))?.groups;
      const url = match?.['url'] ?? match?.['bare'];
      return url === undefined ? [] : [{ ...requirement, url: withoutSecrets(url) }];
    });
    const { uploads, unsure } = plan.publishing;
    // An application may well depend on addresses; only an index refuses them.
    if (direct.length > 0 && plan.publish !== true && uploads.length + unsure.length === 0)
      return skip('nothing shows that the project is published to an index');
    if (direct.length > 0 && uploads.length > 0 && uploads.every(({ index }) => index.kind === 'other'))
      return skip('it is published to another index than PyPI');
    for (const { text, extra, place, url } of direct) {
      const name = /^[A-Za-z0-9][\w.-]*(?=\s*[[@])/.exec(text)?.[0] ?? 'a package';
      // Between releases a project may well follow another's main branch (poetry and poetry-core).
      if (plan.mode === 'dev') report('pending', { at: place, data: { name, url } });
      else if (extra === null) report('dependency', { at: place, data: { name, url } });
      else report('extra', { at: place, data: { name, url, extra } });
    }
  },
});

/** Addresses may carry a token. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@\s]*@/, '//');
}
