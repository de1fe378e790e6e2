import { v7 as uuidv7 } from 'uuid';
import { jobs as jobContracts, type PayloadOf } from '../../../../contracts/jobs.ts';
import type { Stop } from '../../../../contracts/campaign/stops.ts';
import type { StopScope } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { audit } from '../../../../storage/audit.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import { findAnswer, once, type KeyedRequest } from '../../../../storage/idempotency.ts';
import type { Clock } from '../../../../lib/time.ts';
import type { Job, Jobs } from '../../../../storage/jobs.ts';
import { statement, uuid } from '../../../../storage/statement.ts';
import { onBehalfOf, type ChangeEvent } from '../../content/store/campaign-writes.ts';
import { shapes } from '../../shapes.ts';
import { findStop, lockStop, standingStops, stopOfScope, toStop, type StopRow } from './stop-rows.ts';
import { requireNotStopped, type InScope } from './standing.ts';

export type StopStore = ReturnType<typeof stopStore>;
export type StopJob = Job<PayloadOf<typeof jobContracts.stop>>;
export type Scope = { scope: StopScope; scopeId: string | null };

/** What is stopped. The job of a stop halts its scope on the platforms and pauses what is in it, or lifts the halt. */
export function stopStore(database: Database, jobs: Jobs, clock: Clock) {
  const { query } = database;
  return {
    /** Stops a scope, or answers the stop that stands over it. */
    stop: (organizationId: string, scope: Scope, event: ChangeEvent, at: Date): Promise<Stop> =>
      database.transaction((tx) => begin(tx, jobs, organizationId, scope, event, at)),

    find: (organizationId: string, id: string) => findStop(query, organizationId, id),

    /** @throws AppError STOP_NOT_FOUND */
    async get(organizationId: string, id: string): Promise<Stop> {
      const row = await findStop(query, organizationId, id);
      if (!row) throw new AppError('STOP_NOT_FOUND');
      return toStop(query, organizationId, row, clock());
    },

    async standing(organizationId: string): Promise<Stop[]> {
      const rows = await standingStops(query, organizationId);
      return Promise.all(rows.map((row) => toStop(query, organizationId, row, clock())));
    },

    /** @throws AppError STOPPED */
    requireNotStopped: (organizationId: string, campaign: InScope) =>
      requireNotStopped(query, organizationId, campaign),

    isCampaign: async (organizationId: string, id: string) =>
      (await query(CAMPAIGN, [organizationId, id])).length > 0,
    /** Whether a campaign is, or would be, on an ad account. */
    usesAccount: async (organizationId: string, id: string) =>
      (await query(ON_ACCOUNT, [organizationId, id])).length > 0,

    /** The campaigns of a stop of which a platform holds something, whatever their status, and of which it neither is at work on the pause nor has its proof, or of which a platform told since that it is switched on. */
    uncovered: async (organizationId: string, { id, scope, scopeId }: StopRow): Promise<string[]> =>
      (await query(UNCOVERED, [organizationId, id, scope, scopeId])).map((row) => row.id),

    findAnswer: (request: KeyedRequest) => findAnswer(database, request, shapes.stopAnswer),

    /** Decides on a stop and saves it, once for a key. @throws AppError STOP_NOT_FOUND, STOP_STATE_CONFLICT */
    thaw: (
      request: KeyedRequest,
      id: string,
      event: Omit<ChangeEvent, 'action'>,
      decide: (stop: StopRow) => 'thaw' | 'request',
    ): Promise<Stop> =>
      database.transaction((tx) =>
        once(tx, request, shapes.stopAnswer, () =>
          thaw(tx, jobs, request.organizationId, id, { ...event, at: clock() }, decide),
        ),
      ),

    /** Ends the job of a stop: everything in it was found, and then its halt is lifted. */
    endJob: (job: StopJob, what: 'covered' | 'lifted' | 'nothing', at: Date): Promise<void> =>
      database.transaction(async (tx) => {
        const { organizationId, stopId } = job.payload;
        if (what !== 'nothing') await tx.execute(END[what], [organizationId, stopId, at]);
        await job.complete(tx);
      }),
  };
}

const CAMPAIGN = statement('SELECT id FROM campaigns WHERE organization_id = $1 AND id = $2', { id: uuid });
const IS_ON = (account: string) =>
  `document::jsonb->'publications' @> jsonb_build_array(jsonb_build_object('adAccountId', ${account}::text))`;
