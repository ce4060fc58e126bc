import type { Reporter } from './reporter.ts';
import { jsonText } from './visible.ts';

/** For programs: the report itself. Its shape is `schemas/report.schema.json`. */
export const json: Reporter = (report) => jsonText(report);
