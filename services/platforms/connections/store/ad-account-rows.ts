import {
  ACCOUNT_ACCESSES,
  HOLD_CODES,
  type AccountState,
  type AdAccount,
} from '../../../../contracts/platforms/ad-accounts.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import {
  boolean,
  instant,
  nullable,
  oneOf,
  statement,
  text,
  texts,
  uuid,
  type RowOf,
} from '../../../../storage/statement.ts';
import { concerns } from './limit-scope.ts';

const COLUMNS = {
  id: uuid,
  platform: oneOf(PLATFORMS),
  externalId: text,
  name: text,
  currency: text,
  timeZone: text,
  status: oneOf(['connected', 'reauthorize']),
  grantId: uuid,
  loginCustomerId: nullable(text),
  managerIds: texts,
  managerNames: texts,
  access: oneOf(ACCOUNT_ACCESSES),
  holdCode: nullable(oneOf(HOLD_CODES)),
  holdSentence: nullable(text),
  stateReadAt: nullable(instant),
  changedAt: nullable(instant),
  bringsToken: boolean,
  tokenCode: nullable(text),
  tokenSentence: nullable(text),
  createdAt: instant,
  limitUntil: nullable(instant),
  limitSentence: nullable(text),
};

/** A part of the platform's limit that holds for the account at this moment; of several the one that ends last. */
const limit = (column: 'until' | 'sentence') =>
  `(SELECT l.${column} FROM call_limits l
    WHERE ${concerns('l', 'ad_accounts')} AND l.until > now() ORDER BY l.until DESC, l.id LIMIT 1)`;

/** Whether the sign-in of the account brought a developer token of its own. */
const BRINGS_TOKEN = `EXISTS (SELECT 1 FROM platform_grants g
    WHERE g.organization_id = ad_accounts.organization_id AND g.id = ad_accounts.grant_id AND g.sealed_developer_token IS NOT NULL)`;

/** A connected ad account. */
export type AdAccountRow = RowOf<typeof COLUMNS>;

/** A statement that answers ad accounts; its text is `beginning`, the columns of an account, `end`. */
export function adAccountStatement(beginning: string, end = '') {
  return statement(
    `${beginning} id, platform, external_id AS "externalId", COALESCE(own_name, name) AS name, currency,
       time_zone AS "timeZone", status, grant_id AS "grantId", created_at AS "createdAt",
       login_customer_id AS "loginCustomerId", manager_ids AS "managerIds", manager_names AS "managerNames",
       access, hold_code AS "holdCode", hold_sentence AS "holdSentence", state_read_at AS "stateReadAt",
       changed_at AS "changedAt", ${BRINGS_TOKEN} AS "bringsToken", developer_token_code AS "tokenCode", developer_token_sentence AS "tokenSentence",
       ${limit('until')} AS "limitUntil", ${limit('sentence')} AS "limitSentence" ${end}`,
    COLUMNS,
  );
}

/** An ad account as clients see it, without its grant. */
export function toAdAccount(row: AdAccountRow): AdAccount {
  const { id, platform, externalId, name, currency, timeZone, status, createdAt, limitUntil, limitSentence } =
    row;
  const limited = limitUntil !== null && limitSentence !== null;
  return {
    id,
    platform,
    externalId,
    name,
    currency,
    timeZone,
    status,
    createdAt: createdAt.toISOString(),
    limit: limited ? { until: limitUntil.toISOString(), sentence: limitSentence } : null,
    managers: row.managerIds.map((managerId, at) => ({
      externalId: managerId,
      name: row.managerNames[at] ?? managerId,
    })),
    ...stateOf(row),
    stateReadAt: row.stateReadAt?.toISOString() ?? null,
    changedAt: row.changedAt?.toISOString() ?? null,
    developerToken: developerTokenOf(row),
  };
}

/** Whose developer token calls carry, never which. */
function developerTokenOf({
  platform,
  bringsToken,
  tokenCode,
  tokenSentence,
}: AdAccountRow): AdAccount['developerToken'] {
  if (platform !== 'google-ads') return null;
  const isRefused = tokenCode !== null && tokenSentence !== null;
  return {
    from: bringsToken ? 'connection' : 'product',
    refusal: isRefused ? { code: tokenCode, sentence: tokenSentence } : null,
  };
}

/** What the account allows: as the platform said when it was last asked, or by a change that it took. */
export function stateOf({ access: said, changedAt, holdCode, holdSentence }: AdAccountRow): AccountState {
  const access = said === 'unknown' && changedAt !== null ? 'full' : said;
  const held = holdCode !== null && holdSentence !== null;
  return { access, hold: held ? { code: holdCode, sentence: holdSentence } : null };
}
