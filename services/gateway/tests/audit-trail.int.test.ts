import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { until } from '../../../client/testing/until.ts';
import type { Jwk } from '../../../contracts/auth/sessions.ts';
import type { AuditEvent, AuditHead, AuditVerification } from '../../../contracts/auth/trail.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { restartStatements } from '../../../scripts/audit-restart.ts';
import { verifyTrail } from '../../../scripts/audit-verify.ts';
import { authSettings } from '../../auth/settings.ts';
import { Http } from '../../../tests/support/http.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { EMPTY_CHAIN, entryHash, type ChainEntry } from '../../auth/trail/domain/chain.ts';
import { inTable, signUp, type Signed } from '../../auth/tests/people.ts';

type Page = { data: AuditEvent[]; page: { nextCursor: string | null } };
type Verification = z.infer<typeof AuditVerification>;

let stack: Stack;
let http: Http;
/** People with five events in a signed chain, made at once: one for each test that takes one. */
let people: { person: Signed; client: Http }[];
const busyPerson = () => people.pop() as (typeof people)[number];
beforeAll(async () => {
  stack = await startStack({
    services: ['gateway', 'auth', 'ai'],
    env: { AUDIT_HEAD_SECONDS: '1', LIMIT_API_PER_MINUTE: '100000' },
  });
  http = new Http(stack.url);
  people = await busyPeople(11);
});
afterAll(() => stack.stop());

const trailOf = async (client: Http, query = '') =>
  (await client.get<Page>(`/api/audit-events?limit=100${query}`)).body.data;
const verify = async (client: Http) => (await client.get<Verification>('/api/audit-events/verify')).body;
/** Waits until a statement speaks of so many events. */
const signed = ({ organization }: Signed, events: number) =>
  until(
    () =>
      inTable<{ seq: string | null }>(
        stack,
        'SELECT signed_seq AS seq FROM audit_heads WHERE organization_id = $1',
        [organization.id],
      ),
    ([head]) => Number(head?.seq ?? 0) >= events,
  );
/** Somebody who has made four API keys, and whose chain was signed since. */
async function busyPeople(count: number): Promise<typeof people> {
  const made: typeof people = [];
  for (let i = 0; i < count; i += 1) {
    const person = await signUp(stack);
    const client = http.as(person.authorization);
    for (let k = 0; k < 4; k += 1)
      expect((await client.post('/api/api-keys', { name: `key ${k}`, role: 'viewer' })).status).toBe(201);
    made.push({ person, client });
  }
  for (const { person } of made) await signed(person, 5);
  return made;
}

