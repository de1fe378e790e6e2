import { dayIn } from '../../../lib/time.ts';
import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Session } from '../port.ts';
import type { DeliveryWork, FoundDelivery, FoundSwitch } from '../port-delivery.ts';
import { foundOf, inWords, notShown, saidBy, type Said } from '../vendor/said.ts';
import type { LinkedInAds } from './create.ts';
import { HOLDS, REVIEW, STATUS } from './delivery-words.ts';
import type { LinkedInAdsHttp } from './http.ts';
import type { RunSchedule } from './map.ts';
import { CAMPAIGN_URN, collection, GROUP_URN } from './paths.ts';
import type { RestliValue } from './restli.ts';

const NAME = PLATFORM_NAMES['linkedin-ads'];

/** A campaign group or a campaign: our campaign or ad group. */
export type ServingEntity = {
  id: number;
  name?: string;
  status?: string;
  servingStatuses?: string[];
  runSchedule?: RunSchedule;
};
export type ServingCreative = {
  id: string;
  intendedStatus?: string;
  isServing?: boolean;
  servingHoldReasons?: string[];
  review?: { status?: string; rejectionReasons?: string[] };
  content?: { textAd?: { headline?: string } };
};

/** A query lists ids in its URL, whose length is limited. */
const IDS_PER_QUERY = 20;

/** What LinkedIn says of each object that is asked for: a search for each twenty of a kind. */
export async function readDelivery(
  { http }: LinkedInAds,
  { session, objects }: DeliveryWork<Session>,
): Promise<FoundDelivery[]> {
  const idsOf = (kind: string) =>
    objects.filter((one) => one.kind === kind).map(({ externalId }) => externalId);
  const byUrn = (urn: string) => (ids: string[]) => ({
    q: 'search',
    search: { id: { values: ids.map((id) => `${urn}${id}`) } },
  });
  const answers = [
    ...(
      await search<ServingEntity>(http, session, 'adCampaignGroups', idsOf('campaign'), byUrn(GROUP_URN))
    ).map((group) => ({ ...entityFound('campaign', group), ...switchOf(group, session.timeZone) })),
    ...(
      await search<ServingEntity>(http, session, 'adCampaigns', idsOf('ad-group'), byUrn(CAMPAIGN_URN))
    ).map((campaign) => entityFound('ad-group', campaign)),
    ...(
      await search<ServingCreative>(http, session, 'creatives', idsOf('ad'), (ids) => ({
        q: 'criteria',
        creatives: ids,
      }))
    ).map(creativeFound),
  ];
  const byKey = new Map(answers.map((answer) => [`${answer.kind} ${answer.externalId}`, answer]));
  return objects
    .filter(({ kind }) => kind === 'campaign' || kind === 'ad-group' || kind === 'ad')
    .map(
      ({ kind, externalId }) => byKey.get(`${kind} ${externalId}`) ?? notShown(NAME, { kind, externalId }),
    );
}

async function search<Entity>(
  http: LinkedInAdsHttp,
  session: Session,
  name: Parameters<typeof collection>[1],
  ids: readonly string[],
  queryFor: (ids: string[]) => Record<string, RestliValue>,
): Promise<Entity[]> {
  const found: Entity[] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_QUERY) {
    const query = queryFor(ids.slice(start, start + IDS_PER_QUERY));
    found.push(...(await http.findAll<Entity>(session, collection(session.account, name), query)));
  }
  return found;
}

/** What is said of a campaign group or a campaign. An empty list says nothing. */
export function entityFound(kind: 'campaign' | 'ad-group', entity: ServingEntity): FoundDelivery {
  const { id, name = null, status, servingStatuses = [] } = entity;
  const holds = servingStatuses.length === 0 ? [undefined] : servingStatuses;
  const said = [saidBy(STATUS, status), ...holds.map((word) => saidBy(HOLDS, word))];
  return foundOf({ kind, externalId: String(id), name }, said);
}

/** What people have set of a campaign group. */
export const switchOf = ({ status, runSchedule }: ServingEntity, timeZone: string): FoundSwitch => ({
  // a word that is not known says nothing
  enabled: status !== undefined && Object.hasOwn(STATUS.words, status) ? status === 'ACTIVE' : null,
  beginsOn: runSchedule?.start === undefined ? null : dayIn(timeZone, new Date(runSchedule.start)),
});

/** What is said of a creative: by the person, by its review, and by what LinkedIn holds it for. */
export function creativeFound(creative: ServingCreative): FoundDelivery {
  const { id, intendedStatus, isServing, servingHoldReasons = [], review, content } = creative;
  const { rejectionReasons = [] } = review ?? {};
  const isDraft = intendedStatus === 'DRAFT' && review === undefined;
  const said = [
    saidBy(STATUS, intendedStatus),
    ...(isDraft ? [] : [saidBy(REVIEW, review?.status)]),
    ...servingHoldReasons.map((word) => saidBy(HOLDS, word)),
    ...servingSaid(isServing, servingHoldReasons),
    ...rejectionReasons.map((code) => ({
      state: 'disapproved' as const,
      reason: { code, sentence: `LinkedIn’s reason is “${inWords(code)}”.` },
    })),
  ];
  const name = content?.textAd?.headline ?? null;
  return foundOf({ kind: 'ad', externalId: id, name }, said, rejectionReasons.map(inWords));
}

/** `isServing` is LinkedIn's last word; where it and its reasons do not agree, neither is taken for true. */
function servingSaid(isServing: unknown, holds: readonly string[]): Said[] {
  if (isServing === true)
    return holds.length === 0
      ? [{ state: 'serving', reason: { code: 'SERVING', sentence: '' }, silent: true }]
      : [contradiction()];
  if (isServing === false)
    return holds.length > 0
      ? []
      : [
          {
            state: 'not_serving',
            reason: { code: 'NOT_SERVING', sentence: 'LinkedIn does not show the ad, and does not say why.' },
          },
        ];
  return [
    {
      state: 'unknown',
      reason: { code: 'NOT_SAID', sentence: 'LinkedIn does not say whether it shows the ad.' },
    },
  ];
}

const contradiction = (): Said => ({
  state: 'unknown',
  reason: {
    code: 'ANSWERS_DIFFER',
    sentence: 'LinkedIn says that it shows the ad, and what it holds it for.',
  },
});
