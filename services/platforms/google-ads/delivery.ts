import { PLATFORM_NAMES } from '../../../rules/words.ts';
import type { Session } from '../port.ts';
import type { DeliveryWork, FoundDelivery, FoundSwitch } from '../port-delivery.ts';
import { foundOf, inWords, notShown, saidBy, unknownWord, type Said } from '../vendor/said.ts';
import type { GoogleAds } from './create.ts';
import {
  APPROVAL_STATUS,
  ENABLED,
  KEYWORD_APPROVAL,
  KEYWORD_STATUS,
  PRIMARY,
  PRIMARY_REASONS,
  REVIEW_STATUS,
  SERVING_STATUS,
  SYSTEM_SERVING,
  TOPIC_EFFECTS,
} from './delivery-words.ts';
import { externalIdOf } from './resources.ts';

const NAME = PLATFORM_NAMES['google-ads'];

type Primary = { resourceName: string; primaryStatus?: string; primaryStatusReasons?: string[] };
type TopicEntry = { topic?: string; type?: string };
/** What a search shows; only what was asked for is there. */
export type DeliveryRow = {
  campaign: Primary & { name?: string; servingStatus?: string; status?: string; startDateTime?: string };
  adGroup: Primary & { name?: string };
  adGroupAd: Primary & {
    ad?: { responsiveSearchAd?: { headlines?: { text?: string }[] } };
    policySummary?: { approvalStatus?: string; reviewStatus?: string; policyTopicEntries?: TopicEntry[] };
  };
  adGroupCriterion: {
    resourceName: string;
    status?: string;
    keyword?: { text?: string };
    approvalStatus?: string;
    systemServingStatus?: string;
    disapprovalReasons?: string[];
  };
};

type Query = { kind: string; select: string; read: (row: DeliveryRow) => FoundDelivery };

const primaryOf = (table: string) => `${table}.primary_status, ${table}.primary_status_reasons`;
const POLICY = ['approval_status', 'review_status', 'policy_topic_entries']
  .map((field) => `ad_group_ad.policy_summary.${field}`)
  .join(', ');

/** One query a kind, over all campaigns that are asked for. */
const QUERIES: readonly Query[] = [
  {
    kind: 'campaign',
    select: `SELECT campaign.name, campaign.status, campaign.start_date_time, campaign.serving_status, ${primaryOf('campaign')} FROM campaign`,
    read: ({ campaign }) => {
      const said = [saidBy(SERVING_STATUS, campaign.servingStatus), ...primarySaid(campaign)];
      return found('campaign', campaign, campaign.name, said, [], switchOf(campaign));
    },
  },
  {
    kind: 'ad-group',
    select: `SELECT ad_group.name, ${primaryOf('ad_group')} FROM ad_group`,
    read: ({ adGroup }) => found('ad-group', adGroup, adGroup.name, primarySaid(adGroup)),
  },
  {
    kind: 'ad',
    select: `SELECT ad_group_ad.ad.responsive_search_ad.headlines, ${POLICY}, ${primaryOf('ad_group_ad')} FROM ad_group_ad`,
    read: ({ adGroupAd }) => adFound(adGroupAd),
  },
  {
    kind: 'keyword',
    select:
      'SELECT ad_group_criterion.keyword.text, ad_group_criterion.status, ad_group_criterion.approval_status, ' +
      'ad_group_criterion.disapproval_reasons, ad_group_criterion.system_serving_status FROM ad_group_criterion',
    read: ({ adGroupCriterion }) => keywordFound(adGroupCriterion),
  },
];

/** A query names campaigns in its text. */
const CAMPAIGNS_PER_QUERY = 200;

/** What Google says of each object that is asked for: four searches for up to two hundred campaigns. */
export async function readDelivery(
  { http }: GoogleAds,
  { session, objects }: DeliveryWork<Session>,
): Promise<FoundDelivery[]> {
  const campaigns = objects.filter(({ kind }) => kind === 'campaign').map(({ externalId }) => externalId);
  const answers = new Map<string, FoundDelivery>();
  for (let start = 0; start < campaigns.length; start += CAMPAIGNS_PER_QUERY) {
    const ids = campaigns
      .slice(start, start + CAMPAIGNS_PER_QUERY)
      .map(Number)
      .join(', ');
    for (const { kind, select, read } of QUERIES) {
      if (!objects.some((object) => object.kind === kind)) continue;
      const only = kind === 'keyword' ? ` AND ad_group_criterion.type = 'KEYWORD'` : '';
      const query = `${select} WHERE campaign.id IN (${ids})${only}`;
      for (const row of await http.search<DeliveryRow>(session, query)) {
        const answer = read(row);
        answers.set(`${kind} ${answer.externalId}`, answer);
      }
    }
  }
  const asked = objects.filter((object) => QUERIES.some(({ kind }) => kind === object.kind));
  return asked.map(
    ({ kind, externalId }) => answers.get(`${kind} ${externalId}`) ?? notShown(NAME, { kind, externalId }),
  );
}

