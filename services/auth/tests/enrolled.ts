import { randomUUID } from 'node:crypto';
import { factorContracts, type FactorProof } from '../../../contracts/auth/factors.ts';
import type { MfaRequired } from '../../../contracts/auth/identity.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { AuthenticatorApp } from '../../../tests/support/authenticator-app.ts';
import type { Stack } from '../../../tests/support/stack.ts';
import { tokenHash } from '../opaque-token.ts';
import { inTable, PASSWORD, signUp, type Signed } from './people.ts';

/** A person with an authenticator app and recovery codes. */
export type Enrolled = Signed & { app: AuthenticatorApp; factorId: string; recoveryCodes: string[] };

/** Adds an app to a person; the code of the step before now is used up by that. */
export async function enrol(stack: Stack, person: Signed, password = PASSWORD): Promise<Enrolled> {
  const asked = { kind: 'totp', password } as const;
  const { factorId, otpauthUri } = await stack.call(factorContracts.enrollFactor, asked, person);
  const app = new AuthenticatorApp(otpauthUri);
  const code = { factorId, code: app.code(-1) };
  const { recoveryCodes } = await stack.call(factorContracts.activateFactor, code, person);
  return { ...person, app, factorId, recoveryCodes: recoveryCodes ?? [] };
}

export const enrolled = async (stack: Stack): Promise<Enrolled> => enrol(stack, await signUp(stack));

/** Lets the codes of a person count as not used yet, as they are after a minute. */
export const codesUnused = (stack: Stack, person: Signed) =>
  inTable(stack, 'UPDATE factors SET last_step = 0 WHERE user_id = $1', [person.user.id]);

/** A right password of a person with a second factor. */
export async function askedForFactor(stack: Stack, person: Signed): Promise<MfaRequired> {
  const answer = await stack.call(sessionContracts.login, { email: person.user.email, password: PASSWORD });
  if (!('mfaRequired' in answer)) throw new Error('no second factor was asked for');
  return answer;
}

/** Tokens of many sign-ins of a person that wait for a second factor: the password is hashed once, and not for each. */
export async function askedAtOnce(stack: Stack, person: Signed, count: number): Promise<string[]> {
  const { mfaToken } = await askedForFactor(stack, person);
  const tokens = Array.from({ length: count }, () => randomUUID());
  await inTable(
    stack,
    `INSERT INTO mfa_challenges (token_hash, user_id, organization_id, created_at, expires_at)
     SELECT unnest($2::bytea[]), user_id, organization_id, created_at, expires_at FROM mfa_challenges
     WHERE token_hash = $1`,
    [tokenHash(mfaToken), tokens.map(tokenHash)],
  );
  return tokens;
}

export const totp = (code: string): FactorProof => ({ method: 'totp', code });
export const recoveryCode = (code = ''): FactorProof => ({ method: 'recovery_code', code });
