import { v7 as uuidv7 } from 'uuid';
import type { Campaign } from '../../../../contracts/campaign/campaign.ts';
import { campaignDriftContracts } from '../../../../contracts/campaign/drift.ts';
import { sha256 } from '../../../../lib/canonical-json.ts';
import { action } from '../../../../mixins/action.ts';
import { requirePerson } from '../../../../mixins/identity/require-person.ts';
import { conflict } from '../../content/domain/lifecycle.ts';
import type { CampaignDeps } from '../../deps.ts';
import { confirmMoney } from '../../publishing/confirm-money.ts';
import { principalOf, requireAllowed } from '../../publishing/domain/guard.ts';
import { exposureChanges } from '../../publishing/guarded.ts';
import { requireApprovalHolds } from '../../publishing/require-standing.ts';
import { chosenOf } from '../domain/drift.ts';
import { exposureOfPutBack, startPutBack } from '../domain/put-back.ts';
import { DECIDED_BY_PEOPLE, knownDrift } from '../known-drift.ts';

export function putBackDrift(deps: CampaignDeps) {
  const { operations, clock } = deps;
  return action(campaignDriftContracts.putBackDrift, async function putBackDrift(request) {
    const { params, organizationId, userId, actor, caller } = request;
    requirePerson(caller, DECIDED_BY_PEOPLE);
    const { id: campaignId, ids, idempotencyKey: key } = params;
    const event = { actor, action: 'campaign.put_back_requested', userId };
    const body = { id: campaignId, ids };
    const asked = { organizationId, campaignId, action: 'campaign.putBackDrift', key, event, body };
    const given = await operations.findAnswer(asked);
    if (given) {
      request.waiveConfirmation(); // nothing is done again
      return given;
    }
    const { stored, campaign, platforms } = await knownDrift(deps, request, campaignId);
    const exposure = await exposureChanges(deps, organizationId, stored);
    const { published, standing } = exposure;
    const chosen = chosenOf(platforms, ids);
    const plan = exposure.plan(clock());
    if (!published || !plan || !standing) throw conflict('Nothing of the campaign is published.');
    const requireAllowedOf = (of: Campaign) =>
      requireAllowed({
        ...exposureOfPutBack(of, published, chosen),
        principal: principalOf(caller),
        hash: standing.hash,
        approval: standing.approved ? { hash: standing.hash } : null,
      });
    // what lowers what may be spent asks for nobody's approval
    const raises = requireAllowedOf(campaign) === 'raises';
    if (raises) await requireApprovalHolds(deps, request, plan);
    const putBack = sha256(chosen.map(({ difference }) => difference.id).sort());
    await confirmMoney(deps, request, { ...plan, putBack });
    const origin = { id: uuidv7(), requestedBy: userId, at: clock() };
    return operations.start(asked, (current) => {
      const same = current.campaign.publishedVersion === campaign.publishedVersion;
      if (!same) throw conflict('The campaign changed while this was confirmed.');
      const started = startPutBack(current, chosen, origin);
      if (requireAllowedOf(current.campaign) === 'raises' && !raises)
        throw conflict('The campaign changed while this was confirmed.');
      return { ...started, started: { ...started.started, raises } };
    });
  });
}
