import { randomUUID } from 'node:crypto';
import type { ParamsOf } from '../../../contracts/action.ts';
import type { noticeContracts } from '../../../contracts/auth/notices.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { identityContracts, type PublishedObject } from '../../../contracts/platforms/identities.ts';
import { AppError } from '../../../lib/errors.ts';
import { action, bind } from '../../../mixins/action.ts';
import { type Person, type Stack, type StackOptions, startStack } from '../../../tests/support/stack.ts';
import type { CampaignRef } from '../facts/domain/campaign-ref.ts';

type CampaignData = Omit<CampaignRef, 'campaignId' | 'resolvedAt'>;

/** Stands in for the campaign service: answers which campaigns an organisation has, or fails while `down` is set. */
export type CampaignStandIn = {
  /** How often it was asked for one campaign. */
  askedFor: (campaignId: string) => number;
  /** How often it was asked. */
  asked: number;
  down: boolean;
  /** Gives an organisation a campaign and returns its id. */
  add(organizationId: string, change?: Partial<CampaignData>): string;
  change(id: string, change: Partial<CampaignData>): void;
};

const usual: CampaignData = {
  name: 'Spring',
  status: 'active',
  platforms: ['google-ads', 'linkedin-ads'],
  currency: 'USD',
  dailyMicros: 100_000_000,
  startDate: '2020-01-01',
  endDate: null,
};

/** Stands in for the platforms service: answers what was published, or fails while `down` is set. */
export type PlatformsStandIn = {
  down: boolean;
  /** Says that an object was made under an id of a platform. */
  publish(
    organizationId: string,
    object: Partial<PublishedObject> & Pick<PublishedObject, 'campaignId'>,
  ): void;
};

/** Stands in for auth: notes of which alerts it was to mail whom, or fails while `down` is set. */
export type AuthStandIn = {
  down: boolean;
  asked: number;
  told: ParamsOf<typeof noticeContracts.tellOfAlerts>[];
};

export type AnalyticsStack = Stack & {
  campaigns: CampaignStandIn;
  platforms: PlatformsStandIn;
  auth: AuthStandIn;
};

/** Analytics on a real PostgreSQL, beside stand-ins for the campaign and the platforms service. */
export async function startAnalytics(options: Partial<StackOptions> = {}): Promise<AnalyticsStack> {
  const auth = notesOfAlerts();
  const { onAlerts } = auth;
  const stack = await startStack({ services: ['analytics'], onAlerts, ...options });
  const known = new Map<string, CampaignData & { organizationId: string }>();
  const asked: string[] = [];
  const campaigns: CampaignStandIn = {
    askedFor: (campaignId) => asked.filter((id) => id === campaignId).length,
    asked: 0,
    down: false,
    add: (organizationId, change = {}) => {
      const id = randomUUID();
      known.set(id, { ...usual, ...change, organizationId });
      return id;
    },
    change: (id, change) => {
      const campaign = known.get(id);
      if (campaign) known.set(id, { ...campaign, ...change });
    },
  };
  const resolve = action(contentContracts.resolve, async function resolve({ params, organizationId }) {
    campaigns.asked += 1;
    asked.push(...params.ids);
    if (campaigns.down) throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 2 });
    const found = params.ids.flatMap((id) => {
      const campaign = known.get(id);
      if (campaign?.organizationId !== organizationId) return [];
      const { name, status, platforms, currency, dailyMicros, startDate, endDate } = campaign;
      const schedule = endDate === null ? { startDate } : { startDate, endDate };
      return [{ id, name, status, platforms, currency, dailyMicros, split: [], schedule }];
    });
    return { campaigns: found };
  });
  stack.running.broker.createService({
    name: 'campaign',
    actions: bind(stack.running.node, { resolve: contentContracts.resolve }, { resolve }),
  });
  const platforms = standInForPlatforms(stack);
  await stack.running.broker.waitForServices(['campaign', 'platforms', 'auth'], 5_000);
  return Object.assign(stack, { campaigns, platforms, auth });
}

/** Notes of which alerts auth was to mail whom. */
function notesOfAlerts(): AuthStandIn & { onAlerts: NonNullable<StackOptions['onAlerts']> } {
  const auth: AuthStandIn = { down: false, asked: 0, told: [] };
  const onAlerts = (told: AuthStandIn['told'][number]) => {
    auth.asked += 1;
    if (auth.down) throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 1 });
    auth.told.push(told);
  };
  return Object.assign(auth, { onAlerts });
}

const published: Omit<PublishedObject, 'campaignId'> = {
  platform: 'google-ads',
  level: 'campaign',
  externalId: '11',
  account: { externalId: '1234567890', name: 'Acme', currency: 'USD' },
  name: 'Spring',
};

function standInForPlatforms(stack: Stack): PlatformsStandIn {
  const made: { organizationId: string; object: PublishedObject }[] = [];
  const platforms: PlatformsStandIn = {
    down: false,
    publish: (organizationId, object) => {
      made.push({ organizationId, object: { ...published, ...object } });
    },
  };
  const identify = action(identityContracts.identify, async function identify({ params, organizationId }) {
    if (platforms.down) throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfterSeconds: 2 });
    const isAsked = ({ platform, externalId }: PublishedObject) =>
      params.ids.some((id) => id.platform === platform && id.externalId === externalId);
    const mine = made.filter((one) => one.organizationId === organizationId).map(({ object }) => object);
    return { objects: mine.filter(isAsked) };
  });
  stack.running.broker.createService({
    name: 'platforms',
    actions: bind(stack.running.node, identityContracts, { identify }),
  });
  return platforms;
}

/** A row as a client sends it: one whole day of Google Ads. */
export function metricRow(campaignId: string, date: string, change: object = {}) {
  return {
    campaignId,
    platform: 'google-ads',
    date,
    impressions: 1_000,
    clicks: 50,
    costMicros: 25_000_000,
    conversions: 2.5,
    conversionValueMicros: 100_000_000,
    currency: 'USD',
    ...change,
  };
}

export type { Person };
