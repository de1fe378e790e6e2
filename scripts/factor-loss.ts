import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { environment } from '../lib/environment.ts';
import { parseSettings } from '../lib/settings.ts';
import { systemClock } from '../lib/time.ts';
import { decideAsOperator, type OperatorDecision } from '../services/auth/factors/decide-as-operator.ts';
import { lossDecisions } from '../services/auth/factors/store/losses.ts';
import { authSettings, type AuthSettings } from '../services/auth/settings.ts';
import { Database } from '../storage/database.ts';
import { databaseUrl } from '../storage/settings.ts';

const USE =
  'npm run factor-loss -- --email <address> --decision confirm|cancel --operator <who you are> --reason <who asked, and how you checked>';

/** The decision that the command line names. @throws Error with how the command is used */
export function decisionOf(args: readonly string[]): OperatorDecision {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { email: option, decision: option, operator: option, reason: option },
  });
  const { email, decision, operator, reason } = values;
  if (!email || !operator || !reason || (decision !== 'confirm' && decision !== 'cancel'))
    throw new Error(USE);
  return { email, decision, operator, reason };
}

/** Decides about a report of lost factors where nobody in the organisation can (docs/runbooks/lost-factors.md). */
export async function decideFactorLoss(settings: AuthSettings, decision: OperatorDecision): Promise<number> {
  const url = databaseUrl(settings, 'auth');
  const database = new Database({ url, applicationName: 'factor-loss', poolSize: 2 });
  try {
    return await decideAsOperator({ database, losses: lossDecisions, now: systemClock() }, decision);
  } finally {
    await database.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const settings = parseSettings(environment(), { auth: authSettings }).auth;
    const count = await decideFactorLoss(settings, decisionOf(process.argv.slice(2)));
    console.log(`Done, and written into the audit trail of ${count} organisation${count === 1 ? '' : 's'}.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
