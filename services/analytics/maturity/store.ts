import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { addDays, dayOf, HOUR_MS } from '../../../lib/time.ts';
import type { Database } from '../../../storage/database.ts';
import {
  boolean,
  day,
  instant,
  integer,
  nullable,
  oneOf,
  real,
  statement,
  text,
  uuid,
} from '../../../storage/statement.ts';
import { type AccountHistory, type Cohort, type Curve, learn, type Limits } from './domain/learn.ts';
import type { Lateness, LearnedShares } from './domain/mark.ts';

/** Learning again sooner teaches nothing: one more day is told each day. */
const EVERY_MS = 20 * HOUR_MS;

/** The ad account of each campaign on each platform, as imports and publishing told it. */
const ACCOUNTS = `accounts AS MATERIALIZED (
    SELECT DISTINCT ON (campaign_id, platform) campaign_id, platform, account_id
      FROM (SELECT id AS campaign_id, platform, account_id FROM external_campaigns
             WHERE organization_id = $1 AND account_id IS NOT NULL
            UNION ALL
            SELECT campaign_id, platform, account_id FROM published_objects
             WHERE organization_id = $1 AND level = 'campaign') known
     ORDER BY campaign_id, platform, account_id
  )`;

/**
 * By account, day and age of its first telling: how many conversions came at which age. A day whose first telling is not known, because
 * it was told before revisions were kept, is left out.
 */
