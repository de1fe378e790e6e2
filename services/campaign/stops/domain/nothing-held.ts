import type { Stop } from '../../../../contracts/campaign/stops.ts';

const WHAT: Readonly<Record<Stop['scope'], string>> = {
  campaign: 'this campaign',
  ad_account: 'any campaign on this ad account',
  organization: 'any campaign of this organisation',
};

/** What a stop says that has found nothing to pause: what that is known from, and that no platform was asked. */
export const nothingHeld = (scope: Stop['scope']): string =>
  `Nothing of ${WHAT[scope]} is on a platform, as far as this product's own records know: there was nothing to pause. ` +
  'That is known from those records alone; no platform was asked, and what was made there by others is not stopped.';
