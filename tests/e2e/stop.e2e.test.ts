import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { until } from '../../client/testing/until.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import { stopContracts, type Stop } from '../../contracts/campaign/stops.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import { Http } from '../support/http.ts';
import {
  connectBoth,
  invite,
  operationEnd,
  publishCampaign,
  register,
  type Accounts,
} from '../support/journey.ts';
import { agreedTo } from '../support/approval.ts';

const binary = await natsBinary();

describe.runIf(binary)('stopping, in a cluster of one process a service', () => {
  let cluster: Cluster;
  let owner: Http;
  let manager: Http;
  let adAccounts: Accounts;
  beforeAll(async () => {
    cluster = await startCluster(binary ?? '', []);
    const http = new Http(cluster.url);
    owner = (await register(http, 'Olivia')).http;
    manager = await invite(owner, http, cluster.sandbox.mail, 'manager');
    adAccounts = await connectBoth(owner);
  }, 90_000);
  afterAll(() => cluster.stop());

  const serving = () => {
    const { google, linkedin } = cluster.sandbox;
    const campaigns = google.objects.all().filter(({ kind }) => kind === 'campaign');
    const groups = linkedin.objects.all().filter(({ kind }) => kind === 'campaignGroup');
    return [...campaigns, ...groups].filter(({ fields }) =>
      ['ENABLED', 'ACTIVE'].includes(String(fields['status'])),
    );
  };
  const key = () => ({ idempotencyKey: randomUUID() });

  it('a machine stops everything, with proof; it thaws nothing, two people do, and a thaw resumes nothing', async () => {
    const live = await publishCampaign(owner, manager, adAccounts);
    expect(serving()).toHaveLength(2);
    const made = await owner.client.call(machineContracts.createApiKey, {
      name: 'watchdog',
      role: 'manager',
    });
    const machine = owner.as(made.key);
    const began = Date.now();
    const stop = await machine.client.call(stopContracts.stop, { scope: 'organization' });
    const read = (): Promise<Stop> => machine.client.call(stopContracts.stopProof, { id: stop.id });
    const isProved = ({ complete, objects }: Stop) =>
      complete && objects.length === 2 && objects.every(({ state }) => state === 'stopped');
    await until(read, isProved);
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(serving()).toEqual([]);
    const thaw = (who: Http) =>
      who.ask<{ code?: string; thawedBy?: string }>('POST', `/api/stop/${stop.id}/thaw`, {
        headers: { 'idempotency-key': randomUUID() },
        body: {},
      });
    const resume = (who: Http) =>
      who.ask<{ code: string }>('POST', `/api/campaigns/${live.id}/resume`, {
        headers: { 'idempotency-key': randomUUID() },
        body: {},
      });
    expect([(await thaw(machine)).status, (await resume(owner)).body.code]).toEqual([403, 'STOPPED']);
    expect((await thaw(owner)).status).toBe(202);
    expect((await thaw(owner)).body.code).toBe('STOP_STATE_CONFLICT');
    expect((await resume(owner)).body.code).toBe('STOPPED');
    expect((await thaw(manager)).status).toBe(202);
    await until(read, ({ state }) => state === 'thawed');
    expect(serving()).toEqual([]);
    expect((await resume(machine)).status).toBe(403);
    const resumed = await owner.client.call(publishingContracts.resume, { id: live.id, ...key() });
    expect((await operationEnd(owner, resumed.id)).status).toBe('succeeded');
    expect(serving()).toHaveLength(2);
  });

  it(
    'a publish whose node dies goes on with another one within ten seconds',
    { timeout: 60_000 },
    async () => {
      const { google } = cluster.sandbox;
      const campaign = campaignBody({ adAccounts, name: 'Autumn sale' });
      const { id } = await owner.client.call(contentContracts.create, { campaign, ...key() });
      const submitted = await owner.client.call(reviewContracts.submit, { id });
      await manager.client.call(reviewContracts.approve, agreedTo(submitted));
      google.faults.arm({ match: { pathIncludes: ':mutate' }, times: 1, skip: 0, kind: 'delay', ms: 15_000 });
      const before = google.requests.length;
      const begun = await owner.client.call(publishingContracts.publish, { id, ...key() });
      await until(
        () => google.requests.length,
        (count) => count > before,
      );
      await cluster.add('platforms-2', ['platforms']);
      await cluster.kill('platforms');
      const died = Date.now();
      const end = await operationEnd(owner, begun.id);
      expect(end.status).toBe('succeeded');
      expect(Date.now() - died).toBeLessThan(10_000);
    },
  );
});
