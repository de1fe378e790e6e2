import { readFile } from 'node:fs/promises';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { sessionIn } from '../../../client/session-in.ts';
import { Passwords } from '../../../services/auth/accounts/passwords.ts';
import { insertPeople, PASSWORD } from '../people.ts';
import type { Finding, Proof, ProofOptions } from '../proof.ts';
import { medianOf } from '../statistics.ts';
import { withAuth } from '../with-auth.ts';

const LOGINS_A_CORE = 15;
const REFRESHES_A_CORE = 120;
const AT_ONCE = 4;
/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

export const proof: Proof = {
  name: 'rates',
  promise: `A core of auth's node signs in ${LOGINS_A_CORE} people a second and refreshes ${REFRESHES_A_CORE} sessions.`,
  tries: 'sign-ins, and four times as many refreshes',
  runs: 500,
  run: prove,
};

async function prove({ runs, fault }: ProofOptions): Promise<Finding> {
  return withAuth(1, {}, async ({ call, pids: [pid = 0] }, pool) => {
    const people = await insertPeople(pool, AT_ONCE);
    const tokens = people.map(() => '');
    const signIn = async (who: number) => {
      const answer = await call(sessionContracts.login, { email: people[who] ?? '', password: PASSWORD });
      tokens[who] = sessionIn(answer).refreshToken;
    };
    const refresh = async (who: number) => {
      const { refreshToken } = await call(sessionContracts.refreshToken, { refreshToken: tokens[who] ?? '' });
      tokens[who] = refreshToken;
    };
    await rateOf(pid, 8 * AT_ONCE, signIn); // warms up
    const logins = await rateOf(pid, runs, signIn);
    const refreshes = await rateOf(pid, 4 * runs, refresh);
    const wanted = fault ? 1_000 : 1;
    const slow = [logins.aCore < LOGINS_A_CORE * wanted, refreshes.aCore < REFRESHES_A_CORE * wanted];
    const lines = [
      told('sign-ins', logins),
      told('refreshes', refreshes),
      `a sign-in is limited by argon2id, of which one takes ${(await hashMs()).toFixed(0)} ms of a core here`,
      'a refresh costs the node one statement, one signature (ES256) and two sealed packets',
    ];
    return { tried: runs, found: slow.filter(Boolean).length, lines, figures: true };
  });
}

type Rate = { aSecond: number; aCore: number };

/** Does something so many times, a few at a time; a core's rate counts the time that the node's process really ran. */
async function rateOf(pid: number, count: number, work: (who: number) => Promise<void>): Promise<Rate> {
  const [startedAt, ranBefore] = [performance.now(), await ranSeconds(pid)];
  let left = count;
  const worker = async (who: number) => {
    while (left-- > 0) await work(who);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, who) => worker(who)));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { aSecond: count / seconds, aCore: count / ((await ranSeconds(pid)) - ranBefore) };
}

/** How long a process has run on all cores together (proc_pid_stat(5): fields 14 and 15). */
async function ranSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

async function hashMs(): Promise<number> {
  const passwords = new Passwords();
  const took = [];
  for (let i = 0; i < 9; i += 1) {
    const before = process.cpuUsage();
    await passwords.hash(PASSWORD);
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1_000);
  }
  return medianOf(took);
}

const told = (what: string, { aSecond, aCore }: Rate) =>
  `${aCore.toFixed(0)} ${what} a second a core of the node (${aSecond.toFixed(0)} a second here, beside PostgreSQL and NATS)`;
