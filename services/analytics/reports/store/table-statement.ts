import { day, instant, integer, json, nullable, statement } from '../../../../storage/statement.ts';
import { pageColumns, tableCtes, type TableShape, totalsJson } from './table-sql.ts';

/** Rows of one chunk of a snapshot. */
export const CHUNK = 1_000;

/** Rows as JSON: a list for each column, because that takes a third of the time of an object for each row. */
const asColumns = (shape: TableShape) =>
  `json_build_object(${pageColumns(shape)
    .map(([name, sql]) => `'${name}', array_agg(${sql} ORDER BY place)`)
    .join(', ')})`;

/**
 * The first page of a table; when there are more rows, and not too many, all of them are kept as a snapshot. One statement,
 * so that rows, totals and fact version are of one moment. $18 the page's size, $19 the snapshot's id, $20 the most rows.
 */
const firstPage = (shape: TableShape) =>
  statement(
    `
  WITH ${tableCtes(shape)}, known AS MATERIALIZED (
    SELECT (SELECT count(*) FROM ordered) AS count, ${totalsJson(shape)} AS totals, v.version, v.last_fact_at, v.last_day
      FROM (SELECT 1) one LEFT JOIN fact_versions v ON v.organization_id = $1
  ), snapshot AS (
    INSERT INTO report_snapshots (organization_id, id, fact_version, last_fact_at, last_day, rows, totals)
    SELECT $1, $19::uuid, coalesce(version, 0), last_fact_at, last_day, count, totals
      FROM known WHERE count > $18::int AND count <= $20::int
  ), chunks AS (
    INSERT INTO report_chunks (organization_id, snapshot_id, chunk, rows)
    SELECT $1, $19, (place - 1) / ${CHUNK}, ${asColumns(shape)}
      FROM ordered CROSS JOIN known WHERE count > $18 AND count <= $20 GROUP BY (place - 1) / ${CHUNK}
  )
  SELECT count, totals, coalesce(version, 0) AS version, last_fact_at AS "lastFactAt", last_day AS "lastDay",
         (SELECT ${asColumns(shape)} FROM ordered WHERE place <= $18) AS rows
    FROM known`,
    {
      count: integer,
      totals: json,
      version: integer,
      lastFactAt: nullable(instant),
      lastDay: nullable(day),
      rows: json,
    },
  );

/** The statement of each shape of table: which groups, from where, compared or not. */
const statements = new Map<string, ReturnType<typeof firstPage>>();
export function statementFor(shape: TableShape): ReturnType<typeof firstPage> {
  const name = [shape.source, shape.isCompared, shape.isConverted, ...shape.groupBy.toSorted()].join(' ');
  const known = statements.get(name) ?? firstPage(shape);
  statements.set(name, known);
  return known;
}
