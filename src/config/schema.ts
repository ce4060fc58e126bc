import type { FromSchema } from 'json-schema-to-ts';
import { rulePage, schemaAddress } from '../core/addresses.ts';
import type { OptionsSchema, RuleMeta } from '../core/rule.ts';

/** What the config needs to know of a rule. */
export type RuleDeclaration = { readonly meta: RuleMeta; readonly options: OptionsSchema };

/** The declarations, or how they are had: a plan asks no rule, and loads them for a config that may name one. */
export type RuleSource = readonly RuleDeclaration[] | (() => Promise<readonly RuleDeclaration[]>);

export const LEVELS = ['off', 'note', 'warning', 'error'] as const;

/**
 * The config's JSON Schema, but for the rules' own entries, which `check-rules.ts` reads from their declarations. The
 * types, the validator (compiled ahead of time) and `schemas/config.schema.json` come from here. It does without the
 * keywords for which the compiled code would need a part of ajv at run time, such as `minLength` and `uniqueItems`.
 */
export const CONFIG_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    extends: {
      description:
        'Presets to start from. Later ones win over earlier ones, and what the config itself says wins over all.',
      type: 'array',
      items: { enum: ['recommended', 'exact', 'strict'] },
    },
    'fail-on': {
      description: 'The lowest severity of a finding that fails the run.',
      enum: ['error', 'warning', 'note'],
      default: 'error',
    },
    'tag-prefix': {
      description:
        'What stands before the version in the name of a release tag, such as `v` or `core-v`. Left out, the tags that are there tell.',
      type: 'string',
    },
    'version-scheme': {
      description:
        'How versions are written; `both` is what SemVer and PEP 440 read alike. With `auto` the tags that are there tell.',
      enum: ['auto', 'semver', 'pep440', 'both', 'calver'],
      default: 'auto',
    },
    publish: {
      description: 'Whether the project is published on a package index. Left out, the workflows tell.',
      type: 'boolean',
    },
    changelog: {
      description: 'Where the changelog is.',
      type: 'object',
      additionalProperties: false,
      properties: {
        file: {
          description: 'Path below ROOT, where the file has none of the usual names.',
          type: 'string',
          pattern: '\\S',
        },
      },
    },
    container: {
      description: 'The container images that a release has to push, for `container-expected-tags`.',
      type: 'object',
      additionalProperties: false,
      properties: {
        image: {
          description:
            'Name of the image without a tag, such as `ghcr.io/owner/name`. Left out, every image that the release pushes is meant.',
          type: 'string',
          pattern: '\\S',
        },
        suffixes: {
          description:
            'What stands behind each tag: an empty one for the plain image, `-slim` and the like for others.',
          type: 'array',
          items: { type: 'string' },
          default: [''],
        },
        tags: {
          description:
            'Tags that each of them has to have, with `{version}`, `{major}`, `{minor}` and `{patch}` for parts of the version.',
          type: 'array',
          items: { type: 'string', pattern: '\\S' },
          default: ['{version}'],
        },
        platforms: {
          description: 'Platforms such as `linux/arm64` that every tag has to have, or a table of them by suffix.',
          anyOf: [
            { type: 'array', items: { type: 'string', pattern: '\\S' } },
            {
              type: 'object',
              additionalProperties: { type: 'array', items: { type: 'string', pattern: '\\S' } },
            },
          ],
        },
      },
    },
    baseline: {
      description:
        'File of findings that were there when pyrel came, relative to ROOT; they do not count. Left out, `.pyrel-baseline.json` where it is there.',
      type: 'string',
      pattern: '\\S',
    },
    checks: {
      description: 'What else has to be done before a release.',
      type: 'object',
      additionalProperties: false,
      properties: {
        commands: {
          description:
            'Commands that have to succeed, run one by one from ROOT by `--run`, and by nothing else: a line for the shell, or a table.',
          type: 'array',
          items: {
            anyOf: [
              { type: 'string', pattern: '\\S' },
              {
                type: 'object',
                additionalProperties: false,
                required: ['run'],
                properties: {
                  run: { description: 'A line for the shell.', type: 'string', pattern: '\\S' },
                  name: { description: 'What the report calls it.', type: 'string', pattern: '\\S' },
                  timeout: {
                    description: 'Seconds after which it is stopped and has failed.',
                    type: 'integer',
                    minimum: 1,
                  },
                },
              },
            ],
          },
        },
        timeout: {
          description: 'Seconds that each command may take where it does not say so itself.',
          type: 'integer',
          minimum: 1,
          default: 600,
        },
        manual: {
          description: 'Steps that a person takes and ticks in the record of the release.',
          type: 'array',
          items: { type: 'string', pattern: '\\S' },
        },
        record: {
          description: 'The record of a release, relative to ROOT; `{version}` stands for its version.',
          type: 'string',
          pattern: '\\S',
          default: '.pyrel/release-{version}.md',
        },
      },
    },
    rules: { description: 'Level and options by rule id.', type: 'object' },
    ignore: {
      description: 'Findings that do not count, and why.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'reason'],
        properties: {
          id: { description: 'The rule whose findings do not count.', type: 'string' },
          path: {
            description: 'Glob over paths relative to the git top level; `**` crosses folders. Left out, every file.',
            type: 'string',
            pattern: '\\S',
          },
          until: {
            description: 'The last day on which it holds, YYYY-MM-DD.',
            type: 'string',
            // Months of 31, of 30, and of at most 29 days.
            pattern:
              '^\\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])|(0[469]|11)-(0[1-9]|[12]\\d|30)|02-(0[1-9]|[12]\\d))$',
          },
          reason: { description: 'Why the findings do not count.', type: 'string', pattern: '\\S' },
        },
      },
    },
  },
} as const;

/** The config as it is written, in `[tool.pyrel]` or pyrel.toml. */
export type ConfigData = FromSchema<typeof CONFIG_SCHEMA, { keepDefaultedPropertiesOptional: true }>;

export type PresetName = NonNullable<ConfigData['extends']>[number];

/** The schema with an entry for each rule: what editors use, and what the config is held against in tests. */
export function configSchema(rules: readonly RuleDeclaration[]): object {
  const { properties } = CONFIG_SCHEMA;
  const { items } = properties.ignore;
  const id = { ...items.properties.id, enum: rules.map(({ meta }) => meta.id) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: schemaAddress('config'),
    title: 'pyrel',
    description: 'pyrel.toml, or [tool.pyrel] in pyproject.toml.',
    ...CONFIG_SCHEMA,
    properties: {
      ...properties,
      rules: { ...properties.rules, additionalProperties: false, properties: Object.fromEntries(rules.map(ruleEntry)) },
      ignore: { ...properties.ignore, items: { ...items, properties: { ...items.properties, id } } },
    },
  };
}

const LEVEL = {
  description: 'What a finding of the rule is; left out, each message has its own severity.',
  enum: LEVELS,
};

function ruleEntry({ meta, options }: RuleDeclaration): readonly [id: string, schema: object] {
  const table = { type: 'object', additionalProperties: false, properties: { level: LEVEL, ...options } };
  // Taplo, and with it Even Better TOML, makes a link of the key.
  const page = { 'x-taplo': { links: { key: rulePage(meta.id) } } };
  return [meta.id, { description: meta.summary, anyOf: [LEVEL, table], ...page }];
}
