import { structure } from '../../client/testing/campaign-body.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign, CampaignStatus } from '../../contracts/campaign/campaign.ts';
import type { Operation } from '../../contracts/campaign/publishing.ts';
import { HOUR_MS } from '../../lib/time.ts';
import { describedRoutes, Http } from '../support/http.ts';
import { until } from '../../client/testing/until.ts';
import type { House, Person } from './house.ts';
import { atRest, startOn, type OldProduct } from './old-product.ts';
import { releases, type Repeat } from './releases.ts';
import {
  changeAddress,
  changePassword,
  changePolicy,
  copyAndErase,
  proveAddress,
  resetPassword,
  unprovedOf,
} from './visit-accounts.ts';
import { inputOf } from './campaign-input.ts';
import { bringDeveloperToken } from './visit-developer-token.ts';
import { seeDrift, settleDrift } from './visit-drift.ts';
import { addApp, addPasskey, dropApp, loseFactors } from './visit-factors.ts';
import { importAndTakeBack } from './visit-imports.ts';
import { seeAlert } from './visit-alerts.ts';
import { linkAndSplit } from './visit-links.ts';
import { lowerAlone } from './visit-lower.ts';
import { readTellings } from './visit-tellings.ts';
import { scheduleReport } from './visit-schedules.ts';
import { setRates } from './visit-currency-rates.ts';
import { useWebhook } from './visit-webhooks.ts';
import { useSqlLogin } from './visit-sql-logins.ts';
import { endMemberSessions, endOwnSessions, seeSessions } from './visit-sessions.ts';
import { leaveBehind } from './visit-leave.ts';
import { retryAndCancel, stopAndThaw } from './visit-stops.ts';
import { readTrail } from './visit-trail.ts';
import { settlePolicy } from './visit-policy.ts';
import { Visitor, Visits } from './visitor.ts';

type Organization = { id: string; role: string };
type Session = { accessToken: string; organization: Organization };
type Row = { id: string };

const QUEUES = ['auth', 'campaign', 'analytics', 'platforms'];
const PLATFORMS = ['google-ads', 'linkedin-ads'];
const ENDED = ['succeeded', 'failed', 'needs_review', 'cancelled'];

