import { z } from 'zod';
import type { ParsedParamsOf, ResultOf } from '../../../../contracts/action.ts';
import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { asJsonText } from '../../../../contracts/json-text.ts';
import { Id } from '../../../../contracts/values.ts';
import { ListCursor } from '../../../../lib/cursor.ts';
import { jsonArray, jsonObject, withJsonField } from '../../../../lib/json-text.ts';
import type { Query } from '../../../../storage/database.ts';
import { integer, nullable, statement, text, uuid, type RowOf } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import { operationsAtWork } from '../../publishing/store/at-work.ts';
import { toldOf } from '../../delivery/store/delivery-store.ts';
import { documentWithDelivery, summaryText } from './campaign-text.ts';

export type CampaignFilter = ParsedParamsOf<typeof contentContracts.list>;
type Sort = CampaignFilter['sort'];

/** A name in lower case, as the column has it; PostgreSQL takes no NUL. */
const NameKey = z.string().regex(/^[^\u0000]*$/);

/** A row of today's shape comes with its document, which is passed on as it is; one of another shape without. */
const ROW = { id: uuid, nameKey: text, document: nullable(text) };
type ListRow = RowOf<typeof ROW>;

/** Rows of another shape: they need shape and structure to become today's. */
const OTHERS = statement(
  `SELECT id, document::text AS document, structure::text AS structure, shape FROM campaigns
   WHERE organization_id = $1 AND id = ANY($2::uuid[])`,
  { id: uuid, document: text, structure: nullable(text), shape: integer },
);

/** A sort order: its statement and what its cursor holds. $9 is the number of today's shape. */
const sortOrder = (beyondCursor: string, order: string) => ({
  list: statement(
    `SELECT id, name_key AS "nameKey", CASE WHEN shape = $9::int THEN document::text END AS document
     FROM campaigns
     WHERE organization_id = $1
       AND ($2::text IS NULL OR status = $2)
       AND ($3::text IS NULL OR $3 = ANY(platforms))
       AND ($4::text IS NULL OR objective = $4)
       AND ($5::text IS NULL OR name_key LIKE lower($5))
       AND ($7::uuid IS NULL OR ${beyondCursor})
     ORDER BY ${order} LIMIT $8`,
    ROW,
  ),
  cursor: new ListCursor(contentContracts.list.name, z.tuple([NameKey, Id])),
});

/** $6 and $7 are the name and the id of the last row seen. Ids are made in the order of time; they need no name. */
const ORDERS = {
  '-createdAt': sortOrder('($6::text IS NULL AND id < $7)', 'id DESC'),
  createdAt: sortOrder('($6::text IS NULL AND id > $7)', 'id'),
  name: sortOrder('(name_key, id) > ($6, $7)', 'name_key, id'),
  '-name': sortOrder('(name_key, id) < ($6, $7)', 'name_key DESC, id DESC'),
} as const satisfies Record<Sort, ReturnType<typeof sortOrder>>;

/** One page of the organisation's campaigns, as the JSON text of a `CampaignPage`. @throws AppError CURSOR_INVALID */
export async function listCampaigns(
  query: Query,
  organizationId: string,
  filter: CampaignFilter,
  now: Date,
): Promise<ResultOf<typeof contentContracts.list>> {
  const { sort, limit, status, platform, objective, q } = filter;
  const { list, cursor } = ORDERS[sort];
  const byName = sort === 'name' || sort === '-name';
  const [lastName, lastId] = cursor.read(filter) ?? [null, null];
  const rows = await query(list, [
    organizationId,
    status ?? null,
    platform ?? null,
    objective ?? null,
    q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    byName ? lastName : null,
    lastId,
    limit + 1,
    shapes.campaign.number,
  ]);
  const { data, page } = cursor.page(filter, rows, (row) => [byName ? row.nameKey : '', row.id]);
  const ids = data.map(({ id }) => id);
  const [told, atWork] = [
    await toldOf(query, organizationId, ids),
    await operationsAtWork(query, organizationId, ids),
  ];
  const texts = await summaryTexts(query, organizationId, data, (id, document) =>
    withJsonField(
      documentWithDelivery(document, told.get(id) ?? [], now),
      'operation',
      atWork.get(id)?.text ?? 'null',
    ),
  );
  return { text: asJsonText(jsonObject({ data: jsonArray(texts), page: JSON.stringify(page) })) };
}

/** The JSON text of each row's `CampaignSummary`; asks once more only when there are rows of another shape. */
async function summaryTexts(
  query: Query,
  organizationId: string,
  rows: readonly ListRow[],
  complete: (id: string, document: string) => string,
): Promise<string[]> {
  const others = rows.filter(({ document }) => document === null).map(({ id }) => id);
  if (others.length === 0) return rows.map(({ id, document }) => complete(id, document ?? ''));
  const found = await query(OTHERS, [organizationId, others]);
  const byId = new Map(found.map((row) => [row.id, summaryText(row)]));
  return rows.flatMap(({ id, document }) => {
    const whole = document ?? byId.get(id);
    return whole === undefined ? [] : [complete(id, whole)];
  });
}
