import type { AdObjects } from '../ad-objects.ts';
import type { Json } from '../wire.ts';
import type { LinkedInAccount } from './accounts.ts';
import type { Refuse } from './failure.ts';

export const GROUP_URN = 'urn:li:sponsoredCampaignGroup:';
export const CAMPAIGN_URN = 'urn:li:sponsoredCampaign:';

/** What a rule sees of one write: the whole state after it and, for a change, before it. */
export type Writing = {
  account: LinkedInAccount;
  objects: AdObjects;
  now: Date;
  /** Whether a start in the past is refused, as it is said to be; without it one of the last day is taken. */
  refusePastStart: boolean;
  before: Json | undefined;
  next: Json;
  refuse: Refuse;
};

/** Where an object that a URN names is looked for. */
export type Holder = { objects: AdObjects; account: LinkedInAccount };

/** The campaign group a URN names in this account. */
export function groupByUrn({ objects, account }: Holder, urn: unknown): Json | undefined {
  return byUrn(objects, account, 'campaignGroup', GROUP_URN, urn);
}

/** The campaign a URN names in this account. */
export function campaignByUrn({ objects, account }: Holder, urn: unknown): Json | undefined {
  return byUrn(objects, account, 'campaign', CAMPAIGN_URN, urn);
}

function byUrn(
  objects: AdObjects,
  account: LinkedInAccount,
  kind: string,
  prefix: string,
  urn: unknown,
): Json | undefined {
  if (typeof urn !== 'string' || !urn.startsWith(prefix)) return undefined;
  const object = objects.get(kind, urn.slice(prefix.length));
  return object?.account === account.id ? object.fields : undefined;
}
