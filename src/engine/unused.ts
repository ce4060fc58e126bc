import { isDay } from '../core/day.ts';
import type { RawFinding } from '../core/verdict.ts';
import type { Ignore } from './suppress.ts';

type Given = {
  readonly ignores: readonly Ignore[];
  readonly used: ReadonlySet<Ignore>;
  /** Ids of the rules that were asked and did not skip. */
  readonly ran: ReadonlySet<string>;
  readonly today: string;
  /** Ids of all rules that there are, asked or not. */
  readonly known: ReadonlySet<string>;
  /** Some findings are made in release mode only, so in dev mode an ignore may wait for one of them. */
  readonly isRelease: boolean;
};

/** Ignores that silence nothing, for `suppression-unused`. Ids whose rule did not run or skipped are left alone. */
export function unusedIgnores({ ignores, used, ran, today, known, isRelease }: Given): readonly RawFinding[] {
  const found: RawFinding[] = [];
  for (const ignore of ignores) {
    const strange = ignore.ids.filter((id) => !known.has(id));
    if (strange.length > 0 || ignore.ids.length === 0)
      found.push({
        at: ignore.place,
        related: [],
        messageId: 'unknownRule',
        data: { ids: strange.join(', ') || 'nothing' },
      });
    if (used.has(ignore) || strange.length > 0 || ignore.ids.length === 0) continue;
    const ids = ignore.ids.join(', ');
    const finding = { at: ignore.place, related: [] };
    if (ignore.reason === '') found.push({ ...finding, messageId: 'reasonless', data: { ids } });
    else if (ignore.until !== null && !isDay(ignore.until))
      found.push({ ...finding, messageId: 'badDate', data: { ids, until: ignore.until } });
    else if (ignore.until !== null && ignore.until < today)
      found.push({ ...finding, messageId: 'expired', data: { ids, until: ignore.until } });
    else if (ignore.ids.every((id) => ran.has(id))) {
      const safety = isRelease ? 'safe' : 'unsafe';
      const fix = ignore.removal.length === 0 ? {} : { fix: { safety, edits: ignore.removal } as const };
      found.push({ ...finding, messageId: 'unused', data: { ids }, ...fix });
    }
  }
  return found;
}
