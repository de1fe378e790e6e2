import { memberContracts } from '../../contracts/auth/members.ts';
import type { ServiceName } from '../../contracts/permissions.ts';
import { publishingContracts } from '../../contracts/campaign/publishing.ts';
import { upload } from './advice.ts';
import { create, decide } from './campaigns.ts';
import type { Cast } from './people.ts';
import { eventually, type Repeat } from './person.ts';
import { DATABASES, type Stage } from './stage.ts';

const FAR = '2126-01-01';

/** From now on what is asked of these services' queues waits, as if the product had stopped at that moment. */
async function hold({ stage }: Cast, services: readonly ServiceName[]): Promise<void> {
  for (const service of services)
    await stage.sql(
      service,
      `CREATE FUNCTION fixture_hold() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN NEW.start_after := '${FAR}'; RETURN NEW; END $$;
       CREATE TRIGGER fixture_hold BEFORE INSERT ON pgboss.job_common
         FOR EACH ROW EXECUTE FUNCTION fixture_hold();`,
    );
}

/** Lets the jobs that were held be as the release would have left them: due since they were asked for. */
async function release(stage: Stage, services: readonly ServiceName[]): Promise<void> {
  for (const service of services)
    await stage.sql(
      service,
      `DROP FUNCTION fixture_hold() CASCADE;
       UPDATE pgboss.job SET start_after = created_on WHERE start_after = '${FAR}'`,
    );
}

/**
 * A job of every queue that has not run yet, one that was tried in vain, and operations that are under way. The product
 * is stopped afterwards.
 */
export async function leaveWaiting(cast: Cast, pausable: string): Promise<void> {
  const { owner, stage } = cast;
  const [troubled, handed, asked] = [
    await create(cast, 'One that is tried again'),
    await create(cast, 'One that was handed to the platforms'),
    await create(cast, 'One that was asked to be published'),
  ];
  for (const id of [troubled, handed, asked]) await decide(cast, id, 'approve');
  const drop = { kind: 'drop-before' as const, match: {}, times: 1_000_000, skip: 0, ms: 0 };
  stage.linkedin.faults.arm(drop);
  await owner.once(publishingContracts.publish, { id: troubled });
  await eventually(
    () => stage.sql('platforms', `SELECT 1 FROM ops WHERE setbacks > 0 AND campaign_id = $1`, [troubled]),
    (rows) => rows.length > 0,
  );
  await hold(cast, ['platforms']);
  const { id } = await owner.once(publishingContracts.publish, { id: handed });
  await eventually(
    () => stage.sql('platforms', `SELECT 1 FROM ops WHERE operation_id = $1`, [id]),
    (rows) => rows.length === 2,
  );
  await hold(cast, ['auth', 'campaign', 'analytics']);
  await owner.once(publishingContracts.publish, { id: asked });
  await owner.once(publishingContracts.pause, { id: pausable });
  await owner.call(memberContracts.invite, { email: 'waiting@fixture.example.com', role: 'viewer' });
  await upload(
    cast,
    'waiting.csv',
    'Day,Campaign,Currency code,Impr.,Clicks,Cost\n2026-01-02,Later,USD,10,1,1.00\n',
  );
  await stage.stop();
  await release(stage, ['auth', 'campaign', 'analytics', 'platforms']);
}

/**
 * Moves the ends of what is open into the far future, so that a fixture does not age: sessions, the open invitation, keys,
 * recommendations, jobs, and the day that idempotency answers are kept for. The expired ones stay expired. What the product
 * forgets by itself goes: jobs that are done, and the answers to requests that no test repeats.
 */
export async function keepFresh(stage: Stage, repeats: readonly Repeat[]): Promise<void> {
  await stage.sql(
    'auth',
    `UPDATE sessions SET expires_at = '${FAR}', last_used_at = '${FAR}' WHERE ended_at IS NULL;
     UPDATE refresh_tokens SET expires_at = '${FAR}' WHERE used_at IS NULL;
     UPDATE api_keys SET expires_at = '${FAR}' WHERE revoked_at IS NULL;
     UPDATE invitations SET expires_at = CASE WHEN email LIKE 'expired@%' THEN created_at ELSE '${FAR}' END
       WHERE status = 'pending'`,
  );
  await stage.sql('campaign', `UPDATE recommendations SET expires_at = '${FAR}' WHERE status = 'open'`);
  await stage.sql('platforms', `UPDATE connect_states SET expires_at = '${FAR}' WHERE used_at IS NULL`);
  for (const service of ['campaign', 'ai'] as const)
    await stage.sql(
      service,
      `WITH known AS (UPDATE idempotency_keys SET created_at = '${FAR}' WHERE key = ANY($1))
       DELETE FROM idempotency_keys WHERE key <> ALL($1)`,
      [repeats.map(({ key }) => key)],
    );
  for (const service of DATABASES.filter((name) => name !== 'ai'))
    await stage.sql(
      service,
      `UPDATE pgboss.job SET keep_until = '${FAR}' WHERE state < 'completed';
       DELETE FROM pgboss.job WHERE state >= 'completed'`,
    );
}
