import type { Platform } from '../../../../contracts/values.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { Canonical } from './groups.ts';

/** A campaign that may be linked. */
export type Side = {
  readonly id: string;
  readonly isExternal: boolean;
  readonly platforms: readonly Platform[];
  readonly currency: string;
};

/** What stands against a link; null when nothing does. */
export type LinkFault =
  { code: 'CAMPAIGN_LINK_CONFLICT'; detail: string } | { code: 'CAMPAIGN_LINK_CURRENCY'; detail: string };

const conflict = (detail: string): LinkFault => ({ code: 'CAMPAIGN_LINK_CONFLICT', detail });

/** What else is known of the two campaigns of a link. */
export type Standing = {
  /** Whether the campaign is linked into another one already. */
  readonly isLinked: boolean;
  /** The groups that the two are in. */
  readonly canonical: Canonical;
  /** By campaign of the groups: the platform's ids of it, on the platform of the campaign that is linked. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
};

/** Whether `campaign` may be linked into `into`. The platform's ids are believed before a person. */
export function linkFault(
  campaign: Side,
  into: Side,
  { isLinked, canonical, ids }: Standing,
): LinkFault | null {
  if (!campaign.isExternal) return conflict('A campaign of ours is not linked; link the external one to it.');
  if (isLinked) return conflict('The campaign is linked already; take that link back first.');
  const groupOf = (id: string) => canonical.get(id) ?? id;
  if (groupOf(campaign.id) === groupOf(into.id)) return conflict('The two are one campaign already.');
  if (!campaign.platforms.every((platform) => into.platforms.includes(platform)))
    return conflict('The two campaigns are on different platforms.');
  const idsOf = (id: string) => [...ids].flatMap(([of, own]) => (groupOf(of) === groupOf(id) ? own : []));
  const [here, there] = [idsOf(campaign.id), idsOf(into.id)];
  if (here.length > 0 && there.length > 0 && !here.some((id) => there.includes(id)))
    return conflict('The platform has two campaigns: their ids differ.');
  if (campaign.currency !== into.currency) {
    const detail = `One campaign is in ${campaign.currency}, the other in ${into.currency}; sums never mix two currencies.`;
    return { code: 'CAMPAIGN_LINK_CURRENCY', detail };
  }
  return null;
}

/** The error of a fault. */
export const refuse = ({ code, detail }: LinkFault): AppError => new AppError(code, { detail });
