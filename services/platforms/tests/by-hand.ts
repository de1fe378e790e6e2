import { randomUUID } from 'node:crypto';
import { driftContracts, type Difference, type PlatformDrift } from '../../../contracts/platforms/drift.ts';
import { submissionContracts, type SubmissionStatus } from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import type { PlatformsStack } from './platforms-stack.ts';
import { editByHand, type PublishedCampaign } from './published-campaign.ts';

/** What the platforms call our objects, where an ad has its status, and what a status that serves is. */
export const KINDS = {
  'google-ads': {
    campaign: 'campaign',
    group: 'adGroup',
    ad: 'adGroupAd',
    status: 'status',
    serves: 'ENABLED',
  },
  'linkedin-ads': {
    campaign: 'campaignGroup',
    group: 'campaign',
    ad: 'creative',
    status: 'intendedStatus',
    serves: 'ACTIVE',
  },
} as const;

/** What people do in the platforms' own pages and about drift; `stackOf` gives the stack of the running test. */
export function handsOn(stackOf: () => PlatformsStack) {
  return {
    ...pagesOf(stackOf),

    /** What is known of the only platform on which the campaign is published. */
    driftOf: async ({ campaignId, person }: PublishedCampaign): Promise<PlatformDrift> => {
      const read = await stackOf().asCampaign(driftContracts.drift, { campaignId }, person.organizationId);
      const [only, ...others] = read.platforms;
      if (!only || others.length > 0) throw new Error('it is not published on one platform');
      return only;
    },

    ignore: async (
      { campaignId, person }: PublishedCampaign,
      platform: Platform,
      found: readonly Difference[],
    ): Promise<void> => {
      const params = { campaignId, platform, ids: found.map(({ id }) => id), by: person.userId };
      await stackOf().asCampaign(driftContracts.ignoreDrift, params, person.organizationId);
    },

    accept: async (
      { campaignId, person }: PublishedCampaign,
      platform: Platform,
      found: readonly Difference[],
    ): Promise<void> => {
      const params = { campaignId, platform, ids: found.map(({ id }) => id), by: person.userId };
      await stackOf().asCampaign(driftContracts.acceptDrift, params, person.organizationId);
    },

    /** An update that puts these differences back. */
    updateWith: async (
      { campaignId, desired, person, targets }: PublishedCampaign,
      overwrite: readonly Difference[],
    ): Promise<SubmissionStatus> => {
      const operationId = randomUUID();
      const submission = {
        operationId,
        campaignId,
        kind: 'update' as const,
        targets: targets.map((target) => ({ ...target, desired })),
        overwrite: overwrite.map(({ id }) => id),
      };
      await stackOf().asCampaign(submissionContracts.submit, submission, person.organizationId);
      const [only, ...others] = await stackOf().settled(operationId, 'update', person.organizationId);
      if (!only || others.length > 0) throw new Error('it was not updated on one platform');
      return only;
    },
  };
}

/** What people do in the simulated platforms' own pages. */
function pagesOf(stackOf: () => PlatformsStack) {
  const vendorOf = (platform: Platform) =>
    platform === 'google-ads' ? stackOf().google : stackOf().linkedIn;
  return {
    vendorOf,

    /** Writes that the platform has accepted. */
    writes: (platform: Platform): number => vendorOf(platform).objects.ledger().length,

    /** Sets the day's budget of the first object that has one, in dollars. */
    setBudget: async (platform: Platform, units: number): Promise<void> => {
      const dailyBudget = { amount: `${units}.00`, currencyCode: 'USD' };
      if (platform === 'google-ads')
        await editByHand(stackOf().google, 'campaignBudget', () => ({ amountMicros: `${units}000000` }));
      else await editByHand(stackOf().linkedIn, 'campaign', () => ({ dailyBudget }));
    },

    /** Sets the status of the first object of a level. */
    setStatus: async (
      platform: Platform,
      level: 'campaign' | 'group' | 'ad',
      status: string,
    ): Promise<void> => {
      const kinds = KINDS[platform];
      const field = level === 'ad' ? kinds.status : 'status';
      await editByHand(vendorOf(platform), kinds[level], () => ({ [field]: status }));
    },
  };
}
