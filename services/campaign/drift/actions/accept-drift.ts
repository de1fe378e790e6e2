import { campaignDriftContracts } from '../../../../contracts/campaign/drift.ts';
import { driftContracts } from '../../../../contracts/platforms/drift.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import { contentOf, sameContent } from '../../content/domain/content.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import { editCampaign } from '../../content/domain/versions.ts';
import type { CampaignDeps } from '../../deps.ts';
import { withAllFound } from '../domain/accept.ts';
import { auditOf, chosenOf, type Chosen } from '../domain/drift.ts';
import { DECIDED_BY_PEOPLE, knownDrift } from '../known-drift.ts';

export function acceptDrift(deps: CampaignDeps) {
  const { campaigns, clock } = deps;
  return action(campaignDriftContracts.acceptDrift, async function acceptDrift(request) {
    const { params, organizationId, userId, actor, caller, callAsService } = request;
    requirePerson(caller, DECIDED_BY_PEOPLE);
    const { stored, campaign, published, platforms } = await knownDrift(deps, request, params.id);
    const chosen = chosenOf(platforms, params.ids);
    if (!published) throw conflict('Nothing of the campaign is published.');
    const before = contentOf(campaign);
    const content = withAllFound(before, published, chosen);
    for (const [platform, ids] of addedThere(chosen))
      await callAsService(driftContracts.acceptDrift, { campaignId: campaign.id, platform, ids, by: userId });
    if (sameContent(before, content)) return campaign; // the draft says so already
    const after = editCampaign(campaign, content, clock());
    const event = { actor, action: 'campaign.drift_accepted', userId, detail: auditOf(chosen) };
    return campaigns.save(organizationId, { before: stored, after, event });
  });
}

/** What somebody added, by platform: that it is ours from now on is for platforms to know, because a version does not name objects. */
function addedThere(chosen: readonly Chosen[]): Map<Platform, string[]> {
  const added = new Map<Platform, string[]>();
  for (const { platform, difference } of chosen)
    if (difference.kind === 'foreign') added.set(platform, [...(added.get(platform) ?? []), difference.id]);
  return added;
}
