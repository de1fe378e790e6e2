import { randomBytes } from 'node:crypto';
import { sqlLoginContracts } from '../../../../contracts/analytics/sql-logins.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import { PASSWORD_BYTES, passwordOf, SALT_BYTES, scramVerifier } from '../domain/credentials.ts';
import { sqlLoginView } from '../view.ts';

/** Gives a login a new password, shown here only, and ends what the old one has opened. */
export function rotateSqlLogin({ sqlLogins, sqlLoginWatch, sqlLoginPlace, clock }: AnalyticsDeps) {
  return action(
    sqlLoginContracts.rotateSqlLogin,
    async function rotateSqlLogin({ params, organizationId, actor, userId, confirm }) {
      await sqlLogins.get(organizationId, params.id); // what is not there is told before anything has to be confirmed
      await confirm();
      const now = clock();
      const expiresAt = new Date(now.getTime() + params.expiresInDays * DAY_MS);
      const password = passwordOf(randomBytes(PASSWORD_BYTES));
      const verifier = scramVerifier(password, randomBytes(SALT_BYTES));
      const by = { organizationId, actor, userId };
      const row = await sqlLogins.rotate(by, params.id, verifier, now, expiresAt);
      await sqlLoginWatch.look();
      return { login: sqlLoginView(row, sqlLoginPlace, now), password };
    },
  );
}
