import { until } from '../../client/testing/until.ts';
import type { MfaRequired, Session } from '../../contracts/auth/identity.ts';
import type { PasskeyCreation, PasskeyRequest } from '../../contracts/auth/webauthn.ts';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import { PASSWORD } from '../support/journey.ts';
import { SoftwareAuthenticator, type Quirk } from '../support/software-authenticator.ts';
import { asked, type Act, type World } from './acts.ts';

type Wanted = { stepUp: { purpose: string; hash: string } };

/** One person's own account: they join, prove and change who they are, lose and end sessions, and leave. */
export function actsOfPerson(world: () => World, site: string): Act[] {
  const carol = { email: 'carol@example.test', password: PASSWORD, token: '' };
  const found = { app: undefined as AuthenticatorApp | undefined, appId: '', codes: [] as string[], mfa: '' };
  let passkey: { factorId: string; publicKey: PasskeyCreation };
  const device = new SoftwareAuthenticator(site);
  const secret = (value: string) => (world().secrets.push(value), value);
  const nobody = <B>(path: string, body: unknown) => asked<B>(world().http, 'POST', path, body);
  const self = () => world().http.as(carol.token);
  const ask = <B>(method: string, path: string, body?: unknown) => asked<B>(self(), method, path, body);

  /** The newest token that was mailed to an address. */
  let last: string | undefined;
  const mailed = async (email: string) =>
    secret(
      (last =
        (await until(
          async () =>
            world()
              .sandbox.mail.messages()
              .filter(({ to }) => [to].flat().some((one) => one.includes(email)))
              .flatMap(({ text }) => /^sip[mi]_\S+$/m.exec(text) ?? [])
              .at(-1),
          (token) => token !== undefined && token !== last,
        )) ?? ''),
    );
  const carry = ({ accessToken, refreshToken }: Session) => {
    carol.token = secret(accessToken);
    secret(refreshToken);
  };
  const login = () =>
    nobody<Session | MfaRequired>('/api/auth/login', { email: carol.email, password: carol.password });
  const enter = async () => {
    const answer = await login();
    if ('mfaRequired' in answer) throw new Error('a second factor is asked for');
    carry(answer);
  };
  const refused = async (asking: Promise<{ status: number; text: string }>) => {
    const { status, text } = await asking;
    if (status !== 401) throw new Error(`not refused: ${status} ${text}`);
  };
  const recovery = () => ({ method: 'recovery_code', code: found.codes.shift() });
  /** What is confirmed with a recovery code: wanted, stepped up to, and done. */
  const confirming = (method: string, path: string, body?: unknown) => {
    let stepUpToken = '';
    return {
      step: async () => {
        const { body: problem } = await self().ask<Wanted>(method, path, body === undefined ? {} : { body });
        const proof = { ...problem.stepUp, proof: recovery() };
        stepUpToken = secret(
          (await ask<{ stepUpToken: string }>('POST', '/api/auth/step-up', proof)).stepUpToken,
        );
      },
      go: async <B>() => {
        const headers = { 'step-up-token': stepUpToken };
        const answer = await self().ask<B>(method, path, {
          ...(body === undefined ? {} : { body }),
          headers,
        });
        if (answer.status >= 400) throw new Error(answer.text);
        return answer.body;
      },
    };
  };
  const beginPasskey = async () => {
    passkey = await ask('POST', '/api/auth/passkeys/begin', { name: 'Key', password: carol.password });
  };
  const newPasskey = (quirk: Quirk = {}) => ({
    factorId: passkey.factorId,
    credential: device.create(passkey.publicKey, quirk),
  });
  const codesAnew = confirming('POST', '/api/auth/mfa/recovery-codes', {});
  let appGone: ReturnType<typeof confirming>;
  const challenge = (proof: object) =>
    world().http.post<Session>('/api/auth/mfa/challenge', { mfaToken: found.mfa, proof });

  return [
    {
      action: 'auth.invitation_accepted',
      before: () => asked(world().alice, 'POST', '/api/invitations', { email: carol.email, role: 'viewer' }),
      act: async () => {
        const body = { token: await mailed(carol.email), name: 'Carol', password: PASSWORD };
        carry(await nobody<Session>('/api/invitations/accept', body));
      },
    },
    {
      action: 'auth.session_ended',
      before: enter,
      act: async () => {
        const { data } = await ask<{ data: { id: string; current: boolean }[] }>('GET', '/api/auth/sessions');
        await ask('DELETE', `/api/auth/sessions/${data.find(({ current }) => !current)?.id}`);
      },
    },
    { action: 'auth.sessions_ended', before: enter, act: () => ask('DELETE', '/api/auth/sessions') },
    {
      action: 'auth.password_changed',
      act: async () => {
        const newPassword = secret('a walk along the canal, changed');
        await ask('POST', '/api/auth/change-password', { currentPassword: carol.password, newPassword });
        carol.password = newPassword;
      },
    },
    {
      action: 'auth.password_reset',
      before: () => nobody('/api/auth/forgot-password', { email: carol.email }),
      act: async () => {
        const password = secret('a walk along the canal, chosen again');
        await nobody('/api/auth/reset-password', { token: await mailed(carol.email), password });
        carol.password = password;
      },
    },
    {
      action: 'auth.address_change_asked',
      before: enter,
      act: () =>
        ask('POST', '/api/auth/change-address', {
          email: 'carol.new@example.test',
          password: carol.password,
        }),
    },
    {
      action: 'auth.address_changed',
      act: async () => {
        await nobody('/api/auth/confirm-address', { token: await mailed('carol.new@example.test') });
        carol.email = 'carol.new@example.test';
      },
    },
    { action: 'auth.logged_out', before: enter, act: () => ask('POST', '/api/auth/logout') },
    {
      action: 'auth.factor_begun',
      before: enter,
      act: async () => {
        const body = { kind: 'totp', name: 'App', password: carol.password };
        const begun = await ask<{ factorId: string; otpauthUri: string }>(
          'POST',
          '/api/auth/mfa/enroll',
          body,
        );
        found.app = new AuthenticatorApp(begun.otpauthUri);
        found.appId = begun.factorId;
        secret(new URL(begun.otpauthUri).searchParams.get('secret') ?? '');
      },
    },
    {
      action: 'auth.factor_failed',
      act: () =>
        refused(
          self().post('/api/auth/mfa/activate', { factorId: found.appId, code: found.app?.wrongCode() }),
        ),
    },
    {
      action: 'auth.factor_added',
      act: async () => {
        const body = { factorId: found.appId, code: found.app?.code() };
        found.codes = (
          await ask<{ recoveryCodes: string[] }>('POST', '/api/auth/mfa/activate', body)
        ).recoveryCodes;
        found.codes.forEach(secret);
      },
    },
    {
      action: 'auth.factor_asked',
      act: async () => {
        const answer = await login();
        found.mfa = secret('mfaToken' in answer ? answer.mfaToken : '');
      },
    },
    {
      action: 'auth.factor_failed',
      act: () => refused(challenge({ method: 'totp', code: found.app?.wrongCode() })),
    },
    { action: 'auth.logged_in', act: async () => carry((await challenge(recovery())).body) },
    { action: 'auth.stepped_up', act: codesAnew.step },
    {
      action: 'auth.recovery_codes_made',
      act: async () => {
        found.codes = (await codesAnew.go<{ recoveryCodes: string[] }>()).recoveryCodes;
        found.codes.forEach(secret);
      },
    },
    {
      action: 'auth.factor_removed',
      before: () => (appGone = confirming('DELETE', `/api/auth/mfa/${found.appId}`)).step(),
      act: () => appGone.go(),
    },
    {
      action: 'auth.factor_failed',
      before: () => enter().then(beginPasskey),
      act: () => refused(self().post('/api/auth/passkeys', newPasskey({ origin: 'https://evil.example' }))),
    },
    {
      action: 'auth.factor_added',
      before: beginPasskey,
      act: () => ask('POST', '/api/auth/passkeys', newPasskey()),
    },
    {
      action: 'auth.logged_in',
      act: async () => {
        const asks = await nobody<{ publicKey: PasskeyRequest }>('/api/auth/passkeys/sign-in-options', {});
        carry(
          await nobody<Session>('/api/auth/passkeys/sign-in', { credential: device.get(asks.publicKey) }),
        );
      },
    },
  ];
}