const COHORTS = statement(
  `WITH ${ACCOUNTS}, states AS (
    SELECT date, campaign_id, platform, currency, replaced_by_version AS place, (replaced_at AT TIME ZONE 'UTC')::date AS until,
           conversions_micros AS micros, clicks IS NULL AS is_nothing
      FROM rollup_revisions WHERE organization_id = $1 AND date BETWEEN $2::date AND $3::date
    UNION ALL
    SELECT date, campaign_id, platform, currency, 9223372036854775807, NULL, conversions_micros, false
      FROM daily_rollups WHERE organization_id = $1 AND date BETWEEN $2 AND $3
  ), changes AS (
    SELECT date, campaign_id, platform, until, greatest(until - date, 0) AS age,
           coalesce(lead(micros) OVER later, 0) - coalesce(micros, 0) AS micros,
           first_value(is_nothing) OVER later AS is_whole, first_value(greatest(until - date, 0)) OVER later AS first_age
      FROM states WINDOW later AS (PARTITION BY date, campaign_id, platform, currency ORDER BY place)
  )
  SELECT c.platform, a.account_id AS "accountId", c.date AS day, c.first_age AS "firstAge", c.age, sum(c.micros)::text AS micros
    FROM changes c LEFT JOIN accounts a USING (campaign_id, platform)
   WHERE c.is_whole AND c.until IS NOT NULL
   GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
  {
    platform: oneOf(PLATFORMS),
    accountId: nullable(uuid),
    day,
    firstAge: integer,
    age: integer,
    micros: text,
  },
);

/** The UTC days on which anything of an account was told anew. */
const TOLD_ON = statement(
  `WITH ${ACCOUNTS}
  SELECT DISTINCT r.platform, a.account_id AS "accountId", (r.replaced_at AT TIME ZONE 'UTC')::date AS day
    FROM rollup_revisions r LEFT JOIN accounts a USING (campaign_id, platform)
   WHERE r.organization_id = $1 AND r.date BETWEEN $2::date AND $3::date`,
  { platform: oneOf(PLATFORMS), accountId: nullable(uuid), day },
);

const LEARNED_AT = statement(
  `SELECT learned_at AS "learnedAt" FROM maturity_learned WHERE organization_id = $1`,
  { learnedAt: instant },
);
const FORGET = `DELETE FROM conversion_shares WHERE organization_id = $1`;
const KEEP = `
  INSERT INTO conversion_shares (organization_id, platform, account_id, age, share, days)
  SELECT $1, platform, account_id, age, share, days
    FROM json_to_recordset($2::json) AS s(platform text, account_id uuid, age smallint, share double precision, days integer)`;
const NOTE = `
  INSERT INTO maturity_learned (organization_id, learned_at) VALUES ($1, $2)
  ON CONFLICT (organization_id) DO UPDATE SET learned_at = excluded.learned_at`;

/** Of each platform the shares of the campaign's account, where one is asked for and they are learned, and those of the platform. */
const SHARES = statement(
  `SELECT platform, account_id IS NOT NULL AND $2::uuid IS NOT NULL AS "isOfAccount", age, share, days
     FROM conversion_shares s
    WHERE organization_id = $1 AND (account_id IS NULL OR EXISTS (
      SELECT FROM (SELECT account_id, platform FROM external_campaigns WHERE organization_id = $1 AND id = $2
                   UNION ALL
                   SELECT account_id, platform FROM published_objects
                    WHERE organization_id = $1 AND campaign_id = $2 AND level = 'campaign') of
       WHERE of.account_id = s.account_id AND of.platform = s.platform))`,
  {
    platform: oneOf(PLATFORMS),
    isOfAccount: boolean,
    age: integer,
    share: real,
    days: integer,
  },
);
const LAST_DAYS = statement(
  `SELECT platform, max(date) AS "lastDay" FROM organization_days WHERE organization_id = $1 AND rollups > 0 GROUP BY platform`,
  { platform: oneOf(PLATFORMS), lastDay: day },
);

/** From how many days before today on it is learned, beside the limits of `learn`. */
export type MaturityLimits = Limits & { readonly historyDays: number };
export type MaturityStore = ReturnType<typeof maturityStore>;

type AccountRow = { platform: Platform; accountId: string | null; history: AccountHistory };

/** How late conversions arrive, as learned from the revisions of figures. */
export function maturityStore(database: Database, limits: MaturityLimits) {
  return {
    /** Learns anew, at most once in twenty hours. */
    async learn(organizationId: string, now: Date): Promise<void> {
      const [last] = await database.query(LEARNED_AT, [organizationId]);
      if (last && now.getTime() - last.learnedAt.getTime() < EVERY_MS) return;
      const yesterday = addDays(dayOf(now), -1);
      const accounts = await historiesOf(database, organizationId, {
        from: addDays(yesterday, -limits.historyDays),
        to: yesterday,
      });
      const records = curvesOf(accounts, yesterday, limits);
      await database.transaction(async (tx) => {
        await tx.execute(NOTE, [organizationId, now]);
        await tx.execute(FORGET, [organizationId]);
        await tx.execute(KEEP, [organizationId, JSON.stringify(records)]);
      });
    },

    /** What is learned: for a campaign from its ad accounts, where enough is known of them; else from all of the platform. */
    async lateness(organizationId: string, campaignId: string | null): Promise<Lateness> {
      const [rows, lastDays] = await Promise.all([
        database.query(SHARES, [organizationId, campaignId]),
        database.query(LAST_DAYS, [organizationId]),
      ]);
      const shares = PLATFORMS.flatMap((platform): LearnedShares[] => {
        const ofPlatform = rows.filter((row) => row.platform === platform);
        const ofAccount = ofPlatform.filter(({ isOfAccount }) => isOfAccount);
        const [basis, used] =
          ofAccount.length > 0 ? ['account' as const, ofAccount] : ['platform' as const, ofPlatform];
        if (used.length === 0) return [];
        return [
          { platform, basis, byAge: new Map(used.map(({ age, share, days }) => [age, { share, days }])) },
        ];
      });
      return { horizonDays: limits.horizonDays, shares, lastDays };
    },
  };
}

async function historiesOf(
  { query }: Database,
  organizationId: string,
  { from, to }: { from: string; to: string },
): Promise<AccountRow[]> {
  const rows = await query(COHORTS, [organizationId, from, to]);
  const told = await query(TOLD_ON, [organizationId, from, to]);
  const keyOf = (row: { platform: Platform; accountId: string | null }) => `${row.platform} ${row.accountId}`;
  const toldOn = Map.groupBy(told, keyOf);
  return [...Map.groupBy(rows, keyOf)].flatMap(([key, ofAccount]) => {
    const [first] = ofAccount;
    if (!first) return [];
    const cohorts = [...Map.groupBy(ofAccount, (row) => `${row.day} ${row.firstAge}`).values()].flatMap(
      (ofDay): Cohort[] =>
        ofDay[0] === undefined
          ? []
          : [
              {
                day: ofDay[0].day,
                firstAge: ofDay[0].firstAge,
                changes: ofDay.map(({ age, micros }) => ({ age, micros: BigInt(micros) })),
              },
            ],
    );
    const days = new Set((toldOn.get(key) ?? []).map((one) => one.day));
    return [{ platform: first.platform, accountId: first.accountId, history: { cohorts, toldOn: days } }];
  });
}

/** The curves of each account and of each platform, as the records that are kept. */
function curvesOf(accounts: readonly AccountRow[], lastDay: string, limits: Limits): object[] {
  const records = (platform: Platform, accountId: string | null, curve: Curve) =>
    curve.flatMap((known, age) => (known ? [{ platform, account_id: accountId, age, ...known }] : []));
  return PLATFORMS.flatMap((platform) => {
    const ofPlatform = accounts.filter((one) => one.platform === platform);
    const all = learn(
      ofPlatform.map(({ history }) => history),
      lastDay,
      limits,
    );
    return [
      ...records(platform, null, all),
      ...ofPlatform.flatMap(({ accountId, history }) =>
        accountId === null ? [] : records(platform, accountId, learn([history], lastDay, limits)),
      ),
    ];
  });
}
