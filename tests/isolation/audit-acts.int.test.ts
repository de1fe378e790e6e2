import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import { until } from '../../client/testing/until.ts';
import type { Session } from '../../contracts/auth/identity.ts';
import type { Campaign } from '../../contracts/campaign/campaign.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { asAdministrator } from '../support/databases.ts';
import type { Http } from '../support/http.ts';
import { operationEnd, PASSWORD } from '../support/journey.ts';
import { startProduct, type Product } from '../support/product.ts';
import { briefOf } from '../../services/ai/tests/briefs.ts';
import { trailIsQuiet } from '../support/quiet-trail.ts';
import type { Act } from './acts.ts';
import { actsOfOrganization } from './acts-of-organization.ts';
import { actsOfPerson } from './acts-of-person.ts';
import { DATABASES } from './rows-of.ts';

type Row = {
  id: string;
  action: string;
  actor_id: string;
  subject_id: string;
  at: Date;
  detail: { address?: string; userAgent?: string; code?: string; session?: string };
};

let product: Product;
let organizationId: string;
/** Everything that nobody may find in a trail. */
const secrets: string[] = [PASSWORD];
const SITE = 'https://app.company.com';
const world = () => ({ ...product, secrets });
beforeAll(async () => {
  product = await startProduct({ PUBLIC_URL: SITE });
  organizationId = (await me(product.alice)).organization.id;
}, 90_000);
afterAll(() => product.stop());

const me = async (client: Http) =>
  (await client.get<{ user: { id: string; email: string }; organization: { id: string } }>('/api/auth/me'))
    .body;

/** What every service has recorded of an organisation, each row with what auth keeps beside it: where and who by name. */
async function recorded(organization = organizationId): Promise<Row[]> {
  const ask = <R extends object>(service: string, sql: string) =>
    asAdministrator<R>(product.stack.databases.adminUrl(service), sql, [organization]);
  const sql = 'SELECT * FROM audit_events WHERE organization_id = $1';
  const rows = (await Promise.all(DATABASES.map((service) => ask<Row>(service, sql)))).flat();
  const kept = 'SELECT event_id, detail::jsonb FROM personal_details WHERE organization_id = $1';
  const beside = await ask<{ event_id: string; detail: Row['detail'] }>('auth', kept);
  const of = new Map(beside.map(({ event_id, detail }) => [event_id, detail]));
  return rows.map((row) => ({ ...row, detail: { ...row.detail, ...of.get(row.detail.session ?? row.id) } }));
}

/** Does something, and gives what was recorded of it. */
async function of(act: () => Promise<unknown>, organization = organizationId): Promise<Row[]> {
  const before = new Set((await recorded(organization)).map(({ id }) => id));
  await act();
  return (await recorded(organization)).filter(({ id }) => !before.has(id));
}

const ok = async (answer: Promise<{ status: number; text: string }>) => {
  const { status, text } = await answer;
  if (status >= 400) throw new Error(text);
};
const keyed = () => ({ headers: { 'idempotency-key': randomUUID() } });

