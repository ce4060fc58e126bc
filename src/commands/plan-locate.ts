import type { Location, Place } from '../core/place.ts';
import type { PlanDocument, PlanReport } from '../core/plan-report.ts';
import type { Locator } from '../project/locate.ts';

/** Counts lines and columns of every place in a plan: whatever stands under a key `at`. */
export async function locatedPlan(plan: PlanDocument<Place>, locate: Locator): Promise<PlanReport> {
  return (await located(plan, locate)) as PlanReport;
}

async function located(value: unknown, locate: Locator): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(await located(item, locate));
    return items;
  }
  const entries: [string, unknown][] = [];
  for (const [key, part] of Object.entries(value))
    entries.push([key, key === 'at' ? await placed(part as Place | null, locate) : await located(part, locate)]);
  return Object.fromEntries(entries);
}

function placed(place: Place | null, locate: Locator): Promise<Location> | null {
  return place === null ? null : locate(place);
}
