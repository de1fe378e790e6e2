import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registered } from '../../client/registered.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { startAuthNodes, type AuthNodes } from '../../scripts/prove/auth-nodes.ts';
import { Random } from '../../scripts/prove/random.ts';
import {
  beginSessions,
  carelessRefresh,
  CLIENT,
  countLeaves,
  productRefresh,
  tryFamilies,
  type Refresh,
} from '../../scripts/prove/refresh-families.ts';
import { natsBinary } from '../support/cluster.ts';
import { cloneDatabases, type TestDatabases } from '../support/databases.ts';

const binary = await natsBinary();
const SEED = 20_261_127;

describe.runIf(binary)('refresh tokens over two nodes of auth and a real NATS', () => {
  let databases: TestDatabases;
  let nodes: AuthNodes;
  let pool: pg.Pool;
  beforeAll(async () => {
    databases = await cloneDatabases(['auth']);
    nodes = await startAuthNodes(databases, 2);
    pool = new pg.Pool({ connectionString: databases.adminUrl('auth'), max: 16 });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await nodes.stop();
    await pool.end();
    await databases.drop();
  });

  async function owner(name: string) {
    const email = `${name}@example.test`;
    const person = { email, password: 'a long walk by the river', name, organizationName: name };
    const { user, organization } = registered(await nodes.call(accountContracts.register, person));
    await pool.query('UPDATE sessions SET ended_at = now() WHERE user_id = $1', [user.id]);
    return { userId: user.id, organizationId: organization.id };
  }

  // npm run prove -- refresh does the same with 20,000
  it('two thousand sessions that clients and thieves refresh at once have one valid token each at most', async () => {
    const options = { random: new Random(SEED), families: 2_000 };
    const counts = await tryFamilies(pool, productRefresh(nodes.call), await owner('product'), options);
    expect(counts.split).toBe(0);
    expect(counts.whole).toBeGreaterThan(300);
    expect(counts.ended).toBeGreaterThan(300);
  });

  it('a refresh that looks first and writes afterwards is found out, so that the zero can fail', async () => {
    const options = { random: new Random(SEED), families: 40 };
    const counts = await tryFamilies(pool, carelessRefresh(pool), await owner('careless'), options);
    expect(counts.split).toBeGreaterThan(4);
  });

  it('a node that is killed among a hundred refreshes leaves each session with one token, or ended', async () => {
    const person = await owner('killed');
    const refresh = productRefresh(nodes.call);
    const tokens = await beginSessions(pool, person, 100);
    const inFlight = tokens.map((token) => answerOf(refresh, token));
    await new Promise((resolve) => setTimeout(resolve, 40));
    process.kill(nodes.pids[1] ?? 0, 'SIGKILL');
    const first = await Promise.all(inFlight);
    const lost = tokens.filter((_, i) => first[i] === undefined);
    expect(lost.length).toBeGreaterThan(0); // otherwise nothing was in flight
    // a client that got no answer asks again with the same token
    const again = await Promise.all(lost.map((token) => answerInTheEnd(refresh, token)));
    expect(again.filter((answer) => answer === undefined)).toEqual([]);
    const leaves = await countLeaves(pool, person.userId, tokens.length);
    expect(leaves.split).toBe(0);
    expect(leaves.whole + leaves.ended).toBe(tokens.length);
    expect(leaves.whole).toBeGreaterThan(90);
  });
});

/** A successor, null when refused, undefined when the call was lost with its node. */
const answerOf = (refresh: Refresh, token: string) => refresh(token, CLIENT).catch(() => undefined);

/** Asked again and again, as a client does: the dead node is called, too, until it is known to be dead. */
async function answerInTheEnd(refresh: Refresh, token: string): Promise<string | null | undefined> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answer = await answerOf(refresh, token);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return undefined;
}
