import { pep440ImageVersion, semverImageVersion } from '../version/image-version.ts';
import type { ImageVersion } from '../version/image-version.ts';
import type { Flavor } from './metadata-flavor.ts';
import type { PatternMatch } from './metadata-pattern.ts';
import { MOST_STEPS, matchPattern } from './metadata-pattern.ts';
import type { TemplateNames } from './metadata-render.ts';
import { renderTemplate } from './metadata-render.ts';
import type { MetadataRun } from './metadata-run.ts';
import { Failure } from './metadata-run.ts';
import type { TagEntry } from './metadata-tags.ts';
import { isRawTemplate, parseTemplate } from './metadata-template.ts';
import type { Partial } from '../core/partial.ts';
import { isWhole } from '../core/partial.ts';

/** What an entry makes of the run, before it is sanitised. */
export type Emission = {
  readonly text: Partial;
  /** Whether `latest` comes along when this tag is the first. */
  readonly latest: boolean | 'unknown';
  /** Whether it is made for sure; a text that is empty is not. */
  readonly certain: boolean;
};

/** Makes the tag of one entry that is enabled; null where it has none on this ref. Throws what the action throws. */
export class Emitter {
  readonly warnings: { readonly line: number | null; readonly message: string }[] = [];
  private stepsLeft = MOST_STEPS;
  private readonly run: MetadataRun;
  private readonly flavor: Flavor;

  constructor(run: MetadataRun, flavor: Flavor) {
    this.run = run;
    this.flavor = flavor;
  }

  emit(tag: TagEntry): Emission | null {
    switch (tag.type) {
      case 'schedule':
        return this.schedule(tag);
      case 'semver':
        return this.version(tag, semverImageVersion, (raw) => `${raw} is not a valid semver`);
      case 'pep440':
        return this.version(tag, pep440ImageVersion, (raw) => `${raw} does not conform to PEP 440`);
      case 'match':
        return this.match(tag);
      case 'edge':
        return this.edge(tag);
      case 'ref':
        return this.ref(tag);
      case 'raw':
        return this.made(this.rendered(tag, 'value'), tag, false);
      case 'sha':
        return this.sha(tag);
    }
  }

  /** `enable`: true, false, or null where it is not known. */
  isEnabled(tag: TagEntry): boolean | null {
    const enable = this.rendered(tag, 'enable');
    if (!isWhole(enable)) return null;
    if (enable === 'true' || enable === 'false') return enable === 'true';
    throw new Failure('invalid-value', `Invalid value for enable attribute: ${enable}`, {
      attribute: 'enable',
      got: enable,
      expected: ['true', 'false'],
    });
  }

  private schedule(tag: TagEntry): Emission | null {
    const isScheduled = this.run.isEvent(/schedule/);
    if (isScheduled === false) return null;
    return this.made(this.rendered(tag, 'pattern', this.run.dates), tag, false, isScheduled === true);
  }

  /** `semver` and `pep440` differ in how they read a version only. */
  private version(
    tag: TagEntry,
    read: (text: string) => ImageVersion | null,
    refuse: (raw: string) => string,
  ): Emission | null {
    const source = this.source(tag);
    if (source === null) return null;
    const raw = this.matched(tag, source.text);
    if (!isWhole(raw)) return this.made(this.run.holes.from(raw), tag, 'unknown', false);
    const written = raw.replaceAll('/', '-');
    const version = read(written);
    if (version === null) {
      this.warnings.push({ line: tag.line, message: refuse(written) });
      return null;
    }
    const names = namesOf(version, tag);
    if (!version.isPre) return this.made(this.rendered(tag, 'pattern', names), tag, true, source.certain);
    return this.made(this.inFull(version, tag, names), tag, false, source.certain);
  }

  /** A pre-release is told in full, whatever the pattern; as written, where the pattern is `{{raw}}`. */
  private inFull(version: ImageVersion, tag: TagEntry, names: TemplateNames): Partial {
    const pattern = attribute(tag, 'pattern');
    if (!isWhole(pattern)) return this.run.holes.from(pattern);
    const isRaw = isRawTemplate(parseTemplate(pattern));
    if (isRaw === null) return this.run.holes.make(`the expression ${this.run.holes.shown(pattern)}`);
    if (!isRaw) return version.version;
    // Only SemVer's goes through the template.
    return tag.type === 'semver' ? this.rendered(tag, 'pattern', names) : version.raw;
  }

  /** What versions and matches are read from: `value`, or the tag; null where there is neither. */
  private source(tag: TagEntry): { readonly text: Partial; readonly certain: boolean } | null {
    const { is, rest } = this.run.after('refs/tags/');
    if (attribute(tag, 'value') !== '') return { text: this.rendered(tag, 'value'), certain: true };
    return is === false ? null : { text: rest, certain: is === true };
  }

  /** `match` of `semver` and `pep440`: the first group; all where nothing matches. */
  private matched(tag: TagEntry, text: Partial): Partial {
    const pattern = attribute(tag, 'match');
    if (pattern === '') return text;
    const match = this.find(tag, 'match', pattern, '', text);
    if (match.kind !== 'read') return this.run.holes.from(this.run.holes.make(`the pattern ${pattern}`) + text);
    if (match.found === null) {
      this.warnings.push({ line: tag.line, message: `${pattern} does not match ${text}` });
      return text;
    }
    const [, first] = match.found;
    if (first === undefined) {
      throw new Failure('pattern', `${pattern} matches ${text}, but has no group that does`, {
        attribute: 'match',
        got: pattern,
      });
    }
    return first;
  }