const found = (
  kind: string,
  { resourceName }: { resourceName: string },
  name: string | undefined,
  said: readonly Said[],
  topics: readonly string[] = [],
  switched?: FoundSwitch,
): FoundDelivery =>
  foundOf({ kind, externalId: externalIdOf(resourceName), name: name ?? null }, said, topics, switched);

/** What people have set: Google's status, which says nothing of dates, reviews and holds. */
const switchOf = ({ status, startDateTime }: DeliveryRow['campaign']): FoundSwitch => ({
  enabled: (status !== undefined && Object.hasOwn(ENABLED, status) ? ENABLED[status] : null) ?? null,
  beginsOn: startDateTime?.slice(0, 10) ?? null,
});

/** What a primary status says with its reasons (which Google leaves out where there are none). */
export function primarySaid({
  primaryStatus,
  primaryStatusReasons = [],
}: Omit<Primary, 'resourceName'>): Said[] {
  const status =
    primaryStatus !== undefined && Object.hasOwn(PRIMARY, primaryStatus) ? PRIMARY[primaryStatus] : undefined;
  if (status === undefined) {
    const unknown = saidBy({ vendor: NAME, field: 'primary status', words: {} }, primaryStatus);
    return [unknown, ...primaryStatusReasons.map((word) => reasonSaid(word, 'unknown'))];
  }
  const { kind, state, sentence } = status;
  const reasons = primaryStatusReasons.map((word) => reasonSaid(word, kind === 'blocked' ? null : state));
  // a word that is not known may say that it is not shown; where that is certain already, nothing is lost
  if (kind === 'open' && reasons.some(({ isKnown }) => !isKnown))
    return [{ state: 'unknown', reason: { code: primaryStatus ?? '', sentence }, silent: true }, ...reasons];
  const says = { state, reason: { code: primaryStatus ?? '', sentence } };
  if (kind === 'blocked' && reasons.length > 0) return reasons;
  return [sentence === '' || reasons.length > 0 ? { ...says, silent: true as const } : says, ...reasons];
}

/** @param state what the status says already; null where the reason has to say it */
function reasonSaid(word: string, state: Said['state'] | null): Said & { isKnown: boolean } {
  const known = Object.hasOwn(PRIMARY_REASONS, word) ? PRIMARY_REASONS[word] : undefined;
  if (known === undefined) {
    const { reason } = unknownWord(NAME, 'reasons', word);
    return { state: state ?? 'not_serving', reason, isKnown: false };
  }
  return { state: state ?? known[0], reason: { code: word, sentence: known[1] }, isKnown: true };
}

const UNSAID = ['UNKNOWN', 'UNSPECIFIED'];

function adFound(ad: DeliveryRow['adGroupAd']): FoundDelivery {
  const { approvalStatus, reviewStatus, policyTopicEntries = [] } = ad.policySummary ?? {};
  const review = saidBy(REVIEW_STATUS, reviewStatus);
  // while the review goes on there is no approval yet, and Google says so in words that mean nothing else
  const isOpen = review.state === 'in_review' || reviewStatus === 'ELIGIBLE_MAY_SERVE';
  const approval =
    isOpen && UNSAID.includes(approvalStatus ?? 'UNKNOWN') ? [] : [saidBy(APPROVAL_STATUS, approvalStatus)];
  const topics = policyTopicEntries.flatMap(({ topic, type }) =>
    topic === undefined ? [] : [{ topic, type }],
  );
  const name = ad.ad?.responsiveSearchAd?.headlines?.[0]?.text;
  const said = [...approval, review, ...primarySaid(ad)];
  const { state } = foundOf({ kind: 'ad', externalId: '', name: null }, said);
  const entries = topics.map(({ topic, type }) => ({ state, reason: topicReason(topic, type) }));
  return found(
    'ad',
    ad,
    name,
    [...said, ...entries],
    topics.map(({ topic }) => inWords(topic)),
  );
}

function topicReason(topic: string, type: string | undefined) {
  const effect =
    (type !== undefined && Object.hasOwn(TOPIC_EFFECTS, type) ? TOPIC_EFFECTS[type] : null) ?? 'is named';
  return { code: topic, sentence: `Google’s policy “${inWords(topic)}” ${effect}.` };
}

function keywordFound(keyword: DeliveryRow['adGroupCriterion']): FoundDelivery {
  const { disapprovalReasons = [] } = keyword;
  const said = [
    saidBy(KEYWORD_STATUS, keyword.status),
    saidBy(KEYWORD_APPROVAL, keyword.approvalStatus),
    saidBy(SYSTEM_SERVING, keyword.systemServingStatus),
  ];
  const why = disapprovalReasons.map((code) => ({
    state: 'disapproved' as const,
    reason: { code, sentence: `Google’s reason is “${inWords(code)}”.` },
  }));
  return found('keyword', keyword, keyword.keyword?.text, [...said, ...why], disapprovalReasons.map(inWords));
}
