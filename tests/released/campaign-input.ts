import type { Campaign } from '../../contracts/campaign/campaign.ts';

/** What a client may write of a campaign, as the campaign says it. */
export function inputOf({ budget, ...campaign }: Campaign) {
  const { name, objective, platforms, adAccounts, schedule, targeting, landingPageUrl } = campaign;
  return {
    ...{ name, objective, platforms, adAccounts, budget, schedule, targeting, landingPageUrl },
    ...(campaign.declarations ? { declarations: campaign.declarations } : {}),
    ...(campaign.structure ? { structure: campaign.structure } : {}),
  };
}
