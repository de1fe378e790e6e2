import type { ReviewAction } from '../../../../contracts/campaign/reviews.ts';
import { reviewsContracts } from '../../../../contracts/campaign/reviews.ts';
import type { Caller } from '../../../../contracts/caller.ts';
import { AppError } from '../../../../lib/errors.ts';
import { action } from '../../../../mixins/action.ts';
import { authorize } from '../../../../mixins/identity/authorize.ts';
import type { CampaignDeps } from '../../deps.ts';
import type { Way } from '../domain/ways-out.ts';

export function reviews(deps: CampaignDeps) {
  return action(reviewsContracts.reviews, async function reviews({ params, organizationId, caller }) {
    const { data, page } = await deps.reviews.list(organizationId, params, deps.clock());
    const entries = data.map(({ ways, ...entry }) => ({
      ...entry,
      actions: ways.map((way) => actionOf(way, caller)),
    }));
    return { data: entries, page };
  });
}

function actionOf({ contract, id, body, effect, peopleOnly, stopped }: Way, caller: Caller): ReviewAction {
  const { name, stepUp, http } = contract;
  const allowed = mayCall(contract, caller) && (caller.kind === 'user' || !peopleOnly) && stopped !== true;
  return {
    name,
    method: http.method,
    path: http.path.replace('{id}', id),
    body,
    stepUp,
    allowed,
    effect,
  };
}

function mayCall(contract: Way['contract'], caller: Caller): boolean {
  try {
    authorize(contract, caller);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
