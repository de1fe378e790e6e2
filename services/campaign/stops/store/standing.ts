import { StopScope } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Query } from '../../../../storage/database.ts';
import { instant, oneOf, statement, uuid } from '../../../../storage/statement.ts';

const STANDING = statement(
  `SELECT id, scope, stopped_at AS "stoppedAt" FROM stops
   WHERE organization_id = $1 AND lifted_at IS NULL AND (scope = 'organization'
     OR scope = 'campaign' AND scope_id = $2 OR scope = 'ad_account' AND scope_id = ANY($3::uuid[]))
   ORDER BY stopped_at LIMIT 1`,
  { id: uuid, scope: oneOf(StopScope.options), stoppedAt: instant },
);

const WORDS: Record<StopScope, string> = {
  campaign: 'The campaign',
  ad_account: 'An ad account of the campaign',
  organization: 'Everything',
};

/** A campaign, and the ad accounts that it is or would be on. */
export type InScope = {
  id: string;
  adAccounts: Partial<Record<string, string>>;
  publications: readonly { adAccountId: string }[];
};

/** Refuses what would raise what a campaign may spend, or take back its pause, while a stop stands over it. @throws AppError STOPPED */
export async function requireNotStopped(
  query: Query,
  organizationId: string,
  campaign: InScope,
): Promise<void> {
  const { id, adAccounts, publications } = campaign;
  const named = Object.values(adAccounts).filter((account) => account !== undefined);
  const accounts = [...named, ...publications.map(({ adAccountId }) => adAccountId)];
  const [stop] = await query(STANDING, [organizationId, id, accounts]);
  if (!stop) return;
  const detail = `${WORDS[stop.scope]} is stopped since ${stop.stoppedAt.toISOString()}; it has to be thawed first (POST /api/stop/${stop.id}/thaw).`;
  throw new AppError('STOPPED', { detail });
}