const ON_ACCOUNT = statement(
  `SELECT id FROM campaigns WHERE organization_id = $1 AND (${IS_ON('$2')}
     OR EXISTS (SELECT 1 FROM jsonb_each_text(document::jsonb->'adAccounts') a WHERE a.value = $2)) LIMIT 1`,
  { id: uuid },
);
const UNCOVERED = statement(
  `SELECT id FROM campaigns c
   WHERE c.organization_id = $1
     AND (status = 'publishing' OR EXISTS (SELECT 1 FROM jsonb_array_elements(document::jsonb->'publications') p
                                           WHERE p->>'status' <> 'removed'))
     AND ($3 = 'organization' OR $3 = 'campaign' AND c.id = $4::uuid OR $3 = 'ad_account' AND ${IS_ON('$4')})
     AND NOT EXISTS (SELECT 1 FROM stop_operations s
                       JOIN operations o ON o.organization_id = $1 AND o.id = s.operation_id
                     WHERE s.organization_id = $1 AND s.stop_id = $2 AND s.campaign_id = c.id
                       AND (o.status IN ('pending', 'running') AND o.cancel_requested_by IS NULL
                         OR o.status = 'succeeded' AND NOT EXISTS (
                           SELECT 1 FROM deliveries d WHERE d.organization_id = $1 AND d.campaign_id = c.id
                             AND d.as_of > o.updated_at AND (d.enabled OR d.state IN ('serving', 'limited')))))
   ORDER BY c.id`,
  { id: uuid },
);
const INSERT = `
  INSERT INTO stops (organization_id, id, scope, scope_id, stopped_by, stopped_at, api_key_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (organization_id, scope, scope_id) WHERE lifted_at IS NULL DO NOTHING`;
const REQUEST_THAW = `UPDATE stops SET thaw_requested_by = $3 WHERE organization_id = $1 AND id = $2`;
const CONFIRM_THAW = `
  UPDATE stops SET thawed_by = $3, thaw_requested_by = COALESCE(thaw_requested_by, $3)
  WHERE organization_id = $1 AND id = $2`;
const END = {
  covered: `UPDATE stops SET covered_at = $3 WHERE organization_id = $1 AND id = $2`,
  lifted: `UPDATE stops SET covered_at = COALESCE(covered_at, $3), lifted_at = $3 WHERE organization_id = $1 AND id = $2`,
};

async function begin(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  { scope, scopeId }: Scope,
  event: ChangeEvent,
  at: Date,
): Promise<Stop> {
  const { actor, action, userId } = event;
  const id = uuidv7();
  const isNew =
    (await tx.execute(INSERT, [organizationId, id, scope, scopeId, userId, at, keyOf(event)])) === 1;
  const row = await stopOfScope(tx.query, organizationId, scope, scopeId);
  if (!row) throw new Error('the stop that was just saved is not there');
  if (isNew) {
    const subject = { kind: scope, id: scopeId ?? organizationId };
    await audit(tx, {
      organizationId,
      actor,
      action,
      subject,
      detail: { stopId: id, userId, ...onBehalfOf(event) },
    });
  }
  // also for a stop that stands: what of it is not proved, and nobody is at work on, is paused by another attempt
  await enqueue(tx, jobs, organizationId, row.id);
  return toStop(tx.query, organizationId, row, at);
}

/** The API key in whose name something is done; null where a person does it. */
function keyOf({ actor }: ChangeEvent): string | null {
  return actor.kind === 'service' && actor.id.startsWith(API_KEY) ? actor.id.slice(API_KEY.length) : null;
}
const API_KEY = 'api-key:';

async function thaw(
  tx: Tx,
  jobs: Jobs,
  organizationId: string,
  id: string,
  { actor, userId, at }: Omit<ChangeEvent, 'action'> & { at: Date },
  decide: (stop: StopRow) => 'thaw' | 'request',
): Promise<Stop> {
  const row = await lockStop(tx.query, organizationId, id);
  if (!row) throw new AppError('STOP_NOT_FOUND');
  if (row.thawedBy !== null) throw new AppError('STOP_STATE_CONFLICT', { detail: 'It is thawed already.' });
  const isConfirmed = decide(row) === 'thaw';
  await tx.execute(isConfirmed ? CONFIRM_THAW : REQUEST_THAW, [organizationId, id, userId]);
  const action = isConfirmed ? 'campaign.thaw_confirmed' : 'campaign.thaw_requested';
  const subject = { kind: row.scope, id: row.scopeId ?? organizationId };
  await audit(tx, { organizationId, actor, action, subject, detail: { stopId: id } });
  if (isConfirmed) await enqueue(tx, jobs, organizationId, id);
  const changed = await findStop(tx.query, organizationId, id);
  return toStop(tx.query, organizationId, changed ?? row, at);
}

async function enqueue(tx: Tx, jobs: Jobs, organizationId: string, stopId: string): Promise<void> {
  await jobs.enqueue(tx, jobContracts.stop, { organizationId, stopId }, { key: stopId });
}
