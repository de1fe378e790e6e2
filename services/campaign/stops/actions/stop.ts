import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { AppError, invalidField } from '../../../../lib/errors.ts';
import { action, type Request } from '../../../../mixins/action.ts';
import type { CampaignDeps } from '../../deps.ts';
import type { Scope } from '../store/stop-store.ts';

export function stop(deps: CampaignDeps) {
  return action(stopContracts.stop, async function stop(request) {
    const { organizationId, userId, actor } = request;
    const scope = await scopeOf(deps, request);
    const event = { actor, action: 'campaign.stop_requested', userId };
    return deps.stops.stop(organizationId, scope, event, deps.clock());
  });
}

/** @throws AppError REQUEST_INVALID, CAMPAIGN_NOT_FOUND, AD_ACCOUNT_NOT_FOUND */
async function scopeOf({ stops }: CampaignDeps, request: Request<typeof stopContracts.stop>): Promise<Scope> {
  const { params, organizationId, call } = request;
  const { scope, id } = params;
  if (scope === 'organization') {
    if (id !== undefined) throw invalidField('id', 'FIELD_UNEXPECTED', 'The organisation is your own.');
    return { scope, scopeId: null };
  }
  if (id === undefined) throw invalidField('id', 'FIELD_MISSING', 'Say which one to stop.');
  if (scope === 'campaign') {
    if (!(await stops.isCampaign(organizationId, id))) throw new AppError('CAMPAIGN_NOT_FOUND');
    return { scope, scopeId: id };
  }
  // what a campaign of ours is on is stopped also while nobody can be asked what it is
  if (await stops.usesAccount(organizationId, id)) return { scope, scopeId: id };
  const { data } = await call(adAccountContracts.adAccounts, {});
  if (!data.some((account) => account.id === id)) throw new AppError('AD_ACCOUNT_NOT_FOUND');
  return { scope, scopeId: id };
}