/** That an act is one row, which says who, when, what and from where. */
async function oneRow(action: string, act: () => Promise<unknown>, actor?: () => string): Promise<void> {
  const since = Date.now();
  const rows = (await of(act)).filter((row) => row.action !== 'auth.access_refused'); // counted by the minute, told later
  expect(rows.map((row) => row.action)).toEqual([action]);
  const [row] = rows;
  expect(row?.detail).toMatchObject({ address: '127.0.0.1', userAgent: expect.any(String) as string });
  if (actor) expect(row?.actor_id).toBe(actor());
  else expect(row?.actor_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(row?.subject_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(Math.abs((row?.at.getTime() ?? 0) - since)).toBeLessThan(10_000);
}

describe('each act of people is one row that says who, when, what and from where', () => {
  let draft: Campaign;
  const asked = (path: string, body: unknown = {}) =>
    ok(product.alice.post(`/api/campaigns/${draft.id}${path}`, body, keyed()));

  it.each<[string, () => Promise<unknown>]>([
    [
      'campaign.created',
      async () => {
        const { body } = await product.alice.post<Campaign>(
          '/api/campaigns',
          campaignBody({ adAccounts: product.adAccounts }),
        );
        draft = body;
      },
    ],
    [
      'campaign.updated',
      () =>
        ok(
          product.alice.put(
            `/api/campaigns/${draft.id}`,
            campaignBody({ adAccounts: product.adAccounts, name: 'New' }),
            {
              headers: { 'if-match': `"${draft.version}"` },
            },
          ),
        ),
    ],
    ['campaign.submitted', () => asked('/submit')],
    [
      'campaign.rejected',
      () => ok(product.bob.post(`/api/campaigns/${draft.id}/reject`, { note: 'Not yet.' })),
    ],
    ['campaign.submitted', () => asked('/submit')],
    [
      'campaign.approved',
      async () => {
        const { body } = await product.bob.get<Campaign>(`/api/campaigns/${draft.id}`);
        return ok(product.bob.post(`/api/campaigns/${draft.id}/approve`, { hash: body.review?.hash }));
      },
    ],
    [
      'ad_account.consent_asked',
      () => ok(product.alice.post('/api/ad-accounts/connect', { platform: 'google-ads' })),
    ],
    [
      'ad_account.connect_failed',
      () => product.alice.post('/api/ad-accounts/connect/complete', { state: 'x'.repeat(43), code: 'none' }),
    ],
    [
      'ad_account.renamed',
      () =>
        ok(product.alice.patch(`/api/ad-accounts/${product.adAccounts['google-ads']}`, { name: 'Our shop' })),
    ],
    ['auth.person_exported', () => ok(product.alice.get('/api/auth/export'))],
    [
      'auth.api_key_created',
      async () => {
        const { body } = await product.alice.post<{ key: string }>('/api/api-keys', {
          name: 'k',
          role: 'viewer',
        });
        secrets.push(body.key);
      },
    ],
    [
      'auth.invited',
      () => ok(product.alice.post('/api/invitations', { email: 'g@example.test', role: 'viewer' })),
    ],
    [
      'auth.logged_in',
      async () => {
        const { email } = (await me(product.alice)).user;
        const { body } = await product.http.post<Session>('/api/auth/login', { email, password: PASSWORD });
        secrets.push(body.accessToken, body.refreshToken);
      },
    ],
    [
      'auth.login_failed',
      async () => {
        const { email } = (await me(product.alice)).user;
        const password = 'canary: a wrong password';
        secrets.push(password);
        await product.http.post('/api/auth/login', { email, password });
      },
    ],
    ['ai.structure_generated', () => ok(product.alice.post('/api/ai/campaign-structures', briefOf()))],
  ])('%s', oneRow);

  it('a publication is its request, and what was done for it on each platform', async () => {
    const rows = await of(async () => {
      const { body } = await product.alice.post<Operation>(`/api/campaigns/${draft.id}/publish`, {}, keyed());
      await operationEnd(product.alice, body.id);
    });
    expect(rows.map(({ action }) => action).sort()).toEqual([
      'campaign.prepare_done',
      'campaign.publish_requested',
      'campaign.publish_succeeded',
      ...Array<string>(4).fill('submission.done'),
    ]);
  });

  // last: what bob approved is published no more
  it.each<[string, (path: string) => Promise<unknown>]>([
    ['auth.role_changed', (path) => ok(product.alice.patch(path, { role: 'analyst' }))],
    ['auth.member_removed', (path) => ok(product.alice.delete(path))],
  ])('%s', async (action, act) =>
    oneRow(action, async () => act(`/api/members/${(await me(product.bob)).user.id}`)),
  );

  it('a connection is one row for each account that it reaches, beside the consent', async () => {
    const rows = await of(() => connectSandbox(product.alice.client, 'linkedin-ads'));
    const actions = rows.map(({ action }) => action);
    expect(actions.filter((a) => a === 'ad_account.consent_asked')).toHaveLength(1);
    expect(actions.filter((a) => a === 'ad_account.connected').length).toBe(actions.length - 1);
    expect(actions.length).toBeGreaterThan(1);
  });
});

describe('who is kept from something is recorded, and cannot flood the trail by it', () => {
  const refusals = (rows: Row[]) => rows.filter(({ action }) => action === 'auth.access_refused');

  it('a key that asks for what it may not, fifty times, is one row at once', async () => {
    const { body } = await product.alice.post<{ apiKey: { id: string }; key: string }>('/api/api-keys', {
      name: 'curious',
      role: 'viewer',
    });
    const rows = await of(async () => {
      for (let i = 0; i < 50; i += 1)
        expect((await product.http.as(body.key).get('/api/api-keys')).status).toBe(403);
      await until(recorded, (all) => refusals(all).length > 0);
    });
    expect(refusals(rows)).toMatchObject([
      {
        actor_id: `api-key:${body.apiKey.id}`,
        subject_id: body.apiKey.id,
        detail: { code: 'PERMISSION_DENIED', operation: 'auth.apiKeys', count: 1, address: '127.0.0.1' },
      },
    ]);
  });

  it('a token that is none is recorded for nobody, with its address', async () => {
    const nobody = '00000000-0000-0000-0000-000000000000';
    const rows = await of(async () => {
      expect((await product.http.as(`Bearer ${'x'.repeat(40)}`).get('/api/campaigns')).status).toBe(401);
      await until(
        () => recorded(nobody),
        (all) => refusals(all).length > 0,
      );
    }, nobody);
    expect(refusals(rows)).toMatchObject([
      { actor_id: nobody, detail: { code: 'TOKEN_INVALID', address: '127.0.0.1' } },
    ]);
  });
});

describe.each<[string, Act[]]>([
  ['what an owner does for the organisation', actsOfOrganization(world)],
  ['what a person does with their own account', actsOfPerson(world, SITE)],
])('each act is one row as well: %s', (_whose, acts) => {
  it.each(acts.map((act) => [act.action, act] as const))('%s', async (action, { before, act, actor }) => {
    await before?.();
    await oneRow(action, act, actor);
  });
});

it('everything that was recorded is in the chain, and no password, token or key is in either', async () => {
  await trailIsQuiet(product.stack.databases, DATABASES);
  const url = product.stack.databases.adminUrl('auth');
  const chained = await asAdministrator<{ event_id: string; text: string }>(
    url,
    'SELECT event_id, c::text AS text FROM audit_chain c WHERE organization_id = $1',
    [organizationId],
  );
  const rows = await recorded();
  expect(new Set(chained.map(({ event_id: id }) => id))).toEqual(new Set(rows.map(({ id }) => id)));
  const texts = [...chained.map(({ text }) => text), ...rows.map((row) => JSON.stringify(row))];
  expect(secrets.length).toBeGreaterThan(40);
  for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  expect(texts.some((text) => text.includes('127.0.0.1'))).toBe(true);
});
