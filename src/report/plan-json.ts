import type { PlanReporter } from './plan-formats.ts';
import { jsonText } from './visible.ts';

/** For programs: the document itself. Its shape is `schemas/plan.schema.json`. */
export const planJson: PlanReporter = (plan) => jsonText(plan);
