import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../../client/client.ts';
import { registered } from '../../client/registered.ts';
import { campaignBody } from '../../client/testing/campaign-body.ts';
import { connectSandbox } from '../../client/testing/connect-sandbox.ts';
import { until } from '../../client/testing/until.ts';
import { ProblemAnswer } from '../../client/failures.ts';
import { sessionIn } from '../../client/session-in.ts';
import { sqlLoginContracts } from '../../contracts/analytics/sql-logins.ts';
import { webhookContracts } from '../../contracts/analytics/webhooks.ts';
import { accountContracts } from '../../contracts/auth/accounts.ts';
import { addressContracts } from '../../contracts/auth/addresses.ts';
import { factorContracts } from '../../contracts/auth/factors.ts';
import { machineContracts } from '../../contracts/auth/machines.ts';
import { memberContracts } from '../../contracts/auth/members.ts';
import { passwordContracts } from '../../contracts/auth/passwords.ts';
import { personContracts } from '../../contracts/auth/person.ts';
import { sessionContracts } from '../../contracts/auth/sessions.ts';
import { stepUpContracts } from '../../contracts/auth/step-up.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { adAccountContracts } from '../../contracts/platforms/ad-accounts.ts';
import { AuthenticatorApp } from '../support/authenticator-app.ts';
import { leaks, type Canary, type Place } from '../support/canaries.ts';
import { natsBinary } from '../support/cluster.ts';
import type { Http } from '../support/http.ts';
import { connectBoth, publishCampaign } from '../support/journey.ts';
import { PLANTABLE, startWatchedProduct, type WatchedProduct } from '../support/watched-product.ts';

const binary = await natsBinary();

/**
 * Where what may stand in clear. A route that brings a new secret or personal datum adds its line here and keeps its value in
 * the journey below.
 */
const ALLOWED = {
  'address of a person': ['auth', 'mails'],
  'name of a person': ['auth', 'mails'],
  'address of somebody invited': ['auth', 'mails'],
  'name of somebody invited': ['auth', 'mails'],
  // a notice of a new device names both
  'device of a person': ['auth', 'mails'],
  'place of a person': ['auth', 'mails'],
  password: [],
  'wrong password': [],
  'password of somebody invited': [],
  'access token': [],
  'refresh token': [],
  'renewed refresh token': [],
  'device token': [],
  'API key': [],
  'invitation token': ['mails'],
  'token that proves an address': ['mails'],
  'token that resets a password': ['mails'],
  'step-up token': [],
  'password of a SQL login': [],
  'address of a webhook': [],
  'secret of an authenticator app': [],
  'recovery code': [],
  'challenge of a second factor': [],
  'OAuth state': [],
  'OAuth code': [],
  'OAuth verifier': [],
  'access token of a platform': [],
  'refresh token of a platform': [],
  'secret of our application at a platform': [],
  'developer token of a connection': [],
  JWT_SECRET: [],
  PLATFORM_TOKENS_KEY: [],
  ALERT_WEBHOOKS_KEY: [],
  'key of a service': [],
  'password of the databases': [],
} as const satisfies Record<string, readonly Place[]>;

type Account = { email: string; password: string };

