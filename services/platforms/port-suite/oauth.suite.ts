import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failureOf, type Trial } from './trial.suite.ts';

/** Consent with state and PKCE, renewal of tokens, and the accounts that a grant reaches. */
export function describeOAuth(trial: Trial): void {
  describe('OAuth', () => {
    const redirectUri = 'http://localhost:3000/callback';

    it('connects with state and PKCE, refreshes, and lists the accounts', async () => {
      const codeVerifier = randomBytes(32).toString('base64url');
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      const url = trial.connection.authorizeUrl({ state: 'st-1', codeChallenge, redirectUri });
      expect(url).toContain('code_challenge_method=S256');
      const back = await trial.harness.consent(url);
      expect(back.get('state')).toBe('st-1');
      const code = back.get('code') ?? '';
      const grant = await trial.connection.exchange({ code, codeVerifier, redirectUri });
      expect(grant.expiresAt.getTime()).toBeGreaterThan(Date.now());
      expect(grant.refreshToken).not.toBeNull();
      const fresh = await trial.connection.refresh(grant.refreshToken ?? '');
      const accounts = await trial.connection.accounts(fresh.accessToken);
      expect(accounts).toContainEqual(
        expect.objectContaining({ externalId: trial.session.account, currency: trial.session.currency }),
      );
    });

    it('says what an ad account allows now', async () => {
      expect(await trial.connection.accountState(trial.session)).toMatchObject({ hold: null });
    });

    it('calls a code without its verifier, and a refresh token nobody gave, signed-out', async () => {
      const codeChallenge = createHash('sha256').update('one').digest('base64url');
      const back = await trial.harness.consent(
        trial.connection.authorizeUrl({ state: 's', codeChallenge, redirectUri }),
      );
      const code = back.get('code') ?? '';
      const wrong = trial.connection.exchange({ code, codeVerifier: 'another', redirectUri });
      expect((await failureOf(wrong)).kind).toBe('signed-out');
      expect((await failureOf(trial.connection.refresh('nobody-gave-this'))).kind).toBe('signed-out');
      expect((await failureOf(trial.connection.accounts('no-such-token'))).kind).toBe('signed-out');
    });

    it('revokes a grant: neither its refresh token nor its access tokens are accepted any more', async () => {
      const codeVerifier = randomBytes(32).toString('base64url');
      const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
      const url = trial.connection.authorizeUrl({ state: 'st-2', codeChallenge, redirectUri });
      const code = (await trial.harness.consent(url)).get('code') ?? '';
      const grant = await trial.connection.exchange({ code, codeVerifier, redirectUri });
      expect(await trial.connection.revoke(grant.refreshToken ?? '')).toBe('revoked');
      expect((await failureOf(trial.connection.refresh(grant.refreshToken ?? ''))).kind).toBe('signed-out');
      expect((await failureOf(trial.connection.accounts(grant.accessToken))).kind).toBe('signed-out');
      expect((await failureOf(trial.harness.unreachable.revoke('any'))).kind).toBe('not-sent');
    });

    it('calls a token endpoint that nobody listens at not sent', async () => {
      expect((await failureOf(trial.harness.unreachable.refresh('any'))).kind).toBe('not-sent');
    });
  });
}
