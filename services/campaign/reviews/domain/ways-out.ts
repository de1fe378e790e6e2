import type { ActionContract } from '../../../../contracts/action.ts';
import type { Campaign, Publication } from '../../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../../contracts/campaign/content.ts';
import { campaignDeliveryContracts } from '../../../../contracts/campaign/delivery.ts';
import { campaignDriftContracts } from '../../../../contracts/campaign/drift.ts';
import { campaignPolicyContracts } from '../../../../contracts/campaign/policy.ts';
import { DriftWay } from '../../../../contracts/platforms/drift.ts';
import { publishingContracts } from '../../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../../contracts/campaign/review.ts';
import type { PublicContract } from '../../../../contracts/http.ts';
import { adAccountContracts } from '../../../../contracts/platforms/ad-accounts.ts';
import { LIFECYCLE } from '../../content/domain/lifecycle.ts';
import { whyNotPutBack } from '../../drift/domain/put-back.ts';
import { isOnPlatforms } from '../../publishing/domain/steps.ts';
import { stopContracts } from '../../../../contracts/campaign/stops.ts';
import { isStopping } from '../../publishing/domain/operation.ts';
import { causeFor, type WayName } from './causes.ts';
import type { LastOperation, State } from './unsettled.ts';

/** One way out: an operation of the API, with what is sent to it. */
export type Way = {
  contract: PublicContract<ActionContract>;
  /** In the path. */
  id: string;
  body: Record<string, unknown> | null;
  effect: string;
  /** Machines have no say in it, whatever their scopes. */
  peopleOnly: boolean;
  /** Whether a stop that stands over the campaign refuses it: nobody may, until it is thawed. */
  stopped?: boolean;
};

/** What can be done about a code in the state that the campaign is in now. */
export function waysOut(
  code: string,
  { campaign, last, driftWays, stopId = null }: Pick<State, 'campaign' | 'last' | 'driftWays' | 'stopId'>,
  mayServe: boolean,
  publication: Publication | null,
): Way[] {
  const isLapsed = code === 'APPROVAL_LAPSED' && wasApprovedBefore(campaign, last);
  const taken = publication === null ? undefined : driftWays?.[publication.platform];
  const names = causeFor(code).ways.filter(
    (name) => (name !== 'publish' || !isLapsed) && (!isDriftWay(name) || (taken?.includes(name) ?? true)),
  );
  // what failed at its first publication can be given up, whatever the cause
  const hasFailed = campaign.status === 'failed' && campaign.publishedVersion === null;
  const givenUp = hasFailed && !names.includes('archive') ? (['archive'] as const) : [];
  const ways = [...names, ...givenUp].flatMap((name) =>
    name === 'retry' ? retryOf(last) : wayOf(name, campaign, publication),
  );
  const pauses = mayServe && LIFECYCLE.pause[campaign.status] !== undefined;
  return underStop(pauses ? [pauseOf(campaign), ...ways] : ways, stopId, last);
}

/** While a stop stands, what it refuses is shown as such, and the thaw that comes before it. What only stops is done all the same. */
function underStop(ways: Way[], stopId: string | null, last: LastOperation | null): Way[] {
  if (stopId === null) return ways;
  const isRefused = ({ contract }: Way): boolean =>
    contract.errors?.includes('STOPPED') === true &&
    !(contract === publishingContracts.retry && last !== null && isStopping(last));
  if (!ways.some(isRefused)) return ways;
  const thaw: Way = {
    contract: stopContracts.thaw,
    id: stopId,
    body: null,
    effect:
      'Ends the stop that stands over the campaign, which refuses what raises until then; it resumes nothing.',
    peopleOnly: true,
  };
  return [thaw, ...ways.map((way) => (isRefused(way) ? { ...way, stopped: true } : way))];
}

/** Ways about single differences, which not every difference allows. */
const isDriftWay = (name: WayName): name is DriftWay & WayName =>
  DriftWay.options.some((way) => way === name);

/** Whether the current version has no other approval than the one that an operation ended for, which publishes nothing any more. */
const wasApprovedBefore = ({ version, review }: Campaign, last: LastOperation | null): boolean =>
  review?.state === 'approved' &&
  review.version === version &&
  last !== null &&
  (review.decidedAt ?? '') <= last.updatedAt;

const pauseOf = ({ id }: Campaign): Way => ({
  contract: publishingContracts.pause,
  id,
  body: null,
  effect: 'Stops whatever of the campaign serves or may serve.',
  peopleOnly: false,
});

/** What runs is tried at once; what has ended without success is done again. */
const retryOf = (last: LastOperation | null): Way[] =>
  last === null || last.status === 'succeeded' || last.status === 'cancelled'
    ? []
    : [
        {
          contract: publishingContracts.retry,
          id: last.id,
          body: null,
          effect: 'Asks the platform again at once, instead of waiting for the next attempt.',
          peopleOnly: true,
        },
      ];