describe('GET /api/audit-events', () => {
  it('tells owners what was done, by whom and to what, newest first and page by page', async () => {
    const { person: ada, client } = busyPerson();
    const events = await trailOf(client);
    expect(events.map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1]);
    expect(events.at(-1)).toMatchObject({
      service: 'auth',
      action: 'auth.registered',
      actor: { kind: 'user', id: ada.user.id, name: ada.user.name },
      subject: { kind: 'user', id: ada.user.id, name: ada.user.name },
    });
    const paged: AuditEvent[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const path: string = `/api/audit-events?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body }: { body: Page } = await client.get<Page>(path);
      paged.push(...body.data);
      cursor = body.page.nextCursor;
    }
    expect(paged).toEqual(events);
  });

  it('filters by action, actor, subject and time', async () => {
    const { person: ada, client } = busyPerson();
    const [newest] = await trailOf(client);
    expect(await trailOf(client, '&action=auth.registered')).toHaveLength(1);
    expect(await trailOf(client, `&actorId=${ada.user.id}`)).toHaveLength(5);
    expect(await trailOf(client, `&actorId=${randomUUID()}`)).toEqual([]);
    expect(await trailOf(client, `&subjectId=${newest?.subject.id}`)).toEqual([newest]);
    expect(await trailOf(client, `&from=${newest?.at}`)).toEqual([newest]);
    expect(await trailOf(client, `&to=${newest?.at}`)).toHaveLength(4);
  });

  it('is for owners and admins of the organisation alone, and no API key reads it', async () => {
    const [ada, bob] = [await signUp(stack), await signUp(stack)];
    const made = await http
      .as(ada.authorization)
      .post<{ key: string }>('/api/api-keys', { name: 'reader', role: 'manager' });
    for (const path of ['', '/export', '/head', '/verify']) {
      expect((await http.get(`/api/audit-events${path}`)).status).toBe(401);
      expect((await http.as(made.body.key).get(`/api/audit-events${path}`)).status).toBe(403);
    }
    const theirs = await trailOf(http.as(bob.authorization));
    expect(theirs.filter(({ actor }) => actor.id === ada.user.id)).toEqual([]);
  });
});

describe('GET /api/audit-events/export', () => {
  it('gives a file that is proved with the published keys alone, and is itself recorded', async () => {
    const { client, person } = busyPerson();
    const { text, headers } = await client.get('/api/audit-events/export');
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const { keys } = (await http.get<{ keys: Jwk[] }>('/.well-known/jwks.json')).body;
    const report = await verifyTrail(text.trimEnd().split('\n'), keys);
    expect(report.fault).toBeUndefined();
    expect(report.heads[0]?.seq).toBeGreaterThanOrEqual(5);
    await signed(person, 6);
    expect((await trailOf(client))[0]).toMatchObject({ action: 'auth.audit_exported' });
    const { head } = (await client.get<{ head: AuditHead }>('/api/audit-events/head')).body;
    const later = (await client.get('/api/audit-events/export')).text.trimEnd().split('\n');
    expect((await verifyTrail(later, keys, [head])).fault).toBeUndefined();
    expect((await verifyTrail(text.trimEnd().split('\n'), keys, [head])).fault).toMatchObject({
      kind: 'cut',
    });
  });
});

describe('GET /api/audit-events/verify', () => {
  it('counts what it proved, what is not signed and what is not in the chain, and names who did not answer', async () => {
    const { client } = busyPerson();
    expect(await verify(client)).toMatchObject({
      intact: true,
      fault: null,
      events: 5,
      verifiedUpTo: 5,
      signedUpTo: 5,
      windowSeconds: 1,
      pending: {
        unsigned: 0,
        unchained: { auth: 0, ai: 0, campaign: null, analytics: null, platforms: null },
      },
    });
  });

  it.each<[string, string, string]>([
    [
      'an edit',
      `UPDATE audit_chain SET action = 'harmless' WHERE organization_id = $1 AND seq = 3`,
      'changed',
    ],
    ['a deletion', 'DELETE FROM audit_chain WHERE organization_id = $1 AND seq = 3', 'missing'],
    [
      'two that changed places',
      `UPDATE audit_chain SET seq = CASE seq WHEN 3 THEN 104 ELSE 103 END WHERE organization_id = $1 AND seq IN (3, 4);
       UPDATE audit_chain SET seq = seq - 100 WHERE organization_id = $1 AND seq > 100`,
      'relinked',
    ],
    ['a tail that was cut', 'DELETE FROM audit_chain WHERE organization_id = $1 AND seq >= 3', 'cut'],
  ])('finds %s made in the database, at its entry', async (_, sql, kind) => {
    const { person: ada, client } = busyPerson();
    for (const one of sql.split(';')) await inTable(stack, one, [ada.organization.id]);
    expect(await verify(client)).toMatchObject({ intact: false, fault: { kind, seq: 3 }, verifiedUpTo: 2 });
  });
});

describe('who has the database and not the key', () => {
  /** Rewrites an organisation's chain from one entry on, with right hashes, and the head that is not signed. */
  async function rewrite({ organization: { id } }: Signed, from: number): Promise<ChainEntry> {
    const rows = await inTable<{ entry: ChainEntry }>(
      stack,
      `SELECT json_build_object('organizationId', organization_id, 'seq', seq, 'service', service,
         'eventId', event_id, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'chainedAt', to_char(chained_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'actor', json_build_object('kind', actor_kind, 'id', actor_id), 'action', action,
         'subject', json_build_object('kind', subject_kind, 'id', subject_id), 'detail', detail,
         'previousHash', previous_hash, 'hash', hash) AS entry
       FROM audit_chain WHERE organization_id = $1 ORDER BY seq`,
      [id],
    );
    let last = rows[from - 2]?.entry ?? { ...EMPTY_CHAIN };
    for (const { entry } of rows.slice(from - 1)) {
      const changed = { ...entry, action: 'harmless', previousHash: last.hash };
      last = { ...changed, hash: entryHash(changed) };
      await inTable(
        stack,
        `UPDATE audit_chain SET action = 'harmless', previous_hash = $3, hash = $4 WHERE organization_id = $1 AND seq = $2`,
        [id, entry.seq, changed.previousHash, last.hash],
      );
    }
    await inTable(stack, 'UPDATE audit_heads SET hash = $2 WHERE organization_id = $1', [id, last.hash]);
    return last as ChainEntry;
  }

  it('cannot have a rewritten chain signed: the signed head stays, and says so', async () => {
    const { person: ada, client } = busyPerson();
    await rewrite(ada, 2);
    const [others] = await busyPeople(1);
    expect(await verify(others?.client ?? http)).toMatchObject({ intact: true });
    expect(await verify(client)).toMatchObject({
      intact: false,
      fault: { kind: 'rewritten', seq: 5 },
      signedUpTo: 5,
    });
  });

  it('cannot move the signed head along: then nothing is signed any more', async () => {
    const { person: ada, client } = busyPerson();
    const last = await rewrite(ada, 2);
    await inTable(stack, 'UPDATE audit_heads SET signed_hash = $2 WHERE organization_id = $1', [
      ada.organization.id,
      last.hash,
    ]);
    expect(await verify(client)).toMatchObject({ signedUpTo: null, headSignedAt: null });
    const statements = () => inTable<{ n: number }>(stack, 'SELECT count(*)::int AS n FROM audit_statements');
    const before = await statements();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await statements()).toEqual(before);
    // an operator who understood it begins anew, and every later statement says since when
    const { auth } = parseSettings(stack.variables, { auth: authSettings });
    const since = await restartStatements(auth);
    await until(statements, ([count]) => (count?.n ?? 0) > since);
    const { head } = (await client.get<{ head: AuditHead }>('/api/audit-events/head')).body;
    const claims = JSON.parse(
      Buffer.from(head.statement.split('.')[1] ?? '', 'base64url').toString(),
    ) as unknown;
    expect(claims).toMatchObject({ since });
  });
});