  private find(tag: TagEntry, name: string, pattern: Partial, flags: string, text: Partial): PatternMatch {
    if (!isWhole(pattern) || !isWhole(text)) return { kind: 'unread' };
    const match = matchPattern(pattern, flags, text, this.stepsLeft);
    if (match.kind === 'read') this.stepsLeft -= match.steps;
    if (match.kind === 'wrong') {
      throw new Failure('pattern', match.message, { attribute: name, got: attribute(tag, name) });
    }
    return match;
  }

  private match(tag: TagEntry): Emission | null {
    const source = this.source(tag);
    if (source === null) return null;
    const pattern = attribute(tag, 'pattern');
    const group = attribute(tag, 'group');
    const { source: expression, flags } = inSlashes(pattern);
    const match = this.find(tag, 'pattern', expression, flags, source.text);
    if (match.kind !== 'read' || !isWhole(group)) {
      const open =
        isWhole(pattern) && isWhole(source.text + group) ? this.run.holes.make(`the pattern ${pattern}`) : '';
      return this.made(this.run.holes.from(pattern + source.text + group + open), tag, true, false);
    }
    if (match.found === null) {
      this.warnings.push({ line: tag.line, message: `${pattern} does not match ${source.text}` });
      return null;
    }
    const found = /^(?:0|[1-9]\d{0,3})$/.test(group) ? match.found[Number(group)] : undefined;
    if (found === undefined) {
      this.warnings.push({ line: tag.line, message: `group ${group} does not exist for the pattern ${pattern}` });
      return null;
    }
    return this.made(found, tag, true, source.certain);
  }

  private ref(tag: TagEntry): Emission | null {
    const event = attribute(tag, 'event');
    if (!isWhole(event)) return this.made(this.run.holes.from(event), tag, 'unknown', false);
    const prefix = event === 'branch' ? 'refs/heads/' : event === 'tag' ? 'refs/tags/' : 'refs/pull/';
    const { is, rest } = this.run.after(prefix);
    if (is === false) return null;
    return this.made(event === 'pr' ? rest.replace(/\/merge$/, '') : rest, tag, event === 'tag', is === true);
  }

  private edge(tag: TagEntry): Emission | null {
    const { is, rest } = this.run.after('refs/heads/');
    if (is === false) return null;
    const written = attribute(tag, 'branch');
    const branch = written === '' ? this.run.defaultBranch : written;
    if (isWhole(branch) && isWhole(rest)) return branch === rest ? this.made('edge', tag, false, is === true) : null;
    return this.made('edge', tag, false, false);
  }

  private sha(tag: TagEntry): Emission | null {
    if (this.run.sha === '') return null;
    const format = attribute(tag, 'format');
    if (!isWhole(format)) return this.made(this.run.holes.from(format + this.run.sha), tag, false);
    return this.made(format === 'short' ? this.run.shortSha() : this.run.sha, tag, false);
  }

  /** Adds prefix and suffix: the entry's own, or else the flavour's. */
  private made(value: Partial, tag: TagEntry, latest: boolean | 'unknown', certain = true): Emission {
    const prefix = tag.attributes.has('prefix')
      ? this.rendered(tag, 'prefix')
      : this.render(this.flavor.prefix, this.run.expressions, 'prefix');
    const suffix = tag.attributes.has('suffix')
      ? this.rendered(tag, 'suffix')
      : this.render(this.flavor.suffix, this.run.expressions, 'suffix');
    const text = prefix + value + suffix;
    const { latest: wanted } = this.flavor;
    return {
      text,
      latest: wanted === null ? 'unknown' : wanted === 'auto' ? latest : wanted === 'true',
      certain: certain && this.run.holes.isFilled(text),
    };
  }

  private rendered(tag: TagEntry, name: string, names: TemplateNames = this.run.expressions): Partial {
    return this.render(attribute(tag, name), names, name);
  }

  private render(text: Partial, names: TemplateNames, about: string): Partial {
    const rendered = renderTemplate(parseTemplate(text), names, this.run.holes);
    if (rendered.kind === 'text') return rendered.text;
    if (rendered.kind === 'wrong' && isWhole(text))
      throw new Failure('expression', rendered.message, { attribute: about, got: text });
    return this.run.holes.make(`the expression ${this.run.holes.shown(text)}`);
  }
}

function attribute(tag: TagEntry, name: string): Partial {
  return tag.attributes.get(name) ?? '';
}

/** `/v(.*)/i` has flags; anything else is all pattern. */
function inSlashes(pattern: Partial): { readonly source: Partial; readonly flags: string } {
  const end = pattern.lastIndexOf('/');
  if (end < 2 || !pattern.startsWith('/') || /[\n\r\u2028\u2029]/.test(pattern)) return { source: pattern, flags: '' };
  return { source: pattern.slice(1, end), flags: pattern.slice(end + 1) };
}

/** The names that a pattern may use: fields of an object for SemVer, functions for PEP 440. */
function namesOf(version: ImageVersion, { type }: TagEntry): TemplateNames {
  const isCallable = type === 'pep440';
  return (name) => {
    switch (name) {
      case 'raw':
      case 'version':
        return { kind: 'text', text: version[name], isCallable };
      case 'major':
      case 'minor':
      case 'patch':
        return { kind: 'number', text: version[name], isCallable };
      case 'prerelease':
      case 'build':
        return isCallable ? null : { kind: 'text', text: version[name], isCallable };
      default:
        return null;
    }
  };
}
