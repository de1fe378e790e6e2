import type { z } from 'zod';
import { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { sha256 } from '../../../../lib/canonical-json.ts';

/** What a version of a campaign says: all that would be published, and nothing about its status, review or publications. */
export const CampaignContent = Campaign.pick({
  name: true,
  objective: true,
  platforms: true,
  adAccounts: true,
  budget: true,
  schedule: true,
  targeting: true,
  landingPageUrl: true,
  declarations: true,
  structure: true,
});
export type CampaignContent = z.infer<typeof CampaignContent>;

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

/** True when both would publish the same. */
export function sameContent(a: CampaignContent, b: CampaignContent): boolean {
  return contentHash(a) === contentHash(b);
}
