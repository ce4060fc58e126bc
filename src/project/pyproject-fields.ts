import type { Declared } from '../core/place.ts';
import { atKey } from '../core/place.ts';
import { isUnknown, known } from '../core/unknown.ts';
import type { PythonProject } from './load-metadata.ts';
import { declaredArgument, optionPlace } from './load-metadata.ts';
import type { Backend } from './pyproject-backends.ts';
import type { BackendFamily, PyprojectProblem } from './pyproject-problems.ts';
import { isTable, stringAt, tableAt } from './toml-file.ts';

// What PyPI asks of single fields (warehouse/forklift/metadata.py with packaging.metadata, August 2026), wherever they
// are declared.

/** Since 2018-04-16 PyPI is Warehouse, which has checked these fields all along. */
const INDEX_SINCE = '2018-04-16';
const SUMMARY_LIMIT = 512;
const LABEL_LIMIT = 32;

export function fieldProblems(python: PythonProject, backend: Backend): readonly PyprojectProblem[] {
  const metadata = known(python.metadata);
  if (metadata === null) return [];
  const urls = [
    ...metadata.urls.map(({ label, url }) => ({ label, url })),
    ...homePages(python).map(({ label, url }) => ({ label, url })),
  ];
  return [
    ...summaryProblems(summaryOf(python), backend),
    ...emailsOf(python).flatMap((one) => emailProblem(one, backend)),
    ...urls.flatMap(({ label, url }) => urlProblem(label, url)),
    ...metadata.urls.flatMap(({ label, url }): readonly PyprojectProblem[] => {
      const { length } = Array.from(label);
      return length <= LABEL_LIMIT
        ? []
        : [{ kind: 'url-label', label, length, place: labelPlace(url.place), since: INDEX_SINCE }];
    }),
  ];
}

function labelPlace(place: PyprojectProblem['place']): PyprojectProblem['place'] {
  return place.kind === 'key' ? { ...place, part: 'key' } : place;
}

/** A field of one line, from whichever file declares the metadata. */
function textOf(python: PythonProject, toml: string, setup: string): Declared<string> | null {
  const { origin } = known(python.metadata) ?? { origin: null };
  const pyproject = known(python.pyproject);
  if (origin === 'setup.py' || origin === 'setup.cfg') {
    const setupPy = known(python.setupPy);
    const given = setupPy === null ? null : declaredArgument(setupPy, setup);
    if (given !== null) return isUnknown(given) ? null : given;
    const cfg = known(python.setupCfg);
    const option = cfg?.ini.get('metadata')?.get(setup);
    // `file:` and `attr:` name what holds the text, `%(…)s` another option.
    if (cfg === null || option === undefined || /^(?:file|attr):|%\(/.test(option.text)) return null;
    return { value: option.text, place: optionPlace(cfg.file, option) };
  }
  const path = origin === 'poetry' ? ['tool', 'poetry', toml] : ['project', toml];
  const value = pyproject === null ? null : stringAt(pyproject.data, ...path);
  return value === null || pyproject === null ? null : { value, place: atKey(pyproject.file, path) };
}

function summaryOf(python: PythonProject): Declared<string> | null {
  return textOf(python, 'description', 'description');
}

/** Their metadata holds the line breaks, which PyPI refuses; hatchling joins the lines, setuptools keeps the first. */
const KEEP_LINES: readonly BackendFamily[] = ['uv', 'pdm', 'flit'];

function summaryProblems(summary: Declared<string> | null, { family, name }: Backend): readonly PyprojectProblem[] {
  if (summary === null) return [];
  const { value, place } = summary;
  const problems: PyprojectProblem[] = [];
  const { length } = Array.from(value);
  const isCut = value.trim().includes('\n');
  if (isCut && (KEEP_LINES.includes(family) || family === 'setuptools')) {
    const isRefused = KEEP_LINES.includes(family);
    problems.push({ kind: 'summary-lines', backend: name, isRefused, place, since: INDEX_SINCE });
  }
  if (length > SUMMARY_LIMIT && !(isCut && family === 'setuptools'))
    problems.push({ kind: 'summary-long', length, place, since: INDEX_SINCE });
  return problems;
}

type Email = Declared<string> & { readonly isFirst: boolean; readonly isChecked: boolean };

/** PyPI reads the first address of a field only; setuptools 61, poetry-core 2, flit and hatchling look at each. */
function emailsOf(python: PythonProject): readonly Email[] {
  const { origin } = known(python.metadata) ?? { origin: null };
  const pyproject = known(python.pyproject);
  if (origin === 'project' && pyproject !== null)
    return ['authors', 'maintainers'].flatMap((field) => {
      const people = tableAt(pyproject.data, 'project')?.[field];
      if (!Array.isArray(people)) return [];
      const emails = people.flatMap((person, i) => {
        const value = isTable(person) ? stringAt(person, 'email') : null;
        return value === null ? [] : [{ value, place: atKey(pyproject.file, ['project', field, i, 'email']) }];
      });
      const first = emails.findIndex(({ value }) => value !== '');
      return emails.map((one, i) => ({ ...one, isFirst: i === first, isChecked: true }));
    });
  if (origin === 'poetry') return [];
  return ['author_email', 'maintainer_email'].flatMap((field) => {
    const given = textOf(python, field, field);
    if (given === null || given.value.trim() === '') return [];
    const first = given.value.split(',', 1)[0] ?? '';
    const value = (/<([^<>]*)>/.exec(first)?.[1] ?? first).trim();
    return value === '' ? [] : [{ value, place: given.place, isFirst: true, isChecked: false }];
  });
}

const PARSE_EMAILS: readonly BackendFamily[] = ['setuptools', 'poetry', 'flit', 'hatchling'];

function emailProblem(email: Email, { family, since }: Backend): readonly PyprojectProblem[] {
  const { place, isFirst, isChecked } = email;
  // RFC 3696 ends at 320 characters.
  const value = email.value.slice(0, 321);
  // An empty text is none for hatchling, pdm, uv and PyPI; the schema of setuptools and poetry-core wants an address.
  if (value === '' && family !== 'setuptools' && family !== 'poetry') return [];
  const fault = emailFault(value);
  if (fault === null) return [];
  // `parseaddr` takes an address out of what stands around it (pendulum 3.0.0b1 has a `>` too many, and is on PyPI).
  const isFound = emailFault(value.replaceAll(/[<>]|\([^)]*\)/g, '').trim()) === null;
  const isParsed = isChecked && PARSE_EMAILS.includes(family) && !/@[^@]+\.[^@]+$/.test(value);
  return [
    {
      kind: 'email',
      email: value.slice(0, 80),
      fault,
      isRefused: (isFirst && !isFound) || isParsed,
      place,
      since: isChecked && since > INDEX_SINCE ? since : INDEX_SINCE,
    },
  ];
}

