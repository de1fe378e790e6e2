import { z } from 'zod';
import { RejectedRow } from '../../contracts/analytics/facts.ts';
import { Shape } from '../../lib/shape.ts';

/** Every kind of document that this service keeps, with its history (lib/shape.ts); both of a row have one number. */
export const shapes = {
  /** `imports.columns`: which column of the file stands for what, as the person said. */
  columns: new Shape({
    name: 'column map of an import',
    number: 1,
    schema: z.record(z.string(), z.string()),
  }),
  /** `imports.rejected`: the first rows that were not taken, with the reason. */
  rejectedRows: new Shape({ name: 'rejected rows of an import', number: 1, schema: z.array(RejectedRow) }),
} as const;
