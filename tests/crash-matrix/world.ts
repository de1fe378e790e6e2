import { randomUUID } from 'node:crypto';
import { campaignBody, type CampaignBody } from '../../client/testing/campaign-body.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Platform } from '../../contracts/values.ts';
import { PLATFORMS } from '../../contracts/values.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import type { TestDatabases } from '../support/databases.ts';
import { Http } from './http.ts';
import { interceptor, type Interceptor } from './strike.ts';
import { agreedTo } from '../support/approval.ts';

/** Shortened timers: a cell takes seconds. */
export const TIMERS = {
  PLATFORM_TIMEOUT_MS: '700',
  PLATFORM_QUIET_MS: '400',
  PLATFORM_FIGURES_QUICK_MS: '3600000',
  PLATFORM_DELIVERY_QUICK_MS: '3600000', // no call that is not the operation's
};
const NODES = { platforms: ['platforms', 'platforms.b'], campaign: ['campaign', 'campaign.b'] } as const;

export type World = {
  cluster: Cluster;
  between: Interceptor;
  /** Owner of the organisation in which all campaigns are. */
  owner: Http;
  accounts: Record<Platform, string>;
  /** Ends a node as a power cut does; it is started again at once, as an orchestrator would. */
  kill(id: string): Promise<void>;
  kills(): number;
  /** Until every node that was killed is up again. */
  whole(): Promise<void>;
  stop(): Promise<void>;
};

/** A product over NATS and PostgreSQL with two nodes each of campaign and platforms, and the simulators behind interceptors. */
export async function openWorld(openDatabases?: () => Promise<TestDatabases>): Promise<World> {
  const binary = await natsBinary();
  if (!binary) throw new Error('no nats-server: apt-get install nats-server');
  const between = interceptor();
  const stands: { close(): void }[] = [];
  const cluster = await startCluster(
    binary,
    [
      ['campaign.b', ['campaign']],
      ['platforms.b', ['platforms']],
    ],
    async (id, { google, linkedin }) => {
      const common = { LIMIT_API_PER_MINUTE: '1000000', ...TIMERS };
      if (!id.startsWith('platforms')) return common;
      const [googleStand, linkedInStand] = [
        await between.stand('google-ads', google.url, id),
        await between.stand('linkedin-ads', linkedin.url, id),
      ];
      stands.push(googleStand, linkedInStand);
      return {
        ...common,
        GOOGLE_ADS_URL: googleStand.url,
        GOOGLE_ADS_TOKEN_URL: `${googleStand.url}/token`,
        LINKEDIN_ADS_URL: linkedInStand.url,
        LINKEDIN_ADS_TOKEN_URL: `${linkedInStand.url}/oauth/v2/accessToken`,
      };
    },
    undefined,
    openDatabases,
  );
  let kills = 0;
  const restarts = new Set<Promise<unknown>>();
  const kill = async (id: string): Promise<void> => {
    const node = cluster.nodes.find(
      (one) => one.id === id && one.child.exitCode === null && one.child.signalCode === null,
    );
    if (!node) return;
    kills += 1;
    await cluster.kill(id);
    cluster.nodes.splice(cluster.nodes.indexOf(node), 1);
    const again = cluster.add(id, node.services);
    restarts.add(again);
    void again.finally(() => restarts.delete(again));
  };
  const { owner, accounts } = await moveIn(cluster.url).catch(async (error: unknown) => {
    await cluster.stop();
    throw error;
  });
  return {
    cluster,
    between,
    owner,
    accounts,
    kill,
    kills: () => kills,
    whole: async () => void (await Promise.all(restarts)),
    stop: async () => {
      await Promise.allSettled(restarts);
      await cluster.stop();
      for (const stand of stands) stand.close();
    },
  };
}

/** A node of a service, by a number that is drawn. */
export const nodeOf = (service: keyof typeof NODES, drawn: number): string =>
  NODES[service][drawn % 2] ?? service;

async function moveIn(url: string): Promise<Pick<World, 'owner' | 'accounts'>> {
  const email = `matrix-${randomUUID().slice(0, 8)}@example.test`;
  const person = {
    email,
    password: 'a kettle sings beside the harbour 42',
    name: 'Ada',
    organizationName: 'Matrix',
  };
  const anonymous = new Http(url);
  await anonymous.ask('POST', '/api/auth/register', person); // asked twice, it has an account already
  const owner = new Http(url, async () => {
    const { email, password } = person;
    return (await anonymous.must<{ accessToken: string }>('POST', '/api/auth/login', { email, password }))
      .accessToken;
  });
  await owner.must('PATCH', '/api/organization', { approvalPolicy: 'self_with_step_up' });
  const accounts: Partial<Record<Platform, string>> = {};
  for (const platform of PLATFORMS) {
    const begun = await owner.must<{ authorizeUrl: string }>('POST', '/api/ad-accounts/connect', {
      platform,
    });
    const consent = await fetch(begun.authorizeUrl, { redirect: 'manual' });
    const { searchParams } = new URL(consent.headers.get('location') ?? '');
    const carried = { state: searchParams.get('state'), code: searchParams.get('code') };
    const { data } = await owner.must<{ data: { id: string; currency: string }[] }>(
      'POST',
      '/api/ad-accounts/connect/complete',
      carried,
    );
    accounts[platform] = data.find(({ currency }) => currency === 'USD')?.id ?? '';
  }
  return { owner, accounts: accounts as Record<Platform, string> };
}

/** A campaign that was submitted and approved; `changes` to what the tests' campaign is. */
export async function approvedCampaign(
  { owner, accounts }: World,
  changes: Partial<CampaignBody>,
): Promise<{ id: string; version: number }> {
  const { id, version } = await owner.must<{ id: string; version: number }>(
    'POST',
    '/api/campaigns',
    campaignBody({ adAccounts: accounts, ...changes }),
  );
  await approve(owner, id);
  return { id, version };
}

export async function approve(owner: Http, id: string): Promise<void> {
  const submitted = await owner.must<Campaign>('POST', `/api/campaigns/${id}/submit`);
  const { hash } = agreedTo(submitted);
  await owner.must('POST', `/api/campaigns/${id}/approve`, { hash });
}
