import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import { PLATFORMS } from '../../../../contracts/values.ts';
import { instant, oneOf, statement, text, uuid, type RowOf } from '../../../../storage/statement.ts';

const COLUMNS = {
  id: uuid,
  platform: oneOf(PLATFORMS),
  externalId: text,
  name: text,
  currency: text,
  timeZone: text,
  status: oneOf(['connected', 'reauthorize']),
  grantId: uuid,
  createdAt: instant,
};

/** A connected ad account. */
export type AdAccountRow = RowOf<typeof COLUMNS>;

/** A statement that answers ad accounts; its text is `beginning`, the columns of an account, `end`. */
export function adAccountStatement(beginning: string, end = '') {
  return statement(
    `${beginning} id, platform, external_id AS "externalId", COALESCE(own_name, name) AS name, currency,
       time_zone AS "timeZone", status, grant_id AS "grantId", created_at AS "createdAt" ${end}`,
    COLUMNS,
  );
}

/** An ad account as clients see it, without its grant. */
export function toAdAccount({ grantId: _grantId, createdAt, ...row }: AdAccountRow): AdAccount {
  return { ...row, createdAt: createdAt.toISOString() };
}
