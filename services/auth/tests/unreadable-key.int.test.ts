import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { until } from '../../../client/testing/until.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { address, inTable, PASSWORD, signUp, type Signed } from './people.ts';

const TABLES = [
  'users',
  'organizations',
  'memberships',
  'sessions',
  'refresh_tokens',
  'invitations',
  'mails',
];
/** Longer than a key ring goes without reading its keys again. */
const RING_AGE_MS = 11_000;

let stack: Stack;
let inbox: MailServer;
let ada: Signed;
let grace: Signed;
/** Ada's invitations: of Grace, who has an account, and of somebody who has none. */
let tokens: { known: string; stranger: string };

beforeAll(async () => {
  inbox = await startMail();
  stack = await startStack({ services: ['auth'], env: { SMTP_URL: inbox.smtpUrl } });
  ada = await signUp(stack);
  grace = await signUp(stack, address('grace'));
  const joined = await invite(await signUp(stack, address('joan')), ada.user.email);
  await stack.call(memberContracts.acceptInvitation, { token: joined, password: PASSWORD });
  tokens = { known: await invite(ada, grace.user.email), stranger: await invite(ada, address('stranger')) };
  await inTable(
    stack,
    `INSERT INTO signing_keys (kid, public_jwk, sealed_private, created_at, signs_from)
     SELECT 'unreadable', jsonb_set(public_jwk, '{kid}', '"unreadable"'), 'v1.unreadable', now(), now()
     FROM signing_keys`,
  );
  await until(
    () => inTable(stack, `SELECT 1 FROM mails WHERE state = 'queued'`),
    (queued) => queued.length === 0,
  );
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});

async function invite(by: Signed, email: string): Promise<string> {
  await stack.call(memberContracts.invite, { email, role: 'viewer' }, by);
  const tokenIn = () =>
    inbox
      .messages()
      .filter((mail) => mail.to.includes(email))
      .flatMap((mail) => /^sipi_\S+$/m.exec(mail.text) ?? []);
  return (await until(tokenIn, (found) => found.length > 0)).at(-1) ?? '';
}

/** Everything that the beginning of a session writes, and the trail. */
async function saved(): Promise<object[]> {
  const texts = TABLES.concat('audit_events').map(
    (table) => `SELECT '${table}' AS name, string_agg(t::text, ' ' ORDER BY t::text) AS rows FROM ${table} t`,
  );
  return inTable(stack, texts.join(' UNION ALL '));
}

const BEGINNINGS: [string, () => Promise<unknown>][] = [
  [
    'to register',
    () =>
      stack.call(accountContracts.register, {
        email: address('new'),
        password: PASSWORD,
        name: 'New',
        organizationName: 'New',
      }),
  ],
  ['to sign in', () => stack.call(sessionContracts.login, { email: ada.user.email, password: PASSWORD })],
  ['to refresh', () => stack.call(sessionContracts.refreshToken, { refreshToken: ada.refreshToken })],
  [
    'to switch the organisation',
    async () => {
      const { organizations } = await stack.call(accountContracts.me, {}, ada);
      const other = organizations.find(({ id }) => id !== ada.organization.id)?.id ?? '';
      return stack.call(sessionContracts.switchOrganization, { organizationId: other }, ada);
    },
  ],
  [
    'to accept an invitation with an account',
    () => stack.call(memberContracts.acceptInvitation, { token: tokens.known, password: PASSWORD }),
  ],
  [
    'to accept an invitation without one',
    () =>
      stack.call(memberContracts.acceptInvitation, {
        token: tokens.stranger,
        password: PASSWORD,
        name: 'Stranger',
      }),
  ],
];

it.each(BEGINNINGS)(
  'a signing key that cannot be read fails an attempt %s before anything is saved',
  async (_, begin) => {
    const before = await saved();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + RING_AGE_MS });
    await stack.running.node.identity.poll();
    await expect(begin()).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(await saved()).toEqual(before);
  },
);