/** RFC 6761 and its like: email-validator, which PyPI uses, refuses an address there. */
const NOWHERE = new Set(['local', 'localhost', 'invalid', 'test', 'onion', 'arpa']);

/** What email-validator refuses for certain; null where the address may pass. */
export function emailFault(email: string): string | null {
  const at = email.lastIndexOf('@');
  if (email === '') return 'is empty';
  if (at === -1) return 'has no "@"';
  const [local, domain] = [email.slice(0, at), email.slice(at + 1)];
  // A quoted local part may hold anything; PyPI refuses it, but nobody writes one.
  if (local.startsWith('"')) return null;
  if (local === '' || domain === '') return `has nothing ${local === '' ? 'before' : 'after'} the "@"`;
  if (/\s/.test(email)) return 'has a blank in it';
  if (local.includes('@')) return 'has more than one "@"';
  if (!domain.includes('.')) return 'has no dot after the "@"';
  if (/^\.|\.\.|\.$/.test(local) || /^\.|\.\.|\.$/.test(domain)) return 'has a dot too many';
  if (/[()<>[\]:;,\\"]/.test(email)) return 'has a character that no address has';
  const top = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase();
  return NOWHERE.has(top) ? `is below .${top}, a domain that is nowhere` : null;
}

/** Addresses that stand in fields of their own and become `Home-page` or project URLs. */
function homePages(python: PythonProject): readonly { readonly label: string; readonly url: Declared<string> }[] {
  const { origin } = known(python.metadata) ?? { origin: null };
  const fields = origin === 'poetry' ? ['homepage', 'repository', 'documentation'] : ['url', 'download_url'];
  if (origin === 'project') return [];
  return fields.flatMap((field) => {
    const url = textOf(python, field, field);
    return url === null || url.value.trim() === '' ? [] : [{ label: field, url }];
  });
}

function urlProblem(label: string, { value, place }: Declared<string>): readonly PyprojectProblem[] {
  const fault = urlFault(value.trim());
  return fault === null
    ? []
    : [{ kind: 'url', label, url: withoutSecrets(value).slice(0, 120), fault, place, since: INDEX_SINCE }];
}

/** Addresses may carry a token. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@\s]*@/, '//');
}

/**
 * What `is_valid_uri` of warehouse/utils/http.py refuses: another scheme than http and https, and a host or port that is
 * none. It asks for no host, and blanks in a path are encoded for it.
 */
export function urlFault(url: string): string | null {
  if (url === '') return 'is empty';
  const scheme = /^(?<scheme>[A-Za-z][A-Za-z0-9+.-]{0,40}):/.exec(url)?.groups?.['scheme'];
  if (scheme === undefined) return 'does not begin with "https://"';
  // `localhost:8000` and `example.org:443/x` read as a scheme.
  if (!/^https?$/i.test(scheme)) return `has the scheme "${scheme}", and PyPI takes http and https only`;
  const authority = /^[A-Za-z]+:\/\/(?<authority>[^/?#]*)/.exec(url)?.groups?.['authority'];
  if (authority === undefined || authority === '') return null;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const port = /:(?<port>[^\]:]*)$/.exec(host)?.groups?.['port'];
  if (port !== undefined && !/^\d{0,5}$/.test(port)) return `has the port "${port}"`;
  const name = port === undefined ? host : host.slice(0, -port.length - 1);
  return name.startsWith('[') || /^[A-Za-z0-9._~!$&'()*+,;=%-]*$/.test(name) ? null : `has no valid host`;
}
