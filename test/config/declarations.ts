import type { RuleDeclaration } from '../../src/config/schema.ts';

function declare(id: string, options: RuleDeclaration['options'] = {}, offByDefault = false): RuleDeclaration {
  const meta = { id, summary: `Finds ${id}`, why: 'It breaks.', since: '0.1.0', mode: 'always', needs: [] } as const;
  return { meta: offByDefault ? { ...meta, offByDefault } : meta, options };
}

/** Rules with an option of every kind, apart from pyrel's own so that these may change. */
export const declarations: readonly RuleDeclaration[] = [
  declare('changelog-date-missing', {
    require: { type: 'string', enum: ['auto', 'always'], default: 'auto', description: 'When.' },
    headings: { type: 'array', items: { type: 'string' }, default: [], description: 'Which.' },
  }),
  declare('tag-annotated', { days: { type: 'integer', minimum: 1, default: 2, description: 'How many.' } }, true),
  declare('version-mismatch', {
    strict: { type: 'boolean', default: false, description: 'Whether.' },
    label: { type: 'string', default: '', description: 'What.' },
  }),
  declare('version-spelling-differs'),
];
