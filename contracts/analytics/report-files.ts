import { z } from 'zod';

export const FILE_FORMATS = ['json', 'csv', 'xlsx', 'ndjson', 'parquet'] as const;

/** The content type of each file. */
export const FILE_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
} as const;

/** How a table of figures is written; the gateway reads it, so that a link alone can ask for a file. */
export const ReportFile = z.strictObject({
  format: z
    .enum(FILE_FORMATS)
    .optional()
    .describe('A file of all rows; with `limit` or `cursor`, of that page. Goes before the header Accept.'),
  money: z
    .enum(['micros', 'units'])
    .default('micros')
    .describe(
      'Of files: `micros` are millionths of a unit of the currency; `units` are units, in columns without `Micros`.',
    ),
  headers: z
    .enum(['keys', 'readable'])
    .optional()
    .describe(
      'Of csv and xlsx: names of columns as in JSON, or as a person reads them (xlsx does unless told).',
    ),
  bom: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Of csv: begin with a byte-order mark, by which Excel knows that the text is UTF-8.'),
});
export type ReportFile = z.infer<typeof ReportFile>;
