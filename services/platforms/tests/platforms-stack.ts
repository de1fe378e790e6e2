import { expect, vi } from 'vitest';
import type { ActionContract, ParamsOf, ResultOf } from '../../../contracts/action.ts';
import {
  platformsContracts,
  type AdAccount,
  type DesiredCampaign,
  type SubmissionKind,
  type SubmissionStatus,
} from '../../../contracts/platforms.ts';
import type { Platform } from '../../../contracts/values.ts';
import { dayOf } from '../../../lib/time.ts';
import { googleSandboxClient, startGoogleAds } from '../../../simulators/google-ads/server.ts';
import { linkedInSandboxClient, startLinkedInAds } from '../../../simulators/linkedin-ads/server.ts';
import type { VendorServer } from '../../../simulators/vendor-server.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Person, type Stack } from '../../../tests/support/stack.ts';
import { databaseUrl } from '../../../lib/config.ts';
import { Database } from '../../../storage/database.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { desiredCampaign } from '../fixtures/desired-campaign.ts';
import { keyRing } from '../store/key-ring.ts';
import { tokenStore, type OpenGrant } from '../store/token-store.ts';

/** The service on a real database, with both ad platforms beside it. */
export type PlatformsStack = Stack & {
  google: VendorServer;
  linkedIn: VendorServer;
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Calls in the campaign service's own name. */
  asCampaign<C extends ActionContract>(
    contract: C,
    params: ParamsOf<C>,
    organizationId: string,
  ): Promise<ResultOf<C>>;
  /** Opens an account's tokens as a job would. */
  tokensOf(organizationId: string, adAccountId: string): Promise<OpenGrant>;
  connect(platform: Platform, person: Person): Promise<AdAccount[]>;
  /** The status of every target, once none of them is under way. */
  settled(operationId: string, kind: SubmissionKind, organizationId: string): Promise<SubmissionStatus[]>;
};

export async function startPlatforms(env: Record<string, string> = {}): Promise<PlatformsStack> {
  const [google, linkedIn] = await Promise.all([startGoogleAds(), startLinkedInAds()]);
  const stack = await startStack({
    services: ['platforms'],
    env: {
      GOOGLE_ADS_URL: google.url,
      GOOGLE_ADS_AUTHORIZE_URL: `${google.url}/o/oauth2/v2/auth`,
      GOOGLE_ADS_TOKEN_URL: `${google.url}/token`,
      GOOGLE_ADS_CLIENT_ID: googleSandboxClient.id,
      GOOGLE_ADS_CLIENT_SECRET: googleSandboxClient.secret,
      LINKEDIN_ADS_URL: linkedIn.url,
      LINKEDIN_ADS_AUTHORIZE_URL: `${linkedIn.url}/oauth/v2/authorization`,
      LINKEDIN_ADS_TOKEN_URL: `${linkedIn.url}/oauth/v2/accessToken`,
      LINKEDIN_ADS_CLIENT_ID: linkedInSandboxClient.id,
      LINKEDIN_ADS_CLIENT_SECRET: linkedInSandboxClient.secret,
      PLATFORM_TIMEOUT_MS: '1000',
      PLATFORM_QUIET_MS: '200',
      ...env,
    },
  });
  const asCampaign: PlatformsStack['asCampaign'] = (contract, params, organizationId) =>
    stack.call(contract, params, {
      authorization: stack.running.node.identity.authorizationFor('campaign', {
        organizationId,
        action: contract.name,
      }),
    });
  const database = new Database({ url: databaseUrl(stack.config, 'platforms'), applicationName: 'test' });
  const tokens = tokenStore(database, keyRing(stack.config.PLATFORM_TOKENS_KEY ?? ''));
  const sql: PlatformsStack['sql'] = (text, values) =>
    asAdministrator(stack.databases.adminUrl('platforms'), text, values);
  return {
    ...stack,
    google,
    linkedIn,
    sql,
    asCampaign,
    tokensOf: async (organizationId, adAccountId) => {
      const [account] = await sql<{ grant: string }>(
        'SELECT grant_id AS grant FROM ad_accounts WHERE organization_id = $1 AND id = $2',
        [organizationId, adAccountId],
      );
      const grant = await inOrganization(organizationId, () =>
        tokens.open(organizationId, account?.grant ?? ''),
      );
      if (!grant) throw new Error('there is no grant');
      return grant;
    },
    connect: async (platform, person) => {
      const { code, state } = await consent(stack, platform, person);
      const { data } = await stack.call(platformsContracts.completeConnect, { state, code }, person);
      return data;
    },
    settled: (operationId, kind, organizationId) =>
      vi.waitFor(
        async () => {
          const { targets } = await asCampaign(
            platformsContracts.status,
            { operationId, kind },
            organizationId,
          );
          expect(targets.filter(({ state }) => state === 'pending' || state === 'running')).toEqual([]);
          return targets;
        },
        { timeout: 15_000, interval: 50 },
      ),
    stop: async () => {
      await database.close();
      await stack.stop();
      await Promise.all([google.close(), linkedIn.close()]);
    },
  };
}

/** Begins a connection and gives consent on the platform's page: what the callback would carry back. */
export async function consent(
  stack: Stack,
  platform: Platform,
  person: Person,
): Promise<{ code: string; state: string }> {
  const { authorizeUrl } = await stack.call(platformsContracts.beginConnect, { platform }, person);
  const answer = await fetch(authorizeUrl, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(`${stack.config.publicUrl}/api/ad-accounts/callback`);
  return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' };
}

/** A campaign that both platforms take. */
export function campaignToPublish(campaignId: string): DesiredCampaign {
  return { ...desiredCampaign(dayOf(new Date())), campaignId };
}

/** The sandbox account in the campaign's currency. */
export function inDollars(accounts: readonly AdAccount[]): AdAccount {
  const account = accounts.find(({ currency }) => currency === 'USD');
  if (!account) throw new Error('there is no account in USD');
  return account;
}