describe.runIf(binary)('a product run in which every secret and personal datum is a canary', () => {
  let product: WatchedProduct;
  const canaries: Canary[] = [];
  const unique = () => randomUUID().replaceAll('-', '').slice(0, 20);
  /** Remembers a value as a canary. */
  function keep(name: keyof typeof ALLOWED, value: string | undefined): string {
    if (!value) throw new Error(`there is no ${name}`);
    canaries.push({ name, value, allowed: ALLOWED[name] });
    return value;
  }

  /** What the platforms hand out, as they do. */
  function keepVendorTokens(): void {
    for (const { grants } of [product.cluster.sandbox.google, product.cluster.sandbox.linkedin]) {
      const [createGrant, createAccess] = [grants.createGrant.bind(grants), grants.createAccess.bind(grants)];
      const issueCode = grants.issueCode.bind(grants);
      grants.issueCode = (pending) => keep('OAuth code', issueCode(pending));
      grants.createGrant = async (...given) => {
        const grant = await createGrant(...given);
        keep('refresh token of a platform', grant.refreshToken);
        return grant;
      };
      grants.createAccess = async (grant) => {
        const access = await createAccess(grant);
        keep('access token of a platform', access.token);
        return access;
      };
    }
  }
  function keepFormFields(): void {
    for (const { requests } of [product.cluster.sandbox.google, product.cluster.sandbox.linkedin])
      for (const { body } of requests) {
        const form = new URLSearchParams(body);
        const verifier = form.get('code_verifier');
        if (verifier) keep('OAuth verifier', verifier);
        const secret = form.get('client_secret');
        if (secret) keep('secret of our application at a platform', secret);
      }
  }

  /** A client on a device and at a place that are seen once. */
  function device(): Client {
    const headers = {
      'user-agent': keep('device of a person', `device-${unique()}`),
      'x-forwarded-for': keep(
        'place of a person',
        `2001:db8:${unique().slice(0, 16).match(/.{4}/g)?.join(':')}::1`,
      ),
    };
    const from: typeof fetch = (url, init) =>
      fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), ...headers } });
    return new Client(product.cluster.url, { fetch: from });
  }

  async function register(): Promise<Account & { client: Client }> {
    const anonymous = device();
    const email = keep('address of a person', `mail-${unique()}@example.test`);
    const password = keep('password', `pass ${unique()} word ${unique()}`);
    const name = keep('name of a person', `Name${unique()}`);
    const account = { email, password, name, organizationName: 'Engines' };
    const { tokens } = registered(await anonymous.call(accountContracts.register, account));
    keep('access token', tokens.accessToken);
    keep('refresh token', tokens.refreshToken);
    const renewed = await anonymous.call(sessionContracts.refreshToken, {
      refreshToken: tokens.refreshToken,
    });
    keep('renewed refresh token', renewed.refreshToken);
    const wrong = keep('wrong password', `wrong ${unique()} word ${unique()}`);
    await anonymous.call(sessionContracts.login, { email, password: wrong }).catch(() => undefined);
    return { client: anonymous.as(keep('access token', renewed.accessToken)), email, password };
  }

  async function inviteInto(owner: Client): Promise<Client> {
    const email = keep('address of somebody invited', `guest-${unique()}@example.test`);
    await owner.call(memberContracts.invite, { email, role: 'manager' });
    const { mail } = product.cluster.sandbox;
    const text = () => mail.messages().find(({ to }) => [to].flat().some((one) => one.includes(email)))?.text;
    const token = /^sipi_\S+$/m.exec((await until(text, (found) => found !== undefined)) ?? '')?.[0];
    const answer = await device().call(memberContracts.acceptInvitation, {
      token: keep('invitation token', token),
      name: keep('name of somebody invited', `Guest${unique()}`),
      password: keep('password of somebody invited', `pass ${unique()} word ${unique()}`),
    });
    if (!('accessToken' in answer)) throw new Error('a second factor is asked for');
    return device().as(keep('access token', answer.accessToken));
  }

  /** The newest token that an address was mailed, once it is another one than before. */
  async function mailedTo(email: string, before?: string): Promise<string> {
    const { mail } = product.cluster.sandbox;
    const tokens = () =>
      mail
        .messages()
        .filter(({ to }) => [to].flat().some((one) => one.includes(email)))
        .flatMap(({ text }) => /^sipm_\S+$/m.exec(text) ?? []);
    const newest = () => tokens().at(-1);
    return (await until(newest, (token) => token !== undefined && token !== before)) ?? '';
  }

  /** Proves an address and chooses another password, each with what was mailed, and signs in again. */
  async function proveAndReset({ email, password }: Account): Promise<Account & { client: Client }> {
    const anonymous = device();
    await anonymous.call(addressContracts.resendVerification, { email });
    const proof = keep('token that proves an address', await mailedTo(email));
    await anonymous.call(addressContracts.verifyEmail, { token: proof, password });
    await anonymous.call(passwordContracts.forgotPassword, { email });
    const token = keep('token that resets a password', await mailedTo(email, proof));
    const chosen = keep('password', `pass ${unique()} word ${unique()}`);
    await anonymous.call(passwordContracts.resetPassword, { token, password: chosen });
    const session = sessionIn(await anonymous.call(sessionContracts.login, { email, password: chosen }));
    const client = anonymous.as(keep('access token', session.accessToken));
    return { client, email, password: chosen };
  }

  /** Has alerts posted to an address, which is tried where nobody listens. */
  async function webhook(owner: Client): Promise<void> {
    const secret = keep('address of a webhook', `T0${unique()}/B0${unique()}/${unique()}`);
    const url = `https://hooks.slack.com/services/${secret}`;
    const { id } = await owner.call(webhookContracts.addAlertWebhook, { kind: 'slack', name: 'Ads', url });
    await owner.call(webhookContracts.testAlertWebhook, { id });
  }

  /** Makes a SQL login, confirmed with a second factor. */
  async function sqlLogin(owner: Client, code: string): Promise<void> {
    const wanted = { name: 'Grafana', expiresInDays: 1 };
    const refusal: unknown = await owner
      .call(sqlLoginContracts.createSqlLogin, wanted)
      .catch((e: unknown) => e);
    if (!(refusal instanceof ProblemAnswer) || !refusal.stepUp) throw new Error('no step-up is asked for');
    const proof = { method: 'recovery_code' as const, code };
    const { stepUpToken } = await owner.call(stepUpContracts.stepUp, { ...refusal.stepUp, proof });
    keep('step-up token', stepUpToken);
    const made = await owner.call(sqlLoginContracts.createSqlLogin, wanted, { stepUpToken });
    keep('password of a SQL login', made.password);
  }

  async function secondFactor(client: Client, { email, password }: Account) {
    const begun = await client.call(factorContracts.enrollFactor, { kind: 'totp', name: 'App', password });
    const app = new AuthenticatorApp(begun.otpauthUri);
    keep('secret of an authenticator app', new URL(begun.otpauthUri).searchParams.get('secret') ?? '');
    const activated = await client.call(factorContracts.activateFactor, {
      factorId: begun.factorId,
      code: app.code(),
    });
    for (const code of activated.recoveryCodes ?? []) keep('recovery code', code);
    const challenge = await device().call(sessionContracts.login, { email, password });
    if (!('mfaRequired' in challenge)) throw new Error('no second factor is asked for');
    const session = await device().call(factorContracts.answerChallenge, {
      mfaToken: keep('challenge of a second factor', challenge.mfaToken),
      proof: { method: 'recovery_code', code: activated.recoveryCodes?.[0] ?? '' },
    });
    if (session.deviceToken) keep('device token', session.deviceToken);
    keep('refresh token', session.refreshToken);
    await sqlLogin(client, activated.recoveryCodes?.[1] ?? '');
  }

  async function machine(owner: Client): Promise<void> {
    const made = await owner.call(machineContracts.createApiKey, {
      name: 'Sync',
      role: 'viewer',
      expiresInDays: 1,
    });
    await device().as(keep('API key', made.key)).call(contentContracts.list, {});
    // secrets where they do not belong: refused, and not written down
    for (const query of [`token=${made.key}`, `cursor=${made.key}`])
      await fetch(`${product.cluster.url}/api/campaigns?${query}`, {
        headers: { authorization: `Bearer ${made.key}` },
      });
    await fetch(`${product.cluster.url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"email": "${made.key}", "password": "${made.key}`,
    });
  }

  beforeAll(async () => {
    product = await startWatchedProduct(binary ?? '');
    const { env, bus } = product.cluster;
    keep('JWT_SECRET', env['JWT_SECRET']);
    keep('PLATFORM_TOKENS_KEY', env['PLATFORM_TOKENS_KEY']);
    keep('ALERT_WEBHOOKS_KEY', env['ALERT_WEBHOOKS_KEY']);
    keep('password of the databases', env['DB_PASSWORD']);
    keep('key of a service', bus.perService['auth']);
    keepVendorTokens();
    const owner = await register();
    const manager = await inviteInto(owner.client);
    const adAccounts = await connectBoth({ client: owner.client });
    await proveAndReset(await register());
    // what a browser carries back from a consent page
    const carried = new URLSearchParams({
      code: keep('OAuth code', unique()),
      state: keep('OAuth state', unique()),
    });
    await fetch(`${product.cluster.url}/api/ad-accounts/callback?${carried.toString()}`);
    await publishCampaign({ client: owner.client } as Http, { client: manager } as Http, adAccounts);
    await machine(owner.client);
    await webhook(owner.client);
    await secondFactor(owner.client, owner);
    const alone = await register();
    await alone.client.call(contentContracts.create, {
      campaign: campaignBody({}),
      idempotencyKey: randomUUID(),
    });
    const developerToken = keep('developer token of a connection', unique());
    for (const { id } of await connectSandbox(alone.client, 'google-ads', { developerToken }))
      await alone.client.call(adAccountContracts.disconnect, { id });
    await alone.client.call(personContracts.export, {});
    await alone.client.call(personContracts.erase, { password: alone.password });
    keepFormFields();
    await until(
      () => product.caught(),
      ({ traces, auth }) => traces.includes('auth.erase') && !auth.includes(alone.email),
    );
  }, 120_000);
  afterAll(() => product.stop());

  it('leaves none of them outside its place: not in logs, traces, metrics, mails, Redis, databases or on the bus', async () => {
    const caught = await product.caught();
    for (const [place, text] of Object.entries(caught))
      // a place that says nothing proves nothing
      if (place !== 'redis') expect([place, text.length > 100]).toEqual([place, true]);
    expect(new Set(canaries.map(({ name }) => name)).size).toBeGreaterThanOrEqual(
      Object.keys(ALLOWED).length - 2,
    );
    expect(canaries.length).toBeGreaterThan(60);
    expect(leaks(canaries, caught)).toEqual([]);
  });

  it('holds what it may hold, where it may: the search finds it there', async () => {
    const caught = await product.caught();
    const invited = canaries.filter(({ name }) => name === 'address of somebody invited');
    const nowhere = invited.map((canary) => ({ ...canary, allowed: [] }));
    expect(leaks(nowhere, caught)).toEqual([
      'address of somebody invited in mails',
      'address of somebody invited in auth',
    ]);
  });

  it.each(PLANTABLE)('a leak into the %s is found', async (place) => {
    const [token] = canaries.filter(({ name }) => name === 'access token');
    const [address] = canaries.filter(({ name }) => name === 'address of a person');
    await product.plant(
      place,
      `{"said":"${token?.value}","to":"${encodeURIComponent(address?.value ?? '')}"}`,
    );
    const found = () => product.caught().then((caught) => leaks(canaries, caught));
    const expected = [`address of a person in ${place}`, `access token in ${place}`];
    expect(await until(found, (lines) => lines.some((line) => line.endsWith(` in ${place}`)))).toEqual(
      expect.arrayContaining(expected),
    );
  });
});
