import type { Severity } from '../core/message.ts';
import type { Report, RuleCard } from '../core/report.ts';
import { withSlotsNamed, worstSeverity } from './rule-text.ts';

/** GitHub cuts descriptions there. */
const LONGEST = 1024;

/** GitHub's words for how bad a problem is that is not about security. */
const PROBLEM_SEVERITY: { readonly [S in Severity]: string } = {
  error: 'error',
  warning: 'warning',
  note: 'recommendation',
};

/** What SARIF says of the rules: the same for every repository, as its readers expect. */
export function descriptors(rules: readonly RuleCard[], command: Report['command']): readonly object[] {
  return rules.map((rule) => {
    const severity = worstSeverity(rule.messages);
    return {
      id: rule.id,
      name: pascalCase(rule.id),
      shortDescription: { text: cut(`${rule.summary}.`) },
      fullDescription: { text: cut(`${rule.summary}. ${rule.why}`) },
      help: { text: helpText(rule), markdown: helpMarkdown(rule) },
      helpUri: rule.helpUri,
      defaultConfiguration: { level: severity },
      properties: {
        tags: ['python', 'release', command],
        precision: 'high',
        'problem.severity': PROBLEM_SEVERITY[severity],
      },
    };
  });
}

/** A name that is not the id, as the specification wants it (3.49.7). */
function pascalCase(id: string): string {
  return id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}

function helpText(rule: RuleCard): string {
  const messages = Object.values(rule.messages).map(
    ({ what, todo }) => `- ${withSlotsNamed(what)}. ${withSlotsNamed(todo)}`,
  );
  return `${rule.summary}.\n\n${rule.why}\n\n${messages.join('\n')}\n\nMore: ${rule.helpUri}\n`;
}

function helpMarkdown(rule: RuleCard): string {
  const messages = Object.values(rule.messages).map(
    ({ what, todo, severity }) =>
      `- **${severity}:** ${inMarkdown(withSlotsNamed(what))}. ${inMarkdown(withSlotsNamed(todo))}`,
  );
  const heading = `${inMarkdown(rule.summary)}.\n\n**Why:** ${inMarkdown(rule.why)}`;
  return `${heading}\n\n${messages.join('\n')}\n\n[More about \`${rule.id}\`](${rule.helpUri})\n`;
}

/** HTML is not allowed in a message (3.11.4.2): `<` is text, but for code spans, where it always is. */
function inMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', String.raw`\<`)))
    .join('');
}
