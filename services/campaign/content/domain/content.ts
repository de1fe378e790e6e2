import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { sha256 } from '../../../../lib/canonical-json.ts';

/** What a version of a campaign says: all that would be published, and nothing about its life. */
export type CampaignContent = Pick<
  Campaign,
  | 'name'
  | 'objective'
  | 'platforms'
  | 'adAccounts'
  | 'budget'
  | 'schedule'
  | 'targeting'
  | 'landingPageUrl'
  | 'declarations'
  | 'structure'
>;

/** The content of a campaign's current version. */
export function contentOf(campaign: CampaignContent): CampaignContent {
  const { name, objective, platforms, adAccounts, budget, schedule, targeting } = campaign;
  const { landingPageUrl, declarations, structure } = campaign;
  return {
    name,
    objective,
    platforms,
    adAccounts,
    budget,
    schedule,
    targeting,
    landingPageUrl,
    declarations,
    structure,
  };
}

/** SHA-256 (hex) of the content's canonical JSON: what an approval binds to. The order of keys does not matter. */
export function contentHash(content: CampaignContent): string {
  return sha256(contentOf(content));
}
