import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ensureDatabase, namesOf } from '../roles.ts';

const SERVICES = ['wall_a', 'wall_b'] as const;
type Service = (typeof SERVICES)[number];
const passwordOf = (service: Service) => `the-password-of-${service}`;

beforeAll(async () => {
  for (const service of SERVICES) await ensureDatabase(inject('adminUrl'), service, passwordOf(service));
});
afterAll(async () => {
  const admin = new pg.Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  for (const { database, owner, app } of SERVICES.map(namesOf)) {
    await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${app}, ${owner}`);
  }
  await admin.end();
});

/** Whether a role with a password is let into a database; the code of PostgreSQL's refusal where it is not. */
async function enter(role: Service, password: Service, database: Service): Promise<string> {
  const url = new URL(inject('adminUrl'));
  [url.username, url.password] = [namesOf(role).app, passwordOf(password)];
  url.pathname = `/${namesOf(database).database}`;
  const client = new pg.Client({ connectionString: url.toString() });
  const ended = await client.connect().then(
    () => 'in',
    (error: { code?: string }) => error.code ?? 'unknown',
  );
  await client.end().catch(() => undefined);
  return ended;
}

it('the password of a service opens its own database, and no other as itself or as the other service', async () => {
  const [wrongPassword, noRight] = ['28P01', '42501'];
  for (const [own, other] of [SERVICES, SERVICES.toReversed() as [Service, Service]] as const) {
    expect(await enter(own, own, own)).toBe('in');
    expect(await enter(own, own, other)).toBe(noRight);
    expect(await enter(other, own, other)).toBe(wrongPassword);
    expect(await enter(other, own, own)).toBe(wrongPassword);
  }
});
