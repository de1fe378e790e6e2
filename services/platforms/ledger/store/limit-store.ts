import { v7 as uuidv7 } from 'uuid';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import { boolean, instant, integer, oneOf, statement, text, uuid } from '../../../../storage/statement.ts';
import { SUBMISSION_KINDS } from '../../../../contracts/platforms/submissions.ts';
import { RATE_SCOPES, RATE_WINDOWS } from '../../../../rules/rate-windows.ts';
import { concerns } from '../../connections/store/limit-scope.ts';
import type { HeldLimit } from '../domain/limit.ts';
import type { Op } from '../domain/op.ts';
import { enqueueApply, laneOf } from './apply-queue.ts';

type Account = Pick<Op, 'organizationId' | 'adAccountId' | 'platform'>;

/**
 * The limits of ad platforms that hold. Each is kept once, for whom the platform counts (`concerns`), so that it begins and ends for
 * the same accounts of the organisation. A limit holds until a call that it concerns was answered again.
 */
export type LimitStore = {
  /** The limits that concern an account, the one that holds longest first. */
  find(account: Account): Promise<HeldLimit[]>;
  /**
   * Whether no other unfinished step that the account's limits concern was asked for before this one. Pauses do not count: they do
   * not wait.
   */
  isEarliest(op: Op): Promise<boolean>;
  /** Saves the limit that a call of the account has met. */
  hold(account: Account, limit: HeldLimit, now: Date): Promise<void>;
  /**
   * The platform answers a call of the account: forgets the limits that concern it and were to be asked about, and takes up at once
   * the steps that have waited for their end, on whatever account. `asking`: the step that was answered, which goes on by itself.
   */
  lift(account: Account, asking: string | null, now: Date): Promise<void>;
  /** Lets the next step of an account ask the platform at once, although its limits may still hold. */
  letProbe(tx: Tx, account: Pick<Account, 'organizationId' | 'adAccountId'>, now: Date): Promise<void>;
};

/** The store of limits of one service. */
export function limitStore(database: Database, jobs: Jobs): LimitStore {
  return {
    find: ({ organizationId, adAccountId }) => database.query(FIND, [organizationId, adAccountId]),
    async isEarliest({ organizationId, adAccountId, createdAt, id }) {
      const [row] = await database.query(HAS_EARLIER, [organizationId, adAccountId, createdAt, id]);
      return row?.exists === false;
    },
    hold: (account, limit, now) => holdLimit(database, account, limit, now),
    lift: (account, asking, now) => database.transaction((tx) => liftLimits(tx, jobs, account, asking, now)),
    async letProbe(tx, { organizationId, adAccountId }, now) {
      await tx.execute(LET_PROBE, [organizationId, adAccountId, now]);
    },
  };
}

const FIND = statement(
  `SELECT l.scope, l.rate_window AS "window", l.until, l.probe_at AS "probeAt", l.code, l.sentence, l.strikes
   FROM ad_accounts a JOIN call_limits l ON ${concerns('l', 'a')}
   WHERE a.organization_id = $1 AND a.id = $2 ORDER BY l.probe_at DESC, l.id`,
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
     SELECT 1 FROM ad_accounts a JOIN call_limits l ON ${concerns('l', 'a')}
       JOIN ad_accounts b ON ${concerns('l', 'b')}
       JOIN ops o ON o.organization_id = b.organization_id AND o.ad_account_id = b.id
     WHERE a.organization_id = $1 AND a.id = $2 AND o.state IN ('pending', 'running') AND o.kind <> 'pause'
       AND (o.created_at, o.id) < ($3::timestamptz, $4::uuid)) AS "exists"`,
  { exists: boolean },
);

/** A limit of a person's consents that nobody gave any more can be known of the account alone. */
const HOLD = `
  INSERT INTO call_limits (organization_id, id, platform, scope, ad_account_id, granted_by, rate_window, until, probe_at, code,
    sentence, strikes, updated_at)
  SELECT a.organization_id, $3, a.platform, s.scope, CASE WHEN s.scope = 'account' THEN a.id END,
    CASE WHEN s.scope IN ('member', 'application-and-member') THEN g.granted_by END, $5, $6, $7, $8, $9, $10, $11
  FROM ad_accounts a LEFT JOIN platform_grants g ON g.organization_id = a.organization_id AND g.id = a.grant_id
  CROSS JOIN LATERAL (SELECT CASE WHEN g.granted_by IS NULL AND $4 <> 'application' THEN 'account' ELSE $4 END AS scope) s
  WHERE a.organization_id = $1 AND a.id = $2
  ON CONFLICT (organization_id, platform, scope, ad_account_id, granted_by) DO UPDATE
  SET rate_window = excluded.rate_window, until = excluded.until, probe_at = excluded.probe_at, code = excluded.code,
      sentence = excluded.sentence, strikes = excluded.strikes, updated_at = excluded.updated_at`;

async function holdLimit(
  { execute }: Database,
  { organizationId, adAccountId }: Account,
  { scope, window, until, probeAt, code, sentence, strikes }: HeldLimit,
  now: Date,
): Promise<void> {
  const limit = [scope, window, until, probeAt, code, sentence, strikes];
  await execute(HOLD, [organizationId, adAccountId, uuidv7(), ...limit, now]);
}

/** One statement: what is lifted, and whatever on any account that it concerns has waited until its end or longer. */
const LIFT = statement(
  `WITH lifted AS (
     DELETE FROM call_limits l USING ad_accounts a
     WHERE a.organization_id = $1 AND a.id = $2 AND ${concerns('l', 'a')} AND l.probe_at <= $3
     RETURNING l.organization_id, l.platform, l.scope, l.ad_account_id, l.granted_by, l.until)
   UPDATE ops SET not_before = NULL, updated_at = $3
   WHERE organization_id = $1 AND state IN ('pending', 'running') AND id IS DISTINCT FROM $4::uuid AND EXISTS (
     SELECT 1 FROM ad_accounts b JOIN lifted ON ${concerns('lifted', 'b')}
     WHERE b.organization_id = $1 AND b.id = ops.ad_account_id AND ops.not_before >= lifted.until)
   RETURNING id AS "opId", kind, ad_account_id AS "adAccountId"`,
  { opId: uuid, kind: oneOf(SUBMISSION_KINDS), adAccountId: uuid },
);

async function liftLimits(
  tx: Tx,
  jobs: Jobs,
  { organizationId, adAccountId, platform }: Account,
  asking: string | null,
  now: Date,
): Promise<void> {
  for (const { kind, ...step } of await tx.query(LIFT, [organizationId, adAccountId, now, asking]))
    await enqueueApply(tx, jobs, laneOf(kind), { organizationId, platform, ...step });
}

const LET_PROBE = `
  UPDATE call_limits l SET probe_at = LEAST(l.probe_at, $3), updated_at = $3
  FROM ad_accounts a WHERE a.organization_id = $1 AND a.id = $2 AND ${concerns('l', 'a')}`;
