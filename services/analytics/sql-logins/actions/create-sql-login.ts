import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { sqlLoginContracts } from '../../../../contracts/analytics/sql-logins.ts';
import { DAY_MS } from '../../../../lib/time.ts';
import { action } from '../../../../mixins/action.ts';
import type { AnalyticsDeps } from '../../deps.ts';
import {
  NAME_BYTES,
  PASSWORD_BYTES,
  passwordOf,
  roleName,
  SALT_BYTES,
  scramVerifier,
} from '../domain/credentials.ts';
import { sqlLoginView } from '../view.ts';

/** Makes a login. The answer is the only place where its password is shown: nobody keeps it. */
export function createSqlLogin({ sqlLogins, sqlLoginLimits, sqlLoginPlace, clock }: AnalyticsDeps) {
  return action(
    sqlLoginContracts.createSqlLogin,
    async function createSqlLogin({ params, organizationId, actor, userId, confirm }) {
      await confirm();
      const createdAt = clock();
      const expiresAt = new Date(createdAt.getTime() + params.expiresInDays * DAY_MS);
      const user = roleName(randomBytes(NAME_BYTES));
      const password = passwordOf(randomBytes(PASSWORD_BYTES));
      const verifier = scramVerifier(password, randomBytes(SALT_BYTES));
      const login = { id: uuidv7(), name: params.name, user, createdBy: userId, createdAt, expiresAt };
      const row = await sqlLogins.create({ organizationId, actor, userId }, login, verifier, sqlLoginLimits);
      return { login: sqlLoginView(row, sqlLoginPlace, clock()), password };
    },
  );
}
