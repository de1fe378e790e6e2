import { randomUUID } from 'node:crypto';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
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
  tries: 'pairs of an address with and without an account, of which three questions are asked',
  runs: 1_000,
  run: prove,
};

/** No account may be guessed at more often. */
const GUESSES_AN_ACCOUNT = 90;
const TOLD_APART = 0.05;
const PASSWORD = 'nobody guesses this walk';

/** What a stranger may ask of an address, and the answer that everybody gets. */
const QUESTIONS: Readonly<Record<string, (call: Call, email: string) => Promise<boolean>>> = {
  'sign-in with a wrong password': (call, email) =>
    call(sessionContracts.login, { email, password: PASSWORD }).then(
      () => false,
      (error: { code: string }) => error.code === 'CREDENTIALS_INVALID',
    ),
  'a forgotten password': async (call, email) =>
    (await call(passwordContracts.forgotPassword, { email })).accepted,
  registering: async (call, email) =>
    'accepted' in
    (await call(accountContracts.register, {
      email,
      password: PASSWORD,
      name: 'Stranger',
      organizationName: 'Strangers',
    })),
};

async function prove({ seed, runs, fault }: ProofOptions): Promise<Finding> {
  const settings = { LIMIT_LOGIN_FAILURES: '1000000', AUTH_EMAIL_VERIFICATION: 'required' };
  return withAuth(1, settings, async ({ call }, pool) => {
    const random = new Random(seed);
    const known = await insertPeople(pool, Math.ceil(runs / GUESSES_AN_ACCOUNT));
    const lines: string[] = [];
    let found = 0;
    for (const [name, ask] of Object.entries(QUESTIONS)) {
      const { withAccount, without } = await timePairs({ random, known, runs, fault }, (email) =>
        ask(call, email),
      );
      const auc = aucOf(withAccount, without);
      const gap = medianOf(withAccount) - medianOf(without);
      if (Math.abs(auc - 0.5) > TOLD_APART) found += 1;
      lines.push(`${name}: AUC ${auc.toFixed(3)}, medians ${gap.toFixed(2)} ms apart`);
    }
    return { tried: runs * lines.length, found, lines, figures: true };
  });
}

type Pairs = { random: Random; known: readonly string[]; runs: number; fault: boolean };

/** Asks about an address with an account and one without, in turns whose order is drawn; gives what each took, in ms. */
async function timePairs(
  { random, known, runs, fault }: Pairs,
  ask: (email: string) => Promise<boolean>,
): Promise<{ withAccount: number[]; without: number[] }> {
  const [withAccount, without]: [number[], number[]] = [[], []];
  for (let i = -10; i < runs; i += 1) {
    const pair = [known[Math.abs(i) % known.length] ?? '', `${randomUUID()}@example.test`] as const;
    const order = random.chance(0.5) ? [0, 1] : [1, 0];
    const took = [0, 0];
    for (const which of order)
      took[which] = await timeOf(ask, pair[which === 0 ? 0 : 1], fault && which === 1);
    if (i < 0) continue; // warms up
    withAccount.push(took[0] ?? 0);
    without.push(took[1] ?? 0);
  }
  return { withAccount, without };
}

/** @param quick plants the fault: as if an address without an account cost 5 ms less */
async function timeOf(
  ask: (email: string) => Promise<boolean>,
  email: string,
  quick: boolean,
): Promise<number> {
  const startedAt = performance.now();
  if (!(await ask(email))) throw new Error('an address was answered otherwise than every other');
  return performance.now() - startedAt - (quick ? 5 : 0);
}
