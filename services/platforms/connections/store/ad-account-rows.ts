import type { AdAccount } from '../../../../contracts/platforms/ad-accounts.ts';
import type { Platform } from '../../../../contracts/values.ts';

/** The columns of an ad account in the order of `AdAccountRow`. */
export const AD_ACCOUNT_COLUMNS = `id, platform, external_id AS "externalId", COALESCE(own_name, name) AS name, currency,
  time_zone AS "timeZone", status, grant_id AS "grantId", created_at AS "createdAt"`;

export type AdAccountRow = {
  id: string;
  platform: Platform;
  externalId: string;
  name: string;
  currency: string;
  timeZone: string;
  status: 'connected' | 'reauthorize';
  grantId: string;
  createdAt: Date;
};

/** An ad account as clients see it: nothing of its tokens. */
export function toAdAccount({ grantId: _grantId, createdAt, ...row }: AdAccountRow): AdAccount {
  return { ...row, createdAt: createdAt.toISOString() };
}
