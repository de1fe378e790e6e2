import { z } from 'zod';
import type { contentContracts } from '../../../../contracts/campaign/content.ts';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { Id } from '../../../../contracts/values.ts';
import { decodeCursor, pageOfRows } from '../../../../lib/cursor.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';

type Filter = ParsedParamsOf<typeof contentContracts.list>;
type Row = { text: string; id: string; name_key: string };

/** `after` compares with the last row seen: its name ($6) and id ($7), null at the start. Ids are made in order of time. */
const statement = (after: string, order: string) => `
  SELECT id, name_key, document::text AS text FROM campaigns
  WHERE organization_id = $1
    AND ($2::text IS NULL OR status = $2)
    AND ($3::text IS NULL OR $3 = ANY(platforms))
    AND ($4::text IS NULL OR objective = $4)
    AND ($5::text IS NULL OR name_key LIKE lower($5))
    AND ($7::uuid IS NULL OR ${after})
  ORDER BY ${order} LIMIT $8`;

const STATEMENTS: Readonly<Record<Filter['sort'], string>> = {
  '-createdAt': statement('($6::text IS NULL AND id < $7)', 'id DESC'),
  createdAt: statement('($6::text IS NULL AND id > $7)', 'id'),
  name: statement('(name_key, id) > ($6, $7)', 'name_key, id'),
  '-name': statement('(name_key, id) < ($6, $7)', 'name_key DESC, id DESC'),
};

/** One page of the organisation's campaigns, as the JSON text of a CampaignPage. @throws AppError CURSOR_INVALID */
export async function listCampaigns(
  query: Query,
  organizationId: string,
  filter: Filter,
): Promise<{ text: string }> {
  const { sort, limit, status, platform, objective, q } = filter;
  const after = positionOf(sort, filter.cursor);
  const rows = await query<Row>(STATEMENTS[sort], [
    organizationId,
    status ?? null,
    platform ?? null,
    objective ?? null,
    q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`,
    after.name,
    after.id,
    limit + 1,
  ]);
  const { data, page } = pageOfRows(rows, limit, (row) => [sort, byName(sort) ? row.name_key : '', row.id]);
  return { text: `{"data":[${data.map((row) => row.text).join(',')}],"page":${JSON.stringify(page)}}` };
}

const byName = (sort: Filter['sort']) => sort === 'name' || sort === '-name';
const NameKey = z.string().regex(/^[^\u0000]*$/);

/** Where the page begins. A cursor of another sort order is refused. */
function positionOf(
  sort: Filter['sort'],
  cursor: string | undefined,
): { name: string | null; id: string | null } {
  if (cursor === undefined) return { name: null, id: null };
  const [madeFor, name, id] = decodeCursor(cursor, 3);
  const parsed = z.tuple([z.literal(sort), NameKey, Id]).safeParse([madeFor, name, id]);
  if (!parsed.success) throw new AppError('CURSOR_INVALID');
  return { name: byName(sort) ? parsed.data[1] : null, id: parsed.data[2] };
}
