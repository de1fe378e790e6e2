import { createHash } from 'node:crypto';
import type { Campaign } from '../../../contracts/campaign.ts';

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

/** SHA-256 (hex) of any JSON value, the same for the same value whatever the order of its keys. */
export function sha256(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** JSON with sorted keys and without undefined fields. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonicalJson(v ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`);
  return `{${fields.join(',')}}`;
}
