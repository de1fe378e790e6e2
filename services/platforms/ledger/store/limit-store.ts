import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { boolean, instant, integer, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { RATE_SCOPES, RATE_WINDOWS } from '../../../../rules/rate-windows.ts';
import type { HeldLimit } from '../domain/limit.ts';
import type { Op } from '../domain/op.ts';
import { enqueueApply, laneOf } from './apply-queue.ts';

type Account = Pick<Op, 'organizationId' | 'adAccountId' | 'platform'>;

/** The limits of ad platforms that hold, by ad account. A limit holds until a call was answered again. */
export type LimitStore = {
  /** The limit that holds for an account; null when none does. */
  find(account: Account): Promise<HeldLimit | null>;
  /** Whether no other unfinished step of the account was asked for before this one. Pauses do not count: they do not wait. */
  isEarliest(op: Op): Promise<boolean>;
  /** Saves a limit for the account, and for the organisation's other accounts that the platform counts together with it. */
  hold(account: Account, limit: HeldLimit, now: Date): Promise<void>;
  /** The platform answers a step again: forgets the limit, and takes up at once the others, which have waited for its end. */
  lift(op: Op, now: Date): Promise<void>;
  /** Lets the next step of an account ask the platform at once, although its limit may still hold. */
  letProbe(tx: Tx, account: Pick<Account, 'organizationId' | 'adAccountId'>, now: Date): Promise<void>;
};

/** The store of limits of one service. */
export function limitStore(database: Database, jobs: Jobs): LimitStore {
  return {
    async find({ organizationId, adAccountId }) {
      return (await database.query(FIND, [organizationId, adAccountId]))[0] ?? null;
    },
    async isEarliest({ organizationId, adAccountId, createdAt, id }) {
      const [row] = await database.query(HAS_EARLIER, [organizationId, adAccountId, createdAt, id]);
      return row?.exists === false;
    },
    hold: (account, limit, now) => holdLimit(database, account, limit, now),
    lift: (op, now) => database.transaction((tx) => liftLimit(tx, jobs, op, now)),
    async letProbe(tx, { organizationId, adAccountId }, now) {
      await tx.execute(LET_PROBE, [organizationId, adAccountId, now]);
    },
  };
}

const FIND = statement(
  `SELECT scope, rate_window AS "window", until, probe_at AS "probeAt", code, sentence, strikes
   FROM rate_limits WHERE organization_id = $1 AND ad_account_id = $2`,
  {
    scope: oneOf(RATE_SCOPES),
    window: oneOf(RATE_WINDOWS),
    until: instant,
    probeAt: instant,
    code: text,
    sentence: text,
    strikes: integer,
  },
);
const HAS_EARLIER = statement(
  `SELECT EXISTS (
     SELECT 1 FROM ops WHERE organization_id = $1 AND ad_account_id = $2 AND state IN ('pending', 'running')
       AND kind <> 'pause' AND (created_at, id) < ($3::timestamptz, $4::uuid)) AS "exists"`,
  { exists: boolean },
);

/** The accounts that a platform counts together: all of the registration, those of one person's consents, or one alone. */
const HOLD = `
  INSERT INTO rate_limits (organization_id, ad_account_id, platform, scope, rate_window, until, probe_at, code, sentence,
    strikes, updated_at)
  SELECT a.organization_id, a.id, a.platform, $3, $4, $5, $6, $7, $8, $9, $10
  FROM ad_accounts own
  LEFT JOIN platform_grants mine ON mine.organization_id = own.organization_id AND mine.id = own.grant_id
  JOIN ad_accounts a ON a.organization_id = own.organization_id AND a.platform = own.platform
  LEFT JOIN platform_grants g ON g.organization_id = a.organization_id AND g.id = a.grant_id
  WHERE own.organization_id = $1 AND own.id = $2
    AND (a.id = own.id OR (a.status <> 'disconnected'
      AND ($3 = 'application' OR ($3 <> 'account' AND g.granted_by = mine.granted_by))))
  ON CONFLICT (organization_id, ad_account_id) DO UPDATE
  SET scope = excluded.scope, rate_window = excluded.rate_window, until = excluded.until, probe_at = excluded.probe_at,
      code = excluded.code, sentence = excluded.sentence, strikes = excluded.strikes, updated_at = excluded.updated_at`;

async function holdLimit(
  { execute }: Database,
  { organizationId, adAccountId }: Account,
  { scope, window, until, probeAt, code, sentence, strikes }: HeldLimit,
  now: Date,
): Promise<void> {
  const limit = [scope, window, until, probeAt, code, sentence, strikes];
  await execute(HOLD, [organizationId, adAccountId, ...limit, now]);
}

const LIFT = statement(
  `DELETE FROM rate_limits WHERE organization_id = $1 AND ad_account_id = $2 RETURNING until`,
  { until: instant },
);
/** Whatever waits until the end of the limit or longer has waited for it, or looks again at once why it waits. */
const WAKE = statement(
  `UPDATE ops SET not_before = NULL, updated_at = $3
   WHERE organization_id = $1 AND ad_account_id = $2 AND state IN ('pending', 'running') AND not_before >= $4
     AND id <> $5
   RETURNING id AS "opId", kind`,
  { opId: uuid, kind: oneOf(SUBMISSION_KINDS) },
);

async function liftLimit(tx: Tx, jobs: Jobs, op: Op, now: Date): Promise<void> {
  const { organizationId, adAccountId, platform, id } = op;
  const [limit] = await tx.query(LIFT, [organizationId, adAccountId]);
  if (!limit) return;
  const waiting = await tx.query(WAKE, [organizationId, adAccountId, now, limit.until, id]);
  for (const { opId, kind } of waiting)
    await enqueueApply(tx, jobs, laneOf(kind), { organizationId, opId, adAccountId, platform });
}

const LET_PROBE = `
  UPDATE rate_limits SET probe_at = LEAST(probe_at, $3), updated_at = $3 WHERE organization_id = $1 AND ad_account_id = $2`;
