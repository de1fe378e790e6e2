import { expect, vi } from 'vitest';
import { type Campaign } from '../../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../../contracts/campaign/review.ts';
import { adAccountContracts, type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import type { ServiceName } from '../../../contracts/permissions.ts';
import { PLATFORMS, type Platform } from '../../../contracts/values.ts';
import { sandboxSettings } from '../../../scripts/start/simulators.ts';
import { startGoogleAds } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds } from '@sip/ad-sandbox/linkedin-ads/server';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { startStack, type Person, type Stack, type StackOptions } from '../../../tests/support/stack.ts';
import { complete } from './fixtures.ts';
import { agreedTo } from '../../../tests/support/approval.ts';

/** Simulators answer at once: a test does not wait as long as for a vendor. */
const IMPATIENT = {
  PLATFORM_TIMEOUT_MS: '1000',
  PLATFORM_QUIET_MS: '200',
  PLATFORM_RETRY_MS: '100',
  PLATFORM_PROPAGATION_MS: '500',
  PLATFORM_FIGURES_QUICK_MS: '3600000',
  PLATFORM_DELIVERY_QUICK_MS: '3600000', // nothing is read beside what a test does
};

/** What simulators of both platforms may be told. */
type VendorOptions = { reviewMs?: number; now?: () => Date; accessTokenSeconds?: number };
type Caller = { authorization: string };
type Overrides = NonNullable<Parameters<typeof complete>[0]>;

/** An organisation with two people and an ad account in dollars on each platform. */
export type Team = { owner: Person; colleague: Person; adAccounts: Record<Platform, string> };

/** Campaign and platforms on real databases, with simulators of both ad platforms. */
export type CampaignStack = Stack & {
  google: VendorServer;
  linkedIn: VendorServer;
  team: () => Promise<Team>;
  /** Connects every account that the platform's sandbox offers. */
  connect: (platform: Platform, person: Caller) => Promise<AdAccount[]>;
  /** A campaign in review: submitted by the owner. */
  inReview: (team: Team, overrides?: Overrides) => Promise<Campaign>;
  /** The owner submits a campaign, and the colleague approves what was submitted. */
  approve: (id: string, team: Team) => Promise<Campaign>;
  /** A campaign that the colleague approved. */
  approved: (team: Team, overrides?: Overrides) => Promise<Campaign>;
  /** A campaign that serves. */
  live: (team: Team, overrides?: Overrides) => Promise<Campaign>;
  /** The operation, once it has ended. */
  ended: (operation: Operation, team: Team) => Promise<Operation>;
  get: (id: string, team: Team) => Promise<Campaign>;
};

export async function startCampaign(
  more: readonly ServiceName[] = [],
  env: Record<string, string> = {},
  {
    vendors = {},
    ...options
  }: Pick<StackOptions, 'policy' | 'standing' | 'onConfirm'> & { vendors?: VendorOptions } = {},
): Promise<CampaignStack> {
  const [google, linkedIn] = await Promise.all([startGoogleAds(vendors), startLinkedInAds(vendors)]);
  const services: ServiceName[] = ['campaign', 'platforms', ...more];
  const stack = await startStack({
    ...options,
    services,
    env: { ...sandboxSettings(google.url, linkedIn.url), ...IMPATIENT, ...env },
  });
  return {
    ...stack,
    google,
    linkedIn,
    connect: (platform, person) => connectOn(stack, platform, person),
    ...people(stack),
    ...stages(stack),
    stop: async () => {
      await stack.stop();
      await Promise.all([google.close(), linkedIn.close()]);
    },
  };
}

function people(stack: Stack): Pick<CampaignStack, 'team'> {
  return {
    team: async () => {
      const owner = stack.person('owner');
      const colleague = stack.person('manager', owner.organizationId);
      const accounts = [
        ...(await connectOn(stack, 'google-ads', owner)),
        ...(await connectOn(stack, 'linkedin-ads', owner)),
      ];
      const inDollars = (p: Platform) =>
        accounts.find((a) => a.platform === p && a.currency === 'USD')?.id ?? '';
      const adAccounts = {
        'google-ads': inDollars('google-ads'),
        'linkedin-ads': inDollars('linkedin-ads'),
      };
      return { owner, colleague, adAccounts };
    },
  };
}

function stages(
  stack: Stack,
): Pick<CampaignStack, 'inReview' | 'approve' | 'approved' | 'live' | 'ended' | 'get'> {
  const call: Stack['call'] = (contract, params, as) => stack.call(contract, params, as);
  const get = (id: string, team: Team) => call(contentContracts.get, { id }, team.owner);
  const inReview = async (team: Team, overrides: Overrides = {}) => {
    const chosen = overrides.platforms ?? PLATFORMS;
    const adAccounts = Object.fromEntries(chosen.map((p) => [p, team.adAccounts[p]]));
    const campaign = complete({ adAccounts, ...overrides });
    const { id } = await call(contentContracts.create, { campaign }, team.owner);
    return call(reviewContracts.submit, { id }, team.owner);
  };
  const approved = async (team: Team, overrides?: Overrides) => {
    const submitted = await inReview(team, overrides);
    return call(reviewContracts.approve, agreedTo(submitted), team.colleague);
  };
  const approve = async (id: string, team: Team) => {
    const submitted = await call(reviewContracts.submit, { id }, team.owner);
    return call(reviewContracts.approve, agreedTo(submitted), team.colleague);
  };
  const ended = (operation: Operation, team: Team) =>
    vi.waitFor(
      async () => {
        const now = await call(publishingContracts.operation, { id: operation.id }, team.owner);
        expect(['pending', 'running']).not.toContain(now.status);
        return now;
      },
      { timeout: 15_000, interval: 50 },
    );
  const live = async (team: Team, overrides?: Overrides) => {
    const { id } = await approved(team, overrides);
    const params = { id, idempotencyKey: crypto.randomUUID() };
    await ended(await call(publishingContracts.publish, params, team.owner), team);
    return get(id, team);
  };
  return { get, inReview, approve, approved, ended, live };
}

async function connectOn(stack: Stack, platform: Platform, person: Caller): Promise<AdAccount[]> {
  const { authorizeUrl } = await stack.call(adAccountContracts.beginConnect, { platform }, person);
  const consent = await fetch(authorizeUrl, { redirect: 'manual' });
  const back = new URL(consent.headers.get('location') ?? '').searchParams;
  const answer = { code: back.get('code') ?? '', state: back.get('state') ?? '' };
  return (await stack.call(adAccountContracts.completeConnect, answer, person)).data;
}
