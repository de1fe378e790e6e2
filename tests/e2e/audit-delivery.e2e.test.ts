import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { until } from '../../client/testing/until.ts';
import type { z } from 'zod';
import type { AuditVerification } from '../../contracts/auth/trail.ts';
import { natsBinary, startCluster, type Cluster } from '../support/cluster.ts';
import { asAdministrator } from '../support/databases.ts';
import { Http } from '../support/http.ts';
import { register } from '../support/journey.ts';
import { trailIsQuiet } from '../support/quiet-trail.ts';

const binary = await natsBinary();

describe.runIf(binary)('audit rows of a cluster', () => {
  let cluster: Cluster;
  let owner: Http;
  beforeAll(async () => {
    cluster = await startCluster(binary ?? '', []);
    owner = (await register(new Http(cluster.url), 'Olga')).http;
  }, 90_000);
  afterAll(() => cluster.stop());

  /** Makes a campaign. @returns its id when it was accepted */
  const create = async (): Promise<string | null> => {
    const body = campaignBody({ name: `Row ${randomUUID()}` });
    const answer = await owner.post<{ id: string }>('/api/campaigns', body);
    return answer.status === 201 ? answer.body.id : null;
  };
  const chained = () =>
    asAdministrator<{ id: string }>(
      cluster.databases.adminUrl('auth'),
      `SELECT subject_id AS id FROM audit_chain WHERE action = 'campaign.created'`,
    );

  it('wait while auth is killed, and none is lost or doubled when it is back', async () => {
    const accepted: string[] = [];
    const begun = Date.now();
    let killed: Promise<void> | undefined;
    // auth dies in the middle; for three seconds nodes still believe what it said last
    while (Date.now() - begun < 4_000) {
      if (Date.now() - begun > 1_500) killed ??= cluster.kill('auth');
      const id = await create();
      if (id) accepted.push(id);
    }
    await killed;
    expect(accepted.length).toBeGreaterThan(5);
    expect((await chained()).length).toBeLessThan(accepted.length);
    await cluster.add('auth-2', ['auth']);
    await trailIsQuiet(cluster.databases, ['auth', 'campaign']);
    const ids = (await chained()).map(({ id }) => id);
    expect(ids).toHaveLength(accepted.length);
    expect(new Set(ids).size).toBe(ids.length);
    expect(accepted.filter((id) => !ids.includes(id))).toEqual([]);
    const check = await until(
      () => owner.get<z.infer<typeof AuditVerification>>('/api/audit-events/verify'),
      ({ status }) => status === 200,
    );
    expect(check.body).toMatchObject({ intact: true, fault: null, pending: { unchained: { campaign: 0 } } });
  });
});
