import { createHash } from 'node:crypto';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';

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
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let json = '';
  if (Array.isArray(value)) {
    for (const one of value) json += `${json === '' ? '' : ','}${canonicalJson(one ?? null)}`;
    return `[${json}]`;
  }
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] === undefined) continue;
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`;
  }
  return `{${json}}`;
}
