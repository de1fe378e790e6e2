import pg from 'pg';
import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { startAuthNodes } from '../auth-nodes.ts';
import { startDatabases } from '../fresh-databases.ts';
import type { Finding, Proof, ProofOptions } from '../proof.ts';
import { Random } from '../random.ts';
import { carelessRefresh, productRefresh, tryFamilies } from '../refresh-families.ts';

export const proof: Proof = {
  name: 'refresh',
  promise:
    'However many clients refresh a token at once, on two nodes, a session has one valid token at most.',
  tries: 'sessions',
  runs: 20_000,
  run: prove,
};

async function prove({ seed, runs, fault }: ProofOptions): Promise<Finding> {
  const databases = await startDatabases();
  const pool = new pg.Pool({ connectionString: databases.adminUrl, max: 16 });
  pool.on('error', () => undefined); // of a connection that the server ends when the proof is over
  const nodes = await startAuthNodes(databases, 2);
  try {
    const { user, organization } = registered(
      await nodes.call(accountContracts.register, {
        email: 'prover@example.test',
        password: 'a long walk by the river',
        name: 'Prover',
        organizationName: 'Proofs',
      }),
    );
    const owner = { userId: user.id, organizationId: organization.id };
    await pool.query('UPDATE sessions SET ended_at = now() WHERE user_id = $1', [user.id]);
    const startedAt = performance.now();
    const refresh = fault ? carelessRefresh(pool) : productRefresh(nodes.call);
    const counts = await tryFamilies(pool, refresh, owner, { random: new Random(seed), families: runs });
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      tried: runs,
      found: counts.split,
      lines: [
        `${counts.refreshes} refreshes in ${seconds.toFixed(1)} s over two nodes of auth and NATS with TLS, ${counts.lost} without an answer`,
        `${counts.whole} sessions have one valid token, ${counts.ended} ended because a token was used twice`,
      ],
    };
  } finally {
    await nodes.stop();
    await pool.end();
    await databases.stop();
  }
}
