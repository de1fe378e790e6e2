import { z } from 'zod';
import { ImportChange, ImportScope, ImportWarning } from '../../contracts/analytics/imports.ts';
import { ReportPlan } from '../../contracts/analytics/schedules.ts';
import { AlertBody } from '../../contracts/analytics/alerts.ts';
import { RejectedRow } from '../../contracts/analytics/facts.ts';
import { Shape } from '../../lib/shape.ts';

/**
 * The JSON documents that this service stores, with their history (lib/shape.ts). A row of `imports` holds all of them
 * and one shape number for all, so their numbers rise together.
 */
export const shapes = {
  /** `imports.columns`: which column of the file holds which field, as the person chose. */
  columns: new Shape({
    name: 'column map of an import',
    number: 1,
    schema: z.record(z.string(), z.string()),
  }),
  /** `imports.rejected`: the first rejected rows, each with its reason. */
  rejectedRows: new Shape({ name: 'rejected rows of an import', number: 1, schema: z.array(RejectedRow) }),
  /** `imports.scope`: what an import tells. */
  importScope: new Shape({ name: 'scope of an import', number: 1, schema: ImportScope }),
  /** `imports.changes`: the totals before and after it. */
  importChanges: new Shape({ name: 'changes by an import', number: 1, schema: z.array(ImportChange) }),
  /** `alerts.body`: what a rule found, with its numbers. */
  alert: new Shape({ name: 'alert', number: 1, schema: AlertBody }),
  /** `imports.warnings`: the first warnings of a file. */
  importWarnings: new Shape({ name: 'warnings of an import', number: 1, schema: z.array(ImportWarning) }),
  /** `report_schedules.plan`: what is asked and mailed, and when. */
  reportPlan: new Shape({ name: 'plan of a scheduled report', number: 1, schema: ReportPlan }),
} as const;
