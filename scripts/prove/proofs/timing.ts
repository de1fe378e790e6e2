import { randomUUID } from 'node:crypto';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import type { Call } from '../../../mixins/call.ts';
import { insertPeople } from '../people.ts';
import type { Finding, Proof, ProofOptions } from '../proof.ts';
import { Random } from '../random.ts';
import { aucOf, medianOf } from '../statistics.ts';
import { withAuth } from '../with-auth.ts';

export const proof: Proof = {
  name: 'timing',
  promise: 'The time of an answer does not tell whether an address has an account (AUC from 0.45 to 0.55).',
  tries: 'pairs of an address with and without an account',
  runs: 1_000,
  run: prove,
};

/** No account may be guessed at more often. */
const GUESSES_AN_ACCOUNT = 90;
const TOLD_APART = 0.05;

async function prove({ seed, runs, fault }: ProofOptions): Promise<Finding> {
  const settings = { LIMIT_LOGIN_FAILURES: '1000000' };
  return withAuth(1, settings, async ({ call }, pool) => {
    const random = new Random(seed);
    const known = await insertPeople(pool, Math.ceil(runs / GUESSES_AN_ACCOUNT));
    const [withAccount, without]: [number[], number[]] = [[], []];
    for (let i = -10; i < runs; i += 1) {
      const pair = [known[Math.abs(i) % known.length] ?? '', `${randomUUID()}@example.test`] as const;
      const order = random.chance(0.5) ? [0, 1] : [1, 0];
      const took = [0, 0];
      for (const which of order)
        took[which] = await timeOf(call, pair[which === 0 ? 0 : 1], fault && which === 1);
      if (i < 0) continue; // warms up
      withAccount.push(took[0] ?? 0);
      without.push(took[1] ?? 0);
    }
    const auc = aucOf(withAccount, without);
    const gap = medianOf(withAccount) - medianOf(without);
    const lines = [
      `sign-in with a wrong password: AUC ${auc.toFixed(3)}, medians ${gap.toFixed(2)} ms apart`,
    ];
    return { tried: runs, found: Math.abs(auc - 0.5) > TOLD_APART ? 1 : 0, lines, figures: true };
  });
}

/** @param quick plants the fault: as if an address without an account cost 5 ms less */
async function timeOf(call: Call, email: string, quick: boolean): Promise<number> {
  const startedAt = performance.now();
  const attempt = call(sessionContracts.login, { email, password: 'not the right password' });
  const code = await attempt.then(
    () => 'in',
    (error: { code: string }) => error.code,
  );
  if (code !== 'CREDENTIALS_INVALID') throw new Error(`a wrong password was answered ${code}`);
  return performance.now() - startedAt - (quick ? 5 : 0);
}
