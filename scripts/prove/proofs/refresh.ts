import { registered } from '../../../client/registered.ts';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import type { Finding, Proof, ProofOptions } from '../proof.ts';
import { Random } from '../random.ts';
import { carelessRefresh, productRefresh, tryFamilies } from '../refresh-families.ts';
import { withAuth } from '../with-auth.ts';

export const proof: Proof = {
  name: 'refresh',
  promise:
    'However many clients refresh a token at once, on two nodes, a session has one valid token at most.',
  tries: 'sessions',
  runs: 20_000,
  run: prove,
};

async function prove({ seed, runs, fault }: ProofOptions): Promise<Finding> {
  return withAuth(2, {}, async ({ call }, pool) => {
    const { user, organization } = registered(
      await call(accountContracts.register, {
        email: 'prover@example.test',
        password: 'a long walk by the river',
        name: 'Prover',
        organizationName: 'Proofs',
      }),
    );
    const owner = { userId: user.id, organizationId: organization.id };
    await pool.query('UPDATE sessions SET ended_at = now() WHERE user_id = $1', [user.id]);
    const startedAt = performance.now();
    const refresh = fault ? carelessRefresh(pool) : productRefresh(call);
    const counts = await tryFamilies(pool, refresh, owner, { random: new Random(seed), families: runs });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const { refreshes, lost, whole, ended, split } = counts;
    const lines = [
      `${refreshes} refreshes in ${seconds} s over two nodes of auth and NATS with TLS, ${lost} without an answer`,
      `${whole} sessions have one valid token, ${ended} ended because a token was used twice`,
    ];
    return { tried: runs, found: split, lines };
  });
}