/** Work on each element, a few at a time. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>, atOnce = 6): Promise<void> {
  const left = [...all];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}

describe.each(releases())('today, started on what $name left behind', (release) => {
  const { people: known, credentials, repeats, madeAt } = release.settings;
  /** `madeAt` is when the making began; all that the release wrote is older than this. */
  const leftAt = new Date(Date.parse(madeAt) + HOUR_MS).toISOString();
  const visits = new Visits();
  let product: OldProduct;
  let nobody: Visitor;
  let house: House;
  let people: Person[];
  let owner: Visitor;
  let manager: Visitor;
  let statuses: CampaignStatus[];

  const as = (token: string) => new Visitor(product, new Http(product.stack.url).as(token), visits);
  const by = (email: string): Person => {
    const found = people.find((person) => person.email === email);
    if (!found) throw new Error(`${email} did not sign in`);
    return found;
  };
  const owners = () => people.filter(({ role }) => role === 'owner');
  const operationEnd = (visitor: Visitor, id: string) =>
    until(
      () => visitor.read<Operation>(`/api/operations/${id}`),
      ({ status }) => ENDED.includes(status),
    );

  beforeAll(async () => {
    product = await startOn(release);
    nobody = new Visitor(product, new Http(product.stack.url), visits);
    house = { product, nobody, as };
    // one after the other: passwords are dear to check, and a machine with other work answers 503 to nine at once
    people = [];
    for (const credentials of known) people.push(await signIn(credentials));
    owner = by('owner@fixture.example.com').visitor;
    manager = by('manager@fixture.example.com').visitor;
  });
  afterAll(() => product?.stop());

  async function signIn({ email, password }: { email: string; password: string }): Promise<Person> {
    const { status, body } = await nobody.ask<Session>('POST', '/api/auth/login', {
      body: { email, password },
    });
    expect([email, status]).toEqual([email, 200]);
    const visitor = as(body.accessToken);
    const me = await visitor.read<{ user: Row; organizations: Organization[] }>('/api/auth/me');
    const known = { userId: me.user.id, email, password };
    const own = me.organizations.find(({ role }) => role === 'owner');
    if (!own || own.id === body.organization.id)
      return { ...known, organizationId: body.organization.id, role: body.organization.role, visitor };
    const switched = await visitor.ask<Session>('POST', '/api/auth/switch-organization', {
      body: { organizationId: own.id },
    });
    return { ...known, organizationId: own.id, role: own.role, visitor: as(switched.body.accessToken) };
  }

  it('takes the work that waited, and ends it', async () => {
    await atRest(product);
    const jobs = async (condition: string) => {
      const sql = `SELECT name, data, output FROM pgboss.job WHERE ${condition}`;
      return (await Promise.all(QUEUES.map((service) => product.rows(service, sql)))).flat();
    };
    // a reading of what can serve, one of figures, and a check of alerts are always to come
    const due = `state IN ('created', 'retry', 'active') AND start_after < now() + interval '1 year'
      AND NOT (name IN ('platforms.readDelivery', 'platforms.readFigures', 'analytics.checkAlerts') AND start_after > now())`;
    await until(
      () => jobs(due),
      (rows) => rows.length === 0,
      30,
    );
    expect(await jobs(`name = 'dead' OR state = 'failed'`)).toEqual([]);
    const ends = await product.rows<{ status: string }>(
      'campaign',
      `SELECT DISTINCT status FROM operations ORDER BY 1`,
    );
    expect(ends.map(({ status }) => status)).toEqual(['failed', 'needs_review', 'succeeded']);
  });

  it('shows people, their organisation and what is about them', async () => {
    await each(people, async ({ visitor, organizationId }) => {
      const me = await visitor.read<{ organization: Row }>('/api/auth/me');
      expect(me.organization.id).toBe(organizationId);
      await visitor.ask('GET', '/api/members');
    });
    await nobody.read('/.well-known/jwks.json');
    for (const { visitor } of owners()) {
      await visitor.read('/api/members?limit=2');
      await visitor.idsOf('/api/invitations');
      await visitor.idsOf('/api/api-keys');
      await visitor.idsOf('/api/ad-accounts');
      for (const platform of PLATFORMS) await visitor.idsOf(`/api/ad-accounts?platform=${platform}`);
    }
  });

  it('shows every campaign with its plan, its history and its figures', async () => {
    for (const { visitor } of owners()) {
      const ids = await visitor.idsOf('/api/campaigns');
      expect(ids.length).toBeGreaterThan(0);
      for (const query of ['sort=name', 'sort=-name', 'status=active', 'objective=leads', 'q=one'])
        await visitor.idsOf(`/api/campaigns?${query}`);
      for (const platform of PLATFORMS) await visitor.idsOf(`/api/campaigns?platform=${platform}`);
      await each(ids, async (id) => {
        const campaign = await visitor.ask<Campaign>('GET', `/api/campaigns/${id}`);
        const headers = { 'if-none-match': campaign.headers.get('etag') ?? '' };
        expect((await visitor.ask('GET', `/api/campaigns/${id}`, { headers })).status).toBe(304);
        await visitor.read(`/api/campaigns/${id}/plan`);
        await visitor.idsOf(`/api/campaigns/${id}/history`);
        await visitor.read(`/api/analytics/campaigns/${id}?from=2026-01-01&to=2026-12-31&compare=previous`);
        await visitor.idsOf(`/api/recommendations?campaignId=${id}`);
      });
      await seeDrift(visitor, ids);
    }
  });

  it('shows every operation and its last event', async () => {
    const rows = await product.rows<{ id: string; organization: string }>(
      'campaign',
      'SELECT id, organization_id AS organization FROM operations',
    );
    await each(rows, async ({ id, organization }) => {
      const { visitor } =
        owners().find(({ organizationId }) => organizationId === organization) ?? by(organization);
      const operation = await visitor.read<Operation>(`/api/operations/${id}`);
      const events = await visitor.ask('GET', `/api/operations/${id}/events`);
      const last = /data: (.*)\n\n$/.exec(events.text)?.[1] ?? 'null';
      expect(JSON.parse(last)).toEqual(operation);
    });
  });

  it('shows recommendations, reports, imports', async () => {
    for (const { visitor } of owners()) {
      for (const status of ['open', 'applied', 'dismissed', 'expired'])
        await visitor.idsOf(`/api/recommendations?status=${status}`);
      await visitor.read('/api/analytics/dashboard?from=2026-01-01&to=2026-12-31');
      for (const group of ['campaign', 'platform', 'date', 'week', 'month', 'adGroup', 'ad', 'keyword']) {
        const path = `/api/analytics/performance?groupBy=${group}&from=2026-01-01&to=2026-12-31`;
        await visitor.read(path);
        await visitor.ask('GET', path, { headers: { accept: 'text/csv' } });
      }
    }
    const imports = await product.rows<Row>('analytics', 'SELECT id FROM imports');
    expect(imports.length).toBeGreaterThan(0);
    for (const { id } of imports) await owner.read(`/api/analytics/imports/${id}`);
  });

  it('gives the answer of then to a request that is repeated under its key', async () => {
    const again = ({ as: email, path, key, body }: Repeat) =>
      by(email).visitor.ask<Partial<Row>>('POST', path, { body, headers: { 'idempotency-key': key } });
    const effects = async () => [
      await product.rows(
        'campaign',
        `SELECT (SELECT count(*) FROM campaigns), (SELECT count(*) FROM operations), (SELECT count(*) FROM campaign_versions)`,
      ),
      await product.rows('ai', 'SELECT count(*) FROM generations'),
    ];
    const before = await effects();
    for (const repeat of repeats) {
      const [first, second] = [await again(repeat), await again(repeat)];
      expect([repeat.path, first.status < 300, second.body]).toEqual([repeat.path, true, first.body]);
    }
    expect(await effects()).toEqual(before);
  });

  it('takes advice and acts on it', async () => {
    let verbs = ['dismiss', 'apply'];
    for (const { visitor } of owners()) {
      const act = (id: string, verb: string) =>
        visitor.change('POST', `/api/recommendations/${id}/${verb}`, id, { body: {} });
      for (const id of await visitor.idsOf('/api/recommendations?status=open')) {
        await act(id, (verbs = verbs.toReversed())[0] ?? '');
      }
      for (const id of await visitor.idsOf('/api/recommendations'))
        for (const verb of verbs) await act(id, verb);
      await each(await visitor.idsOf('/api/campaigns'), async (id) => {
        await visitor.change('POST', `/api/campaigns/${id}/optimize`, id, { body: {} });
      });
    }
  });

  it('puts back, leaves alone or takes what somebody changed in the platform’s own page', () =>
    settleDrift(house, owner));

  it('asks an exemption for what a policy refuses, or leaves it out', () => settlePolicy(owner, manager));

  it('lowers what is spent without an approval, and nothing else', () => lowerAlone(owner));

  it('takes every step that people ask of every campaign, or refuses it without an effect', async () => {
    const seen = new Set<string>();
    const ids = await owner.idsOf('/api/campaigns');
    statuses = (await Promise.all(ids.map((id) => owner.campaign(id)))).map(({ status }) => status);
    const kept = ids[statuses.indexOf('active')]; // goes on, so that there is something to stop
    await each(ids, async (id) => {
      const path = `/api/campaigns/${id}`;
      for (const verb of ['publish', 'pause', 'resume']) {
        const { status } = await owner.campaign(id);
        if (seen.has(`${verb} ${status}`)) continue;
        seen.add(`${verb} ${status}`);
        const begun = await owner.change<Operation>('POST', `${path}/${verb}`, id, { body: {} });
        if (begun.status === 202) await operationEnd(owner, begun.body.id);
      }
      await owner.change('POST', `${path}/submit`, id, { body: {} });
      await manager.change('POST', `${path}/reject`, id, { body: { note: 'Not yet.' } });
      const now = await owner.campaign(id);
      const version = { 'if-match': `"${now.version}"` };
      await owner.change('PUT', path, id, { body: inputOf(now), headers: { 'if-match': '"99"' } });
      await owner.change('PUT', path, id, {
        body: { ...inputOf(now), name: `${now.name} again` },
        headers: version,
      });
      await owner.change('POST', `${path}/submit`, id, { body: {} });
      if (id === ids[0]) {
        const unnamed = await manager.change('POST', `${path}/approve`, id, { body: {} }); // as clients of then ask
        expect(unnamed).toMatchObject({ status: 422, body: { errors: [{ path: 'hash' }] } });
      }
      const hash = (await owner.campaign(id)).review?.hash ?? 'of nothing';
      await manager.change('POST', `${path}/approve`, id, { body: { hash } });
      await owner.change('DELETE', path, id, { headers: version });
      if (id === kept) return;
      const last = await owner.campaign(id);
      await owner.change('DELETE', path, id, { headers: { 'if-match': `"${last.version}"` } });
      await owner.campaign(id);
      await owner.idsOf(`${path}/history`);
    });
    const every = ['active', 'approved', 'archived', 'completed', 'draft', 'failed', 'in_review'];
    expect(statuses).toEqual(expect.arrayContaining([...every, 'needs_review', 'paused']));
  });

  it('has what cannot be proved to be stopped tried at once and cancelled', () =>
    retryAndCancel(house, owner));

  it('stops everything, with proof, and thaws it when two people say so', () => stopAndThaw(owner, manager));

  it('takes new figures, files and briefs beside the old ones', async () => {
    const [id = ''] = await owner.idsOf('/api/campaigns?status=paused');
    const figure = { campaignId: id, platform: 'google-ads', date: '2026-11-20', currency: 'USD' };
    const rows = [{ ...figure, impressions: 10, clicks: 1, costMicros: 5_000_000 }];
    expect((await owner.ask('POST', '/api/analytics/metrics', { body: { rows } })).status).toBe(200);
    const file = await owner.ask<Row>('POST', '/api/analytics/imports?platform=google-ads', {
      raw: 'Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-11-20,Elsewhere,USD,10,1,1.00\n',
      headers: { 'content-type': 'text/csv' },
    });
    const imported = await until(
      () => owner.read<{ status: string; accepted: number }>(`/api/analytics/imports/${file.body.id}`),
      ({ status }) => ENDED.includes(status),
    );
    expect(imported).toMatchObject({ status: 'succeeded', accepted: 1 });
    await linkAndSplit(owner, id);
    await importAndTakeBack(owner);
    await readTellings(owner);
    await useSqlLogin(owner);
    await setRates(owner);
    await useWebhook(owner);
    await scheduleReport(owner, by('owner@fixture.example.com').userId);
    const brief = repeats.find(({ path }) => path === '/api/ai/campaign-structures')?.body;
    expect((await owner.ask('POST', '/api/ai/campaign-structures', { body: brief })).status).toBe(200);
    const [first = ''] = await owner.idsOf('/api/campaigns');
    const body = { ...inputOf(await owner.campaign(first)), name: 'Beside the old ones', structure };
    expect((await owner.ask('POST', '/api/campaigns', { body })).status).toBe(201);
    await seeAlert(owner);
  });

  it('puts away what is in an ad account that lets nobody in', () => leaveBehind(house, owner));

  it('goes on with connections of then', async () => {
    await atRest(product);
    for (const { visitor } of owners())
      for (const id of await visitor.idsOf('/api/ad-accounts')) {
        const path = `/api/ad-accounts/${id}`;
        await visitor.read(`${path}/sync`);
        expect((await visitor.ask('POST', `${path}/sync`)).status).toBe(202);
        await visitor.change('PATCH', path, id, { body: { name: 'A new name' } });
        await visitor.change('DELETE', path, id);
      }
    const consent = await fetch(product.sandbox.linkedin.url + credentials.consent, { redirect: 'manual' });
    const { searchParams } = new URL(consent.headers.get('location') ?? '');
    const body = { state: searchParams.get('state'), code: searchParams.get('code') };
    expect((await owner.ask('POST', '/api/ad-accounts/connect/complete', { body })).status).toBe(200);
    await bringDeveloperToken(house, owner);
  });

  it('shows everybody their sessions of then, and ends those that they or their owner name', async () => {
    await each(people, (person) => seeSessions(house, person, leftAt));
    await endOwnSessions(house, by('analyst@fixture.example.com'), leftAt);
    const admin = by('admin@fixture.example.com');
    await endMemberSessions(house, by('owner@fixture.example.com'), admin, leftAt);
  });

  it('lets people of then prove their address, change it and their password, and be erased', async () => {
    // who had accepted an invitation had proved theirs by that
    const unproved = await unprovedOf(house, people);
    expect(unproved.map(({ role }) => role)).toEqual(['owner', 'owner']);
    await each(unproved, (person) => proveAddress(house, person));
    const approver = by('approver@fixture.example.com');
    await changeAddress(house, approver);
    const managers = people.filter(({ email }) => email.startsWith('ben.'));
    const demoOwners = people.filter(({ email }) => email.startsWith('anna.'));
    expect([managers.length, demoOwners.length]).toEqual([1, 1]);
    for (const person of demoOwners) await resetPassword(house, person);
    for (const person of managers) await copyAndErase(house, await changePassword(house, person));
  });

  it('lets an owner of then change who approves', () => changePolicy(by('owner@fixture.example.com')));

  it('lets a person of then add an app and a passkey, confirm with both, drop one, and lose all', async () => {
    const person = await addPasskey(house, await addApp(house, by('manager@fixture.example.com')));
    await dropApp(person);
    await loseFactors(house, person, by('owner@fixture.example.com'));
  });

  it('shows each owner a trail that begins with what was recorded then, and proves it', async () => {
    await each(
      owners().filter(({ email }) => !email.startsWith('anna.')),
      (owner) => readTrail(house, owner, leftAt),
    );
  });

  it('goes on with sessions, invitations, keys and members of then', async () => {
    const key = as(credentials.apiKey);
    expect((await key.idsOf('/api/campaigns')).length).toBeGreaterThan(0);
    const { refreshToken } = credentials;
    const session = await nobody.ask<Session>('POST', '/api/auth/refresh-token', { body: { refreshToken } });
    expect(session.status).toBe(200);
    const accept = {
      token: credentials.invitation.token,
      name: 'Late',
      password: 'a late password, but long',
    };
    const joined = await nobody.ask<Session>('POST', '/api/invitations/accept', {
      body: accept,
    });
    expect([joined.status, joined.body.organization.role]).toEqual([200, 'viewer']);
    for (const id of await owner.idsOf('/api/invitations'))
      await owner.change('DELETE', `/api/invitations/${id}`, id);
    for (const id of await owner.idsOf('/api/api-keys'))
      await owner.change('DELETE', `/api/api-keys/${id}`, id);
    await owner.ask('POST', '/api/api-keys', { body: { name: 'New', role: 'viewer' } });
    await owner.ask('POST', '/api/invitations', {
      body: { email: 'new@fixture.example.com', role: 'viewer' },
    });
    const neighbour = by('neighbour@fixture.example.com').visitor;
    const { organizationId } = by('owner@fixture.example.com');
    await neighbour.ask('POST', '/api/auth/switch-organization', { body: { organizationId } });
    const { data } = await owner.read<{ data: { userId: string; role: string }[] }>('/api/members?limit=100');
    for (const { userId, role } of data.filter((member) => member.role !== 'owner')) {
      const other = role === 'viewer' ? 'analyst' : 'viewer';
      await owner.change('PATCH', `/api/members/${userId}`, userId, { body: { role: other } });
      await owner.change('DELETE', `/api/members/${userId}`, userId);
    }
    const account = {
      email: 'fresh@fixture.example.com',
      password: 'a fresh password, and long',
      name: 'Fresh',
    };
    const body = { ...account, organizationName: 'Fresh' };
    const fresh = await nobody.ask<{ tokens: Session }>('POST', '/api/auth/register', { body });
    const erased = await as(fresh.body.tokens.accessToken).ask('POST', '/api/auth/erase', {
      body: { password: account.password },
    });
    expect(erased.status).toBe(202);
  });

  it('gives people a copy of what then was stored about them, and keeps their addresses beside the trail', async () => {
    const { body } = await owner.ask<{ data: { table: string; values: object }[] }>(
      'GET',
      '/api/auth/export',
    );
    expect(body.data.map(({ table }) => table)).toContain('auth.personal_details');
    const inTrail = `SELECT id FROM audit_events WHERE detail ?| ARRAY['address', 'userAgent']`;
    expect(await product.rows('auth', inTrail)).toEqual([]);
  });

  it('notices a stored document that lacks a field', async () => {
    const [id = ''] = await owner.idsOf('/api/campaigns');
    await product.rows(
      'campaign',
      `UPDATE campaigns SET document = (document::jsonb - 'objective')::json WHERE id = $1`,
      [id],
    );
    await expect(owner.ask('GET', `/api/campaigns/${id}`)).rejects.toThrow();
    await expect(owner.ask('GET', '/api/campaigns')).rejects.toThrow();
  });

  it('has been asked for every operation of the API', async () => {
    expect((await owner.ask('POST', '/api/auth/logout', { body: {} })).status).toBe(204);
    expect(visits.missing(describedRoutes())).toEqual([]);
  });
});