/** What is looked at and decided on, whatever the state of the campaign; the ids that are sent come from what is looked at. */
const DECISIONS: Readonly<Partial<Record<WayName, Pick<Way, 'contract' | 'effect' | 'peopleOnly'>>>> = {
  drift: {
    contract: campaignDriftContracts.drift,
    effect: 'Shows by field what the platforms hold, and the ids of differences.',
    peopleOnly: false,
  },
  accept: {
    contract: campaignDriftContracts.acceptDrift,
    effect:
      'Takes the differences whose `ids` are sent into a new draft, which is reviewed and published. Only what is shown as `acceptable`: a stop, or what versions have no word for, cannot be taken.',
    peopleOnly: true,
  },
  ignore: {
    contract: campaignDriftContracts.ignoreDrift,
    effect:
      'Leaves the differences whose `ids` are sent alone for good. A change that would write over one stops all the same. What raises what may be spent or reached stops a resume all the same.',
    peopleOnly: true,
  },
  putBack: {
    contract: campaignDriftContracts.putBackDrift,
    effect: 'Puts the differences whose `ids` are sent back to the published version.',
    peopleOnly: true,
  },
  policy: {
    contract: campaignPolicyContracts.policy,
    effect: 'Shows object by object what was refused and why, and the ids of refusals.',
    peopleOnly: false,
  },
  exempt: {
    contract: campaignPolicyContracts.exemptPolicy,
    effect:
      'Asks the platform to take the objects of the refusals whose `ids` are sent all the same, when it is published again.',
    peopleOnly: true,
  },
  delivery: {
    contract: campaignDeliveryContracts.delivery,
    effect: 'Shows object by object what the platform says, with its policies and reasons.',
    peopleOnly: false,
  },
  drop: {
    contract: campaignPolicyContracts.dropRefused,
    effect: 'Leaves out the objects of the refusals whose `ids` are sent, when it is published again.',
    peopleOnly: true,
  },
};

function wayOf(name: WayName, campaign: Campaign, publication: Publication | null): Way[] {
  const { id, status } = campaign;
  const way = (contract: Way['contract'], effect: string, more: Partial<Way> = {}): Way[] => [
    { contract, id, body: null, effect, peopleOnly: false, ...more },
  ];
  const decision = DECISIONS[name];
  if (!isTaken(name, campaign, publication)) return [];
  if (decision !== undefined) return way(decision.contract, decision.effect, decision);
  switch (name) {
    case 'publish':
      return publishOf(campaign, way);
    case 'connect':
      return way(
        adAccountContracts.beginConnect,
        'Connects the ad account again, where the platform takes its sign-in or its developer token no more; then it does what is asked. A developer token of its own is given again.',
        {
          body: { platform: publication?.platform ?? campaign.platforms[0] },
        },
      );
    case 'leave':
      return way(
        publishingContracts.leave,
        'Puts the campaign away where the platform lets nobody in: what is there is left as it is, and whether it serves is not known.',
        { peopleOnly: true },
      );
    case 'edit':
      return LIFECYCLE.edit[status] === undefined ? [] : contentWay(name, way);
    case 'archive':
      return LIFECYCLE.archive[status] === undefined && !isOnPlatforms(campaign) ? [] : contentWay(name, way);
    default:
      return [];
  }
}

/** Whether a decision about what was found is taken in this state, by the rule that decides it when it is asked for. */
function isTaken(name: WayName, campaign: Campaign, publication: Publication | null): boolean {
  switch (name) {
    case 'accept':
      return campaign.publishedVersion !== null && LIFECYCLE.edit[campaign.status] !== undefined;
    case 'putBack':
      return publication !== null && whyNotPutBack(campaign, [publication.platform]) === null;
    default:
      return true;
  }
}

type MakeWay = (contract: Way['contract'], effect: string, more?: Partial<Way>) => Way[];

const contentWay = (name: 'edit' | 'archive', way: MakeWay): Way[] =>
  name === 'edit'
    ? way(contentContracts.update, 'Makes a new version, for example without this platform.')
    : way(
        contentContracts.archive,
        'Removes whatever the platforms hold of the campaign, with proof that nothing serves, and puts it away.',
      );

/** Publishing takes an approved version; where there is none, what leads to one is the way. */
function publishOf({ version, review, status }: Campaign, way: MakeWay): Way[] {
  const state = review?.version === version ? review.state : null;
  if (state === 'approved')
    return LIFECYCLE.publish[status] === undefined
      ? []
      : way(
          publishingContracts.publish,
          'Brings the platforms to the approved version: what is missing is made, what differs is changed, and all is read back.',
        );
  const verb = state === 'in_review' ? 'approve' : 'submit';
  if (LIFECYCLE[verb][status] === undefined) return [];
  if (state === 'in_review')
    return way(reviewContracts.approve, 'Approves the submitted version; then it can be published.', {
      peopleOnly: true,
    });
  return way(reviewContracts.submit, 'Asks for approval of the current version; then it can be published.');
}
