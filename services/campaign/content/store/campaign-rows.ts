import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import type { Kept } from '../domain/versions.ts';

/** The columns of `campaigns` that make a campaign. */
export type CampaignRow = { document: Omit<Campaign, 'structure'>; structure: Campaign['structure'] };
export type KeptRow = CampaignRow & { hash: string; revision: number; busy: boolean };

export function toCampaign({ document, structure }: CampaignRow): Campaign {
  return { ...document, structure };
}

export function toKept(row: KeptRow): Kept {
  const { hash, revision, busy } = row;
  return { campaign: toCampaign(row), hash, revision, busy };
}

/** The values of the columns that every write sets: status, objective, platforms, name, version, document, structure. */
export function columnsOf(campaign: Campaign): unknown[] {
  const { structure, ...document } = campaign;
  const { status, objective, platforms, name, version } = campaign;
  return [
    status,
    objective,
    platforms,
    name,
    version,
    JSON.stringify(document),
    structure === null ? null : JSON.stringify(structure),
  ];
}
