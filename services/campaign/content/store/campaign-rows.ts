import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { boolean, integer, json, nullable, text, type RowOf } from '../../../../storage/statement.ts';
import { shapes } from '../../shapes.ts';
import type { StoredCampaign } from '../domain/versions.ts';

/** The columns of `campaigns` that make a campaign: lists do without its structure, so that stands in its own. */
export const CAMPAIGN = { document: json, structure: nullable(json), shape: integer };
export type CampaignRow = RowOf<typeof CAMPAIGN>;

/** The same with what a change of the campaign must know. */
export const STORED_CAMPAIGN = { ...CAMPAIGN, hash: text, revision: integer, busy: boolean };
export type StoredCampaignRow = RowOf<typeof STORED_CAMPAIGN>;

/** @throws ShapeBroken when the row is not what its shape says */
export function toCampaign({ document, structure, shape }: CampaignRow): Campaign {
  return shapes.campaign.read(Object.assign({}, document, { structure }), shape);
}

/** @throws ShapeBroken when the row is not what its shape says */
export function toStoredCampaign(row: StoredCampaignRow): StoredCampaign {
  const { hash, revision, shape, busy } = row;
  return { campaign: toCampaign(row), hash, revision, shape, busy };
}

/**
 * The values of the columns that every write sets, in this order: status, objective, platforms, name, version, document,
 * structure, shape.
 */
export function campaignValues(campaign: Campaign): unknown[] {
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
    shapes.campaign.number,
  ];
}
