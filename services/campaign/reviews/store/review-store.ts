import { z } from 'zod';
import type { ParsedParamsOf } from '../../../../contracts/action.ts';
import { Operation } from '../../../../contracts/campaign/publishing.ts';
import { reviewsContracts } from '../../../../contracts/campaign/reviews.ts';
import { Id, Platform } from '../../../../contracts/values.ts';
import { ListCursor, type Page } from '../../../../lib/cursor.ts';
import type { Database } from '../../../../storage/database.ts';
import { instant, integer, json, nullable, oneOf, statement, uuid } from '../../../../storage/statement.ts';
import { toCampaign } from '../../content/store/campaign-rows.ts';
import { toldOf } from '../../delivery/store/delivery-store.ts';
import { shapes } from '../../shapes.ts';
import { DriftWays } from '../../publishing/domain/operation.ts';
import { entriesOf, type Entry } from '../domain/entries.ts';
import type { LastOperation, State } from '../domain/unsettled.ts';

export type ReviewStore = ReturnType<typeof reviewStore>;

/**
 * Campaigns of which something may wait for a person, which is more than what does: domain/entries.ts decides. The structure is left out where today's shape
 * allows it. A cursor's campaign is read again, because some of its entries may be on the page before.
 */
const CANDIDATES = statement(
  `SELECT c.id, c.document, CASE WHEN c.shape <> $3::int THEN c.structure END AS structure, c.shape,
     o.id AS "operationId", o.kind AS "operationKind", o.status AS "operationStatus", o.error AS "operationError",
     o.updated_at AS "operationUpdatedAt", (
       SELECT v.content->'platforms' FROM campaign_versions v WHERE v.organization_id = $1 AND v.campaign_id = c.id
         AND v.version = (c.document->>'publishedVersion')::int) AS "publishedPlatforms", (
       SELECT jsonb_object_agg(w.platform, w.ways) FROM (
         SELECT DISTINCT ON (p.key) p.key AS platform, p.value AS ways
         FROM operations d CROSS JOIN LATERAL jsonb_each(d.drift_ways) p
         WHERE d.organization_id = $1 AND d.campaign_id = c.id AND d.drift_ways IS NOT NULL
         ORDER BY p.key, d.id DESC) w) AS "driftWays", (
       SELECT s.id FROM stops s WHERE s.organization_id = $1 AND s.lifted_at IS NULL AND (s.scope = 'organization'
         OR s.scope = 'campaign' AND s.scope_id = c.id
         OR s.scope = 'ad_account' AND (
           EXISTS (SELECT 1 FROM json_each_text(c.document->'adAccounts') a WHERE a.value = s.scope_id::text)
           OR EXISTS (SELECT 1 FROM json_array_elements(c.document->'publications') p
                      WHERE p->>'adAccountId' = s.scope_id::text)))
       ORDER BY s.stopped_at LIMIT 1) AS "stopId"
   FROM campaigns c LEFT JOIN LATERAL (
     SELECT id, kind, status, error, updated_at FROM operations
     WHERE organization_id = $1 AND campaign_id = c.id ORDER BY id DESC LIMIT 1) o ON true
   WHERE c.organization_id = $1 AND ($2::uuid IS NULL OR c.id <= $2)
     AND (o.status IS NULL OR o.status NOT IN ('pending', 'running') OR o.error IS NOT NULL)
     AND (c.status = 'needs_review' OR o.status IN ('pending', 'running', 'needs_review') OR EXISTS (
       SELECT 1 FROM deliveries d WHERE d.organization_id = $1 AND d.campaign_id = c.id
         AND (cardinality(d.trouble) > 0 OR (c.status <> 'active' AND (d.enabled OR d.state IN ('serving', 'limited'))))
     ) OR EXISTS (
       SELECT 1 FROM json_array_elements(c.document->'publications') p
       WHERE p->>'status' IS DISTINCT FROM 'removed' AND (
         c.status NOT IN ('active', 'paused', 'completed') OR p->>'status' IN ('needs_review', 'failed')
         OR p->>'error' IS NOT NULL OR (p->>'version') IS DISTINCT FROM c.document->>'publishedVersion')
       OR p->'error'->>'code' = 'PLATFORM_OBJECT_GONE'
     ) OR (SELECT count(DISTINCT p->>'status') + count(*) FILTER (WHERE p->>'platform' <> ALL (c.platforms))
       FROM json_array_elements(c.document->'publications') p) > 1)
   ORDER BY c.id DESC LIMIT $4`,
  {
    id: uuid,
    document: json,
    structure: nullable(json),
    shape: integer,
    operationId: nullable(uuid),
    operationKind: nullable(oneOf(Operation.shape.kind.options)),
    operationStatus: nullable(oneOf(Operation.shape.status.options)),
    operationError: nullable(json),
    operationUpdatedAt: nullable(instant),
    publishedPlatforms: nullable(json),
    driftWays: nullable(json),
    stopId: nullable(uuid),
  },
);

const cursor = new ListCursor(reviewsContracts.reviews.name, z.tuple([Id, z.int().min(0)]));
/** Campaigns are read so many at a time, until a page is full: of one or the other nothing waits after all. */
const BATCH = 100;

/** What waits for a person. */
export function reviewStore({ query }: Database) {
  return {
    /** One page, newest campaigns first. @throws AppError CURSOR_INVALID */
    async list(
      organizationId: string,
      question: ParsedParamsOf<typeof reviewsContracts.reviews>,
      now: Date,
    ): Promise<Page<Entry>> {
      const seen = cursor.read(question);
      const found: { entry: Entry; place: number }[] = [];
      let from = seen?.[0] ?? null;
      let first = true;
      for (;;) {
        const rows = await query(CANDIDATES, [organizationId, from, shapes.campaign.number, BATCH]);
        const told = await toldOf(
          query,
          organizationId,
          rows.map(({ id }) => id),
        );
        // the last campaign of a batch comes again, as the first of the next one
        for (const row of rows.filter(({ id }) => first || id !== from))
          entriesOf(stateOf(row), told.get(row.id) ?? [], now).forEach((entry, place) => {
            const old = seen !== null && entry.campaignId === seen[0] && place <= seen[1];
            if (!old) found.push({ entry, place });
          });
        from = rows.at(-1)?.id ?? null;
        first = false;
        if (rows.length < BATCH || found.length > question.limit) break;
      }
      const { data, page } = cursor.page(question, found, ({ entry, place }) => [entry.campaignId, place]);
      return { data: data.map(({ entry }) => entry), page };
    },
  };
}

type Row = Parameters<typeof toCampaign>[0] & {
  operationId: string | null;
  operationKind: LastOperation['kind'] | null;
  operationStatus: LastOperation['status'] | null;
  operationError: unknown;
  operationUpdatedAt: Date | null;
  publishedPlatforms: unknown;
  driftWays: unknown;
  stopId: string | null;
};

const stateOf = (row: Row): State => ({
  campaign: toCampaign(row),
  last: lastOf(row),
  publishedPlatforms: z.array(Platform).nullable().parse(row.publishedPlatforms),
  driftWays: DriftWays.nullable().parse(row.driftWays),
  stopId: row.stopId,
});

function lastOf(row: Row): LastOperation | null {
  const { operationId: id, operationKind: kind, operationStatus: status, operationUpdatedAt } = row;
  if (id === null || kind === null || status === null || operationUpdatedAt === null) return null;
  const error = Operation.shape.error.parse(row.operationError);
  return { id, kind, status, error, updatedAt: operationUpdatedAt.toISOString() };
}
