import type { Stop, StoppedObject } from '../../../../contracts/campaign/stops.ts';
import { StopScope } from '../../../../contracts/platforms/submissions.ts';
import type { Query } from '../../../../storage/database.ts';
import { instant, nullable, oneOf, statement, uuid, type RowOf } from '../../../../storage/statement.ts';
import { campaignsById } from '../../content/store/campaign-reads.ts';
import { toldOf } from '../../delivery/store/delivery-store.ts';
import { findOperation } from '../../publishing/store/operation-rows.ts';
import { nothingHeld } from '../domain/nothing-held.ts';
import { proofOf } from '../domain/proof.ts';
import { stillPausing } from '../domain/still-pausing.ts';

const COLUMNS = {
  id: uuid,
  scope: oneOf(StopScope.options),
  scopeId: nullable(uuid),
  stoppedBy: uuid,
  apiKeyId: nullable(uuid),
  stoppedAt: instant,
  coveredAt: nullable(instant),
  thawRequestedBy: nullable(uuid),
  thawedBy: nullable(uuid),
  liftedAt: nullable(instant),
};
export type StopRow = RowOf<typeof COLUMNS>;

const select = (condition: string) =>
  statement(
    `SELECT id, scope, scope_id AS "scopeId", stopped_by AS "stoppedBy", api_key_id AS "apiKeyId",
       stopped_at AS "stoppedAt",
       covered_at AS "coveredAt", thaw_requested_by AS "thawRequestedBy", thawed_by AS "thawedBy",
       lifted_at AS "liftedAt"
     FROM stops WHERE organization_id = $1 AND ${condition}`,
    COLUMNS,
  );
const FIND = select('id = $2');
const LOCK = select('id = $2 FOR UPDATE');
const OF_SCOPE = select('scope = $2 AND scope_id IS NOT DISTINCT FROM $3::uuid AND lifted_at IS NULL');
const STANDING = select('lifted_at IS NULL ORDER BY stopped_at, id');

export const findStop = async (query: Query, organizationId: string, id: string): Promise<StopRow | null> =>
  (await query(FIND, [organizationId, id]))[0] ?? null;

/** The same, and nobody else changes it until the transaction ends. */
export const lockStop = async (query: Query, organizationId: string, id: string): Promise<StopRow | null> =>
  (await query(LOCK, [organizationId, id]))[0] ?? null;

/** The stop that stands over exactly this scope; null when none does. */
export const stopOfScope = async (
  query: Query,
  organizationId: string,
  scope: StopScope,
  scopeId: string | null,
): Promise<StopRow | null> => (await query(OF_SCOPE, [organizationId, scope, scopeId]))[0] ?? null;

export const standingStops = (query: Query, organizationId: string): Promise<StopRow[]> =>
  query(STANDING, [organizationId]);

const OPERATIONS = statement(
  `SELECT campaign_id AS "campaignId", operation_id AS "operationId" FROM stop_operations
   WHERE organization_id = $1 AND stop_id = $2 ORDER BY campaign_id`,
  { campaignId: uuid, operationId: uuid },
);

/** A stop as clients see it, with what is proved of each campaign and platform in it. */
export async function toStop(query: Query, organizationId: string, row: StopRow, now: Date): Promise<Stop> {
  const { coveredAt, liftedAt, stoppedAt, ...stop } = row;
  const { objects, atWork } = await objectsOf(query, organizationId, row, now);
  const unproved = stillPausing(coveredAt !== null, liftedAt !== null, objects, atWork);
  return {
    ...stop,
    state: liftedAt !== null ? 'thawed' : stop.thawedBy !== null ? 'thawing' : 'standing',
    stoppedAt: stoppedAt.toISOString(),
    complete: unproved === null,
    stillPausing: unproved,
    nothingHeld: coveredAt !== null && objects.length === 0 ? nothingHeld(stop.scope) : null,
    objects,
  };
}

type Objects = { objects: StoppedObject[]; atWork: Set<string> };

async function objectsOf(
  query: Query,
  organizationId: string,
  { id, liftedAt }: StopRow,
  now: Date,
): Promise<Objects> {
  const found: Objects = { objects: [], atWork: new Set() };
  const rows = await query(OPERATIONS, [organizationId, id]);
  if (rows.length === 0) return found;
  const ids = rows.map(({ campaignId }) => campaignId);
  const campaigns = await campaignsById(query, organizationId, ids);
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const told = liftedAt === null ? await toldOf(query, organizationId, ids) : null;
  for (const { campaignId, operationId } of rows) {
    const stored = await findOperation(query, organizationId, operationId);
    if (!stored) continue;
    const publications = byId.get(campaignId)?.publications ?? [];
    found.objects.push(...proofOf(stored, { publications, told: told?.get(campaignId) ?? [], now }));
    if (stored.operation.result === null && stored.cancelRequestedBy === null) found.atWork.add(campaignId);
  }
  return found;
}
