import type { CampaignLink } from '../../../../contracts/analytics/links.ts';
import { AppError } from '../../../../lib/errors.ts';
import type { AuditEvent } from '../../../../storage/audit.ts';
import type { Database } from '../../../../storage/database.ts';
import { refuse } from '../../facts/domain/link.ts';
import { whenFree } from '../../facts/store/holds.ts';
import { addLink, readSides, removeLink } from '../../facts/store/links.ts';
import { findLink, findLinks, type LinkQuestion, type LinkRow, linkViews } from './link-rows.ts';

type By = { organizationId: string; actor: AuditEvent['actor']; at: Date };

export type LinkStore = ReturnType<typeof linkStore>;

/** Which campaigns are the same. Links and the figures that they move are saved in one transaction. */
export function linkStore(database: Database) {
  const { query } = database;
  async function view(organizationId: string, id: string): Promise<CampaignLink> {
    const row = await findLink(query, organizationId, id);
    const [link] = row ? await linkViews(query, organizationId, [row]) : [];
    if (!link) throw new AppError('CAMPAIGN_LINK_NOT_FOUND');
    return link;
  }
  return {
    view,
    list: (organizationId: string, question: LinkQuestion): Promise<LinkRow[]> =>
      findLinks(query, organizationId, question),
    views: (organizationId: string, rows: readonly LinkRow[]): Promise<CampaignLink[]> =>
      linkViews(query, organizationId, rows),

    /** Links as a person says. @throws AppError CAMPAIGN_NOT_FOUND, CAMPAIGN_LINK_CONFLICT, CAMPAIGN_LINK_CURRENCY. @returns its id */
    add: (by: By, edge: { campaignId: string; intoId: string }): Promise<string> =>
      whenFree(database, by.organizationId, async (tx, version) => {
        const sides = await readSides(tx, by.organizationId, [edge.campaignId, edge.intoId]);
        const campaign = sides.get(edge.campaignId);
        const into = sides.get(edge.intoId);
        if (!campaign || !into) throw new AppError('CAMPAIGN_NOT_FOUND');
        const added = await addLink(tx, { ...by, ...edge, reason: 'person' }, { campaign, into }, version);
        if ('id' in added) return added.id;
        throw refuse(added.fault);
      }),

    /** Takes a link back; one that was taken back stays so. @throws AppError CAMPAIGN_LINK_NOT_FOUND, CAMPAIGN_LINK_CONFLICT */
    remove: (by: By, id: string): Promise<void> =>
      whenFree(database, by.organizationId, async (tx, version) => {
        const link = await findLink(tx.query, by.organizationId, id);
        if (!link) throw new AppError('CAMPAIGN_LINK_NOT_FOUND');
        if (link.splitAt !== null) return;
        if (link.reason === 'platform-id') {
          const detail = "The platform's id says that the two are one campaign.";
          throw new AppError('CAMPAIGN_LINK_CONFLICT', { detail });
        }
        const { campaignId, intoId } = link;
        await removeLink(tx, { ...by, id, campaignId, intoId }, version);
      }),
  };
}
