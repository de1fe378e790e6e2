import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { inOrganization } from '../../../storage/scope.ts';
import { rotate } from '../../../storage/envelopes/rotation.ts';
import { sealedGrants, type SealedGrants } from './sealed-grants.ts';

const ORGANIZATIONS = 3;
const GRANTS_EACH = 400;

let grants: SealedGrants;
const ids: { organizationId: string; id: string }[] = [];
beforeAll(async () => {
  grants = await sealedGrants();
  for (let n = 0; n < ORGANIZATIONS; n += 1) {
    const organizationId = randomUUID();
    await Promise.all(
      Array.from({ length: GRANTS_EACH }, async () =>
        ids.push({ organizationId, id: await grants.add(organizationId) }),
      ),
    );
  }
  await grants.sql(`UPDATE organization_keys SET created_at = now() - interval '2 hours'`);
});
afterAll(() => grants.stop());

/** `npm run keys:rotate -- data`, as an operator runs it. */
function startRotation(): ChildProcess {
  return spawn(process.execPath, ['scripts/rotate-keys.ts', 'data'], {
    env: { ...grants.variables, PATH: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Opens and renews tokens as jobs do, until it is told to stop. @returns what was done */
function work(): { stop: () => Promise<{ opened: number; saved: number }> } {
  const done = { opened: 0, saved: 0 };
  let going = true;
  const worker = async (start: number) => {
    for (let at = start; going; at += 7) {
      const { organizationId, id } = ids[at % ids.length] ?? { organizationId: '', id: '' };
      await inOrganization(organizationId, async () => {
        const grant = await grants.tokens.open(organizationId, id);
        if (grant?.accessToken !== `access ${id}`) throw new Error('other tokens than were saved');
        done.opened += 1;
        const saved = await grants.tokens.save(organizationId, grant, grant);
        if (saved) done.saved += 1;
      });
    }
  };
  const workers = Promise.all([0, 1].map(worker));
  return {
    stop: async () => {
      going = false;
      await workers;
      return done;
    },
  };
}

it('keys rotate while tokens are opened and sealed, go on after a kill, and leave no text under an old key', async () => {
  const before = await grants.sql<{ id: string }>('SELECT id FROM organization_keys');
  const old = before.map(({ id }) => id);
  expect(old).toHaveLength(ORGANIZATIONS);
  const underOld = async (): Promise<number> => {
    const [row] = await grants.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM platform_grants WHERE split_part(sealed_tokens, '.', 2) = ANY($1)`,
      [old],
    );
    return row?.n ?? NaN;
  };
  const working = work();
  const left: number[] = [];
  for (const share of [0.8, 0.5, 0.2]) {
    const rotation = startRotation();
    while ((await underOld()) > ids.length * share); // at once, or the rotation is over before it is killed
    const ended = once(rotation, 'exit');
    rotation.kill('SIGKILL');
    await ended;
    left.push(await underOld());
  }
  expect(
    left.every((n) => n > 0),
    `killed in the middle: ${left.join(', ')} texts were left`,
  ).toBe(true);

  const [code] = (await once(startRotation(), 'exit')) as [number];
  expect(code).toBe(0);
  const { opened, saved } = await working.stop();
  expect(opened).toBeGreaterThan(50);
  expect(saved).toBeGreaterThan(25);
  expect(await underOld()).toBe(0);
  const after = await grants.sql<{ id: string; retired_at: Date | null }>('SELECT * FROM organization_keys');
  expect(after.filter(({ id, retired_at }) => old.includes(id) || retired_at !== null)).toEqual([]);
  expect(after).toHaveLength(ORGANIZATIONS);
}, 60_000);

it('a key that a transaction is sealing with is not destroyed before the text is saved', async () => {
  const { organizationId, id } = ids[0] ?? { organizationId: '', id: '' };
  let rotated: Promise<unknown> = Promise.resolve();
  await inOrganization(organizationId, () =>
    grants.database.transaction(async (tx) => {
      const place = { organizationId, table: 'platform_grants', column: 'sealed_tokens', id };
      const sealed = await grants.keys.seal(tx, place, '{"accessToken":"late","refreshToken":null}');
      rotated = rotate(grants.keys, { replaceBefore: new Date(Date.now() + 1_000) });
      await until(
        () => grants.sql(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`),
        (waiting) => waiting.length > 0,
      );
      await tx.execute(
        'UPDATE platform_grants SET sealed_tokens = $3 WHERE organization_id = $1 AND id = $2',
        [organizationId, id, sealed],
      );
    }),
  );
  await rotated;
  const grant = await inOrganization(organizationId, () => grants.tokens.open(organizationId, id));
  expect(grant?.accessToken).toBe('late');
});
