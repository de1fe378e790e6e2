import type { Criterion } from './criteria.ts';
import { externalIdOf } from './resources.ts';

/** How an ad group bids on a device, in the place of what its campaign says, as a search shows it. */
export type BidModifierRow = { resourceName: string; bidModifier?: number; device?: { type?: string } };

export const BID_MODIFIER_NAMES = ['resource_name', 'bid_modifier', 'device.type'].map(
  (field) => `ad_group_bid_modifier.${field}`,
);

/**
 * A modifier of an ad group's bids, which versions have no word for; null for one that leaves bids as they are. A higher bid is more, a
 * lower one only takes away.
 */
export function adGroupBidModifier(row: BidModifierRow, group: string): Criterion | null {
  const { bidModifier = 1, device, resourceName } = row;
  if (bidModifier === 1) return null;
  const kind = bidModifier > 1 ? 'ad-group-bid-modifier' : 'ad-group-bid-restriction';
  const name = `${device?.type ?? 'UNKNOWN'}, bids × ${bidModifier}`;
  return { key: `${group}/${kind}/${externalIdOf(resourceName)}`, kind, name };
}
