import { identityContracts, type PublishedObject } from '../../../../contracts/platforms/identities.ts';
import { action } from '../../../../mixins/action.ts';
import type { PlatformsDeps } from '../../deps.ts';
import { readIdentities, type Identity } from '../store/identities.ts';

/** Answers from the ledger; no platform is asked. */
export function identify({ database, platforms }: PlatformsDeps) {
  return action(identityContracts.identify, async function identify({ params, organizationId }) {
    const found = await readIdentities(database.query, organizationId, params.ids);
    return { objects: found.map((identity) => publishedObject(platforms, identity)) };
  });
}

function publishedObject(platforms: PlatformsDeps['platforms'], identity: Identity): PublishedObject {
  const { platform, level, externalId, key, campaignId, marker, verified } = identity;
  const share = verified === null ? [] : (platforms.get(platform)?.share(verified, marker) ?? []);
  return {
    platform,
    level,
    externalId,
    campaignId,
    account: {
      externalId: identity.accountExternalId,
      name: identity.accountName,
      currency: identity.accountCurrency,
    },
    name: share.find((object) => object.key === key)?.name ?? null,
  };
}
