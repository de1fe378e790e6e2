import { DELIVERY_STATES } from '../../../../contracts/delivery.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import type { Database, Tx } from '../../../../storage/database.ts';
import type { Jobs } from '../../../../storage/jobs.ts';
import {
  boolean,
  instant,
  integer,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { jobs as jobKinds } from '../../../../contracts/jobs.ts';
import { DELIVERY_KINDS } from '../domain/kinds.ts';
import type { FoundDelivery } from '../../port-delivery.ts';
import { nextReadingMs, type Pace } from '../domain/pace.ts';
import {
  IS_BEING_PAUSED,
  readingChain,
  type Account,
  type Ended,
} from '../../readings/store/reading-chain.ts';

const READING = statement(
  `SELECT r.turn, r.asks, r.due_at AS "dueAt", ${IS_BEING_PAUSED} AS pausing
   FROM delivery_readings r WHERE r.organization_id = $1 AND r.ad_account_id = $2`,
  { turn: integer, asks: integer, dueAt: nullable(instant), pausing: boolean },
);
/** What of the ledger is on the platform, and has a state there. */
const LIVING = `o.organization_id = p.organization_id AND o.publication_id = p.id AND o.external_id IS NOT NULL
  AND o.state NOT IN ('planned', 'removed') AND o.key !~ '^(extra|gone)/' AND o.kind = ANY($3::text[])`;
const OBJECTS = statement(
  `SELECT p.id AS "publicationId", o.key, o.kind, o.external_id AS "externalId"
   FROM publications p JOIN objects o ON ${LIVING}
   WHERE p.organization_id = $1 AND p.ad_account_id = $2 AND p.state = 'living' ORDER BY p.id, o.position, o.key`,
  { publicationId: uuid, key: text, kind: text, externalId: nullable(text) },
);

/** The ad accounts of an organisation on which something is published. */
const READABLE = `SELECT DISTINCT p.ad_account_id FROM publications p
  JOIN ad_accounts a ON a.organization_id = p.organization_id AND a.id = p.ad_account_id AND a.status <> 'disconnected'
  WHERE p.organization_id = $1 AND p.state = 'living'`;
const SUCCEED = `
  UPDATE delivery_readings SET read_at = $3, error_code = NULL, error_message = NULL
  WHERE organization_id = $1 AND ad_account_id = $2`;
const FAIL = `
  UPDATE delivery_readings SET error_code = $3, error_message = $4 WHERE organization_id = $1 AND ad_account_id = $2`;
const DROP_OLD = `
  DELETE FROM delivery_states s USING publications p
  WHERE s.organization_id = $1 AND p.organization_id = $1 AND p.id = s.publication_id AND p.ad_account_id = $2`;
const SAVE = `
  INSERT INTO delivery_states (organization_id, publication_id, key, external_id, name, state, reason_codes, reason_sentences,
    policy_topics, as_of, enabled, begins_on)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

const SHOWN_COLUMNS = {
  publicationId: uuid,
  campaignId: uuid,
  platform: oneOf(PLATFORMS),
  adAccountId: uuid,
  turn: nullable(integer),
  readAt: nullable(instant),
  errorCode: nullable(text),
  errorMessage: nullable(text),
  changedAt: nullable(instant),
  key: nullable(text),
  kind: nullable(text),
  externalId: nullable(text),
  name: nullable(text),
  state: nullable(oneOf(DELIVERY_STATES)),
  codes: nullable(texts),
  sentences: nullable(texts),
  topics: nullable(texts),
  asOf: nullable(instant),
  enabled: nullable(boolean),
  beginsOn: nullable(text),
};
/** An object of a publication with its state; one row without an object where nothing is on the platform. */
export type ShownRow = RowOf<typeof SHOWN_COLUMNS>;
/** What each platform holds of a campaign, or of all campaigns of an ad account, with its states. */
const SHOWN = statement(
  `SELECT p.id AS "publicationId", p.campaign_id AS "campaignId", a.platform, p.ad_account_id AS "adAccountId", r.turn,
     r.read_at AS "readAt", r.error_code AS "errorCode", r.error_message AS "errorMessage",
     (SELECT max(finished_at) FROM ops WHERE organization_id = $1 AND publication_id = p.id) AS "changedAt",
     o.key, o.kind, o.external_id AS "externalId", s.name, s.state, s.reason_codes AS "codes",
     s.reason_sentences AS "sentences", s.policy_topics AS "topics", s.as_of AS "asOf",
     s.enabled, s.begins_on::text AS "beginsOn"
   FROM publications p
   JOIN ad_accounts a ON a.organization_id = p.organization_id AND a.id = p.ad_account_id
   LEFT JOIN delivery_readings r ON r.organization_id = p.organization_id AND r.ad_account_id = p.ad_account_id
   LEFT JOIN objects o ON ${LIVING}
   LEFT JOIN delivery_states s ON s.organization_id = p.organization_id AND s.publication_id = p.id AND s.key = o.key
     AND s.external_id = o.external_id
   WHERE p.organization_id = $1 AND p.state = 'living' AND (p.campaign_id = $2 OR p.ad_account_id = $4)
   ORDER BY a.platform, p.id, o.position, o.key`,
  SHOWN_COLUMNS,
);

export type DeliveryStore = ReturnType<typeof deliveryStore>;
type Asked = { publicationId: string; key: string; kind: string; externalId: string };
/** How a reading ended: what was found of each object that was asked for, or why nothing is known. */
export type ReadingEnd =
  | { found: readonly { asked: Asked; delivery: FoundDelivery }[]; asOf: Date }
  | { error: { code: string; message: string } };

/** What the platforms say of what is published, and the readings that keep it current. */
export function deliveryStore(database: Database, jobs: Jobs, pace: Pace) {
  const kind = { table: 'delivery_readings', job: jobKinds.readDelivery, accounts: READABLE } as const;
  const chain = readingChain(jobs, { ...kind, quickMs: pace.quickMs });
  return {
    pace,
    /** The reading that is due on an ad account; null where there is none. */
    async reading({ organizationId, adAccountId }: Account) {
      return (await database.query(READING, [organizationId, adAccountId]))[0] ?? null;
    },

    /** The objects of all campaigns that are published on an ad account. */
    async objects({ organizationId, adAccountId }: Account): Promise<Asked[]> {
      const rows = await database.query(OBJECTS, [organizationId, adAccountId, DELIVERY_KINDS]);
      return rows.map((row) => ({ ...row, externalId: row.externalId ?? '' }));
    },

    /** By campaign or by ad account. */
    shown: (organizationId: string, by: { campaignId?: string; adAccountId?: string }): Promise<ShownRow[]> =>
      database.query(SHOWN, [organizationId, by.campaignId ?? null, DELIVERY_KINDS, by.adAccountId ?? null]),

    /**
     * Ends a reading, tells campaign what is known now, and has the next one come. False when another one has taken its place:
     * nothing was saved.
     */
    async end(tx: Tx, account: Account, ended: Ended, end: ReadingEnd): Promise<boolean> {
      const goesOn = await chain.next(tx, account, ended, ({ sinceChange }) =>
        nextReadingMs(pace, sinceChange),
      );
      if (!goesOn) return false;
      await saveEnd(tx, account, end);
      await jobs.enqueue(tx, jobKinds.tellDelivery, account, { key: account.adAccountId });
      return true;
    },

    postpone: chain.postpone,

    /** Has an ad account read soon, where something is published on it. */
    soon: chain.soon,

    /** Begins the readings of an organisation where there are none and something is published. */
    restart: (organizationId: string, now: Date): Promise<void> =>
      database.transaction((tx) => chain.restart(tx, organizationId, now)),

    /** All organisations that ever connected an ad account. */
    async organizations(): Promise<string[]> {
      return (await database.query(ORGANIZATIONS, [])).map(({ id }) => id);
    },
  };
}

/** The one table outside the wall between organisations: ids, and nothing else. */
const ORGANIZATIONS = statement('SELECT DISTINCT organization_id AS id FROM key_owners', { id: uuid });

async function saveEnd(tx: Tx, { organizationId, adAccountId }: Account, end: ReadingEnd): Promise<void> {
  if ('error' in end) {
    await tx.execute(FAIL, [organizationId, adAccountId, end.error.code, end.error.message]);
    return;
  }
  await tx.execute(SUCCEED, [organizationId, adAccountId, end.asOf]);
  await tx.execute(DROP_OLD, [organizationId, adAccountId]);
  const columns = end.found.map(({ asked, delivery }) => ({ ...asked, ...delivery, key: asked.key }));
  for (const one of columns) {
    const { publicationId, key, externalId, name, state, reasons, policyTopics, enabled, beginsOn } = one;
    const why = [reasons.map(({ code }) => code), reasons.map(({ sentence }) => sentence)];
    const values = [publicationId, key, externalId, name, state, ...why, policyTopics, end.asOf];
    const switched = [enabled, beginsOn];
    await tx.execute(SAVE, [organizationId, ...values, ...switched]);
  }
}
