import { expect, vi } from 'vitest';
import type { ActionContract, ParamsOf, ResultOf } from '../../../contracts/action.ts';
import { adAccountContracts, type AdAccount } from '../../../contracts/platforms/ad-accounts.ts';
import {
  submissionContracts,
  type SubmissionKind,
  type SubmissionStatus,
} from '../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../contracts/values.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { sandboxSettings } from '../../../scripts/start/simulators.ts';
import { startGoogleAds, type GoogleAdsOptions } from '@sip/ad-sandbox/google-ads/server';
import { startLinkedInAds, type LinkedInAdsOptions } from '@sip/ad-sandbox/linkedin-ads/server';
import type { VendorServer } from '@sip/ad-sandbox/vendor-server';
import { Database } from '../../../storage/database.ts';
import { statement, uuid } from '../../../storage/statement.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { databaseUrl } from '../../../storage/settings.ts';
import { asAdministrator } from '../../../tests/support/databases.ts';
import { startStack, type Person, type Stack } from '../../../tests/support/stack.ts';
import { platformKeys } from '../connections/store/envelopes.ts';
import { tokenStore, type OpenGrant } from '../connections/store/token-store.ts';
import { platformsSettings } from '../settings.ts';

/** Simulators answer at once: a test does not wait as long as for a vendor. */
const IMPATIENT = {
  PLATFORM_TIMEOUT_MS: '1000',
  PLATFORM_QUIET_MS: '200',
  PLATFORM_RETRY_MS: '100',
  PLATFORM_PROPAGATION_MS: '500',
  PLATFORM_FIGURES_QUICK_MS: '3600000',
  PLATFORM_DELIVERY_QUICK_MS: '3600000', // nothing is read beside what a test does
};

type Vendors = { google: VendorServer; linkedIn: VendorServer };

/** The service on a real database, with both ad platforms beside it. */
export type PlatformsStack = Stack &
  Vendors & {
    sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
    /** Calls in the campaign service's own name. */
    asCampaign: AsCampaign;
    /** Opens an account's tokens as a job would. */
    tokensOf(organizationId: string, adAccountId: string): Promise<OpenGrant>;
    connect(platform: Platform, person: Person, brought?: Brought): Promise<AdAccount[]>;
    /** The status of every target, once none of them is under way. */
    settled(
      operationId: string,
      kind: SubmissionKind,
      organizationId: string,
    ): Promise<readonly SubmissionStatus[]>;
  };
/** What a person may give beside the platform. */
type Brought = { developerToken?: string };
type AsCampaign = <C extends ActionContract>(
  contract: C,
  params: ParamsOf<C>,
  organizationId: string,
) => Promise<ResultOf<C>>;

export async function startPlatforms(
  env: Record<string, string> = {},
  vendors: { google?: GoogleAdsOptions; linkedIn?: LinkedInAdsOptions } = {},
): Promise<PlatformsStack> {
  const [google, linkedIn] = await Promise.all([
    startGoogleAds(vendors.google),
    startLinkedInAds(vendors.linkedIn),
  ]);
  const stack = await startStack({
    services: ['platforms'],
    env: { ...sandboxSettings(google.url, linkedIn.url), ...IMPATIENT, ...env },
  });
  const { own } = parseSettings(stack.variables, { own: platformsSettings });
  const database = new Database({
    url: databaseUrl(own, 'platforms'),
    applicationName: 'test',
    checkRows: true,
  });
  const sql: PlatformsStack['sql'] = (text, values) =>
    asAdministrator(stack.databases.adminUrl('platforms'), text, values);
  const asCampaign: AsCampaign = (contract, params, organizationId) =>
    stack.call(contract, params, {
      authorization: stack.running.node.identity.authorizationFor('campaign', {
        organizationId,
        action: contract.name,
      }),
    });
  return {
    ...stack,
    google,
    linkedIn,
    sql,
    asCampaign,
    tokensOf: (organizationId, adAccountId) => openTokens(stack, database, organizationId, adAccountId),
    connect: async (platform, person, brought) => {
      const begun = await consent(stack, platform, person, brought);
      return (await stack.call(adAccountContracts.completeConnect, begun, person)).data;
    },
    settled: (operationId, kind, organizationId) =>
      settled(asCampaign, { operationId, kind }, organizationId),
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
  person: Pick<Person, 'authorization'>,
  brought: Brought = {},
): Promise<{ code: string; state: string }> {
  const params = { platform, ...brought };
  const { authorizeUrl } = await stack.call(adAccountContracts.beginConnect, params, person);
  const answer = await fetch(authorizeUrl, { redirect: 'manual' });
  const { publicUrl } = parseSettings(stack.variables, { own: platformsSettings }).own;
  const back = new URL(answer.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(`${publicUrl}/api/ad-accounts/callback`);
  return { code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' };
}

const GRANT = statement('SELECT grant_id AS grant FROM ad_accounts WHERE organization_id = $1 AND id = $2', {
  grant: uuid,
});

async function openTokens(
  stack: Stack,
  database: Database,
  organizationId: string,
  adAccountId: string,
): Promise<OpenGrant> {
  const { own } = parseSettings(stack.variables, { own: platformsSettings });
  const tokens = tokenStore(database, platformKeys(database, own));
  return inOrganization(organizationId, async () => {
    const [account] = await database.query(GRANT, [organizationId, adAccountId]);
    const grant = await tokens.open(organizationId, account?.grant ?? '');
    if (!grant) throw new Error('there is no grant');
    return grant;
  });
}

function settled(
  asCampaign: AsCampaign,
  query: { operationId: string; kind: SubmissionKind },
  organizationId: string,
): Promise<readonly SubmissionStatus[]> {
  return vi.waitFor(
    async () => {
      const { targets } = await asCampaign(submissionContracts.status, query, organizationId);
      expect(targets.filter(({ state }) => state === 'pending' || state === 'running')).toEqual([]);
      return targets;
    },
    { timeout: 18_000, interval: 50 },
  );
}
