import { startMail, type MailServer } from '@sip/ad-sandbox/mail/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { addressContracts } from '../../../contracts/auth/addresses.ts';
import { memberContracts } from '../../../contracts/auth/members.ts';
import { passwordContracts } from '../../../contracts/auth/passwords.ts';
import { sessionListContracts } from '../../../contracts/auth/session-list.ts';
import { sessionContracts } from '../../../contracts/auth/sessions.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { runNode } from '../../../scripts/run-node.ts';
import { productSettings } from '../../../scripts/services.ts';
import { startStack, type Stack } from '../../../tests/support/stack.ts';
import { enrol } from './enrolled.ts';
import { mailsTo, tokenFor } from './mailbox.ts';
import { newMailedToken } from '../accounts/mailed-token.ts';
import { tokenHash } from '../opaque-token.ts';
import { address, inTable, PASSWORD, signed, trailOf, type Signed } from './people.ts';
import { settingsOfStack } from './second-node.ts';

const NOTICE = 'Somebody tried to register with your address';
const SQUATTERS = 'a squatter walks by the lake';
let stack: Stack;
let inbox: MailServer;
beforeAll(async () => {
  inbox = await startMail();
  const env = { AUTH_EMAIL_VERIFICATION: 'required', SMTP_URL: inbox.smtpUrl };
  stack = await startStack({ services: ['auth'], env });
});
afterAll(async () => {
  await stack.stop();
  await inbox.close();
});

const register = (email: string, password = PASSWORD) =>
  stack.call(accountContracts.register, { email, password, name: 'Ada', organizationName: 'Engines' });
const login = (email: string, password = PASSWORD) =>
  stack.call(sessionContracts.login, { email, password }).then(signed);
const mailedTo = (email: string) => mailsTo(stack, inbox, email);
const subjectsTo = async (email: string) => (await mailedTo(email)).map(({ subject }) => subject);
const verify = (token: string, password = PASSWORD) =>
  stack.call(addressContracts.verifyEmail, { token, password });
const refused = { code: 'CREDENTIALS_INVALID' };
const invalid = { code: 'LINK_INVALID' };
const dead = { code: 'TOKEN_INVALID' };
/** A person with an organisation and a proved address. */
async function proved(email = address()) {
  await register(email);
  await inTable(
    stack,
    `UPDATE users SET email = $1, claimed_email = NULL, address_proved_at = now() WHERE claimed_email = $1`,
    [email],
  );
  return login(email);
}

describe('where addresses have to be proved', () => {
  it('registering says the same whether the address has an account or not, and its owner is told', async () => {
    const [known, unknown] = [(await proved()).user.email, address()];
    const answers = [await register(known, SQUATTERS), await register(unknown, SQUATTERS)];
    expect(answers).toEqual([{ accepted: true }, { accepted: true }]);
    expect(await subjectsTo(unknown)).toEqual(['Prove your address']);
    const notice = (await mailedTo(known)).find(({ subject }) => subject === NOTICE);
    expect(notice).toBeDefined();
    expect(notice?.text).not.toMatch(/sipm_/);
    // nor does signing in with what was registered tell them apart
    const sessions = [await login(known, SQUATTERS), await login(unknown, SQUATTERS)];
    expect(sessions.map(({ user }) => user.email)).toEqual([known, unknown]);
    await login(known);
    // and who only named the address has nobody written to at it, however often they sign in
    const mails = (await mailedTo(known)).length;
    for (let i = 0; i < 3; i += 1) await login(known, SQUATTERS);
    expect(await mailedTo(known)).toHaveLength(mails);
  });

  it('the same is written for an address that has an account as for one that has none', async () => {
    const written = async (email: string) => {
      const rows = async () =>
        inTable<{ n: number }>(
          stack,
          `SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM organizations) * 1000 +
             (SELECT count(*) FROM audit_events) * 1000000 + (SELECT count(*) FROM memberships) * 1000000000 AS n`,
        );
      const [before] = await rows();
      await register(email);
      const [after] = await rows();
      return Number(after?.n) - Number(before?.n);
    };
    const [known, unknown] = [(await proved()).user.email, address()];
    expect(await written(known)).toBe(await written(unknown));
  });

  it('a link proves the address once; a newer one replaces it; tokens that are made afterwards say so', async () => {
    const email = address();
    await register(email);
    const first = await tokenFor(stack, inbox, email);
    const ada = await login(email);
    const invite = (by: { authorization: string }) =>
      stack.call(memberContracts.invite, { email: address(), role: 'viewer' }, by);
    await expect(invite(ada)).rejects.toMatchObject({ code: 'ADDRESS_UNPROVED' });
    await stack.call(addressContracts.resendVerification, { email });
    const second = await tokenFor(stack, inbox, email);
    await expect(verify(first)).rejects.toMatchObject(invalid);
    await verify(second);
    for (const token of [second, 'sipm_x']) await expect(verify(token)).rejects.toMatchObject(invalid);
    expect(await invite(await login(email))).toMatchObject({ status: 'pending' });
    expect(await trailOf(stack, ada.organization.id)).toContain('auth.address_proved');
  });

  it('a link dies after a day, and only its hash is stored', async () => {
    const email = address();
    await register(email);
    const token = await tokenFor(stack, inbox, email);
    const rows = await inTable<{ hours: number }>(
      stack,
      `SELECT *, extract(epoch FROM expires_at - created_at) / 3600 AS hours FROM mailed_tokens WHERE email = $1`,
      [email],
    );
    expect(Number(rows[0]?.hours)).toBe(24);
    expect(JSON.stringify(rows)).not.toContain(token.slice(5));
    await inTable(stack, 'UPDATE mailed_tokens SET expires_at = now() WHERE email = $1', [email]);
    await expect(verify(token)).rejects.toMatchObject(invalid);
  });

  it('asking for another link says nothing about who has an account, and mails nobody who has proved theirs', async () => {
    const known = (await proved()).user.email;
    const before = (await mailedTo(known)).length;
    for (const email of [known, address()])
      expect(await stack.call(addressContracts.resendVerification, { email })).toEqual({ accepted: true });
    expect(await mailedTo(known)).toHaveLength(before);
  });
});

describe('whoever registers an address first', () => {
  it('keeps its owner from nothing: the newest link makes the owner, and the other one is nobody any more', async () => {
    const email = address();
    await register(email, SQUATTERS);
    const squatter = await login(email, SQUATTERS);
    await register(email);
    await verify(await tokenFor(stack, inbox, email));
    await expect(login(email, SQUATTERS)).rejects.toMatchObject(refused);
    await expect(stack.call(accountContracts.me, {}, squatter)).rejects.toMatchObject(dead);
    const { refreshToken } = squatter;
    await expect(stack.call(sessionContracts.refreshToken, { refreshToken })).rejects.toMatchObject({
      code: 'REFRESH_TOKEN_INVALID',
    });
    const owner = await login(email);
    const { organizations } = await stack.call(accountContracts.me, {}, owner);
    expect(organizations.map(({ id }) => id)).toEqual([owner.organization.id]);
    expect(owner.organization.id).not.toBe(squatter.organization.id);
    expect(await trailOf(stack, owner.organization.id)).toContain('auth.account_displaced');
  });

  it('has no hold on its owner, who accepts an invitation with a password of their own', async () => {
    const email = address();
    await register(email, SQUATTERS);
    const squatter = await login(email, SQUATTERS);
    const host = await proved();
    await stack.call(memberContracts.invite, { email, role: 'analyst' }, host);
    const token = await tokenFor(stack, inbox, email);
    const accept = (more: object) =>
      stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD, ...more });
    await expect(accept({})).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    const grace = signed(await accept({ name: 'Grace Hopper' }));
    expect(grace.organization).toMatchObject({ id: host.organization.id, role: 'analyst' });
    const { organizations } = await stack.call(accountContracts.me, {}, grace);
    expect(organizations.map(({ id }) => id)).toEqual([host.organization.id]);
    await expect(stack.call(accountContracts.me, {}, squatter)).rejects.toMatchObject(dead);
    await expect(login(email, SQUATTERS)).rejects.toMatchObject(refused);
    expect((await login(email)).user.id).toBe(grace.user.id);
  });

  it.each(['with a factor', 'without a factor'])(
    'an owner of before proofs were asked for (%s) is not put out of their organisation by an invitation to their mailbox',
    async (kind) => {
      const email = address();
      await register(email);
      await inTable(stack, 'UPDATE users SET email = $1, claimed_email = NULL WHERE claimed_email = $1', [
        email,
      ]);
      const ada = await login(email);
      if (kind === 'with a factor') await enrol(stack, ada);
      const eve = await proved();
      await stack.call(memberContracts.invite, { email, role: 'viewer' }, eve);
      const token = await tokenFor(stack, inbox, email);
      const accept = (password: string) =>
        stack.call(memberContracts.acceptInvitation, { token, name: 'Eve', password });
      await expect(accept('what a thief of mails chose')).rejects.toMatchObject(refused);
      // what a stranger registers with the address, and proves with another token of the mailbox, puts nobody out either
      await register(email, SQUATTERS);
      const proof = newMailedToken();
      await inTable(
        stack,
        `INSERT INTO mailed_tokens (user_id, purpose, token_hash, email, created_at, expires_at)
         SELECT id, 'verify_address', $2, $1, now(), now() + interval '1 day' FROM users WHERE claimed_email = $1`,
        [email, tokenHash(proof)],
      );
      await expect(verify(proof, SQUATTERS)).rejects.toMatchObject(invalid);
      const me = await stack.call(accountContracts.me, {}, ada);
      expect(me.organization).toMatchObject({ id: ada.organization.id, role: 'owner' });
      const joined = await accept(PASSWORD);
      if (kind === 'with a factor') expect(joined).toMatchObject({ mfaRequired: true });
      else expect(signed(joined).user.id).toBe(ada.user.id);
    },
  );

  it('gives nobody an address whose mails they read: a link proves it for who knows the password of the account too', async () => {
    const email = address();
    const thief = { address: '198.51.100.7', userAgent: 'squatter' };
    const asked = { email, name: 'Ada', organizationName: 'Engines' };
    for (let i = 0; i < 6; i += 1)
      await stack.call(accountContracts.register, { ...asked, password: SQUATTERS, origin: thief });
    await enrol(stack, await login(email, SQUATTERS), SQUATTERS);
    const foreign = await tokenFor(stack, inbox, email);
    await expect(verify(foreign)).rejects.toMatchObject(refused);
    const own = { address: '203.0.113.9', userAgent: 'ada' };
    await stack.call(accountContracts.register, { ...asked, password: PASSWORD, origin: own });
    const mine = await tokenFor(stack, inbox, email);
    expect(mine).not.toBe(foreign);
    await verify(mine);
    expect((await login(email)).user.email).toBe(email); // and no factor of somebody else is asked for
    await expect(login(email, SQUATTERS)).rejects.toMatchObject(refused);
  });

  it('a person who registered and then is invited goes on with the account that they made', async () => {
    const email = address();
    await register(email);
    const before = await login(email);
    const host = await proved();
    await stack.call(memberContracts.invite, { email, role: 'viewer' }, host);
    const token = await tokenFor(stack, inbox, email);
    const joined = signed(await stack.call(memberContracts.acceptInvitation, { token, password: PASSWORD }));
    expect(joined.user.id).toBe(before.user.id);
    await expect(stack.call(accountContracts.me, {}, before)).rejects.toMatchObject(dead);
  });

  it('guesses no more often at the password of the owner than anybody else', async () => {
    const { email } = (await proved()).user;
    await register(email, SQUATTERS);
    for (let i = 0; i < 10; i += 1) {
      await expect(login(email, 'not the right password')).rejects.toMatchObject(refused);
      if (i % 4 === 3) await login(email, SQUATTERS);
    }
    await expect(login(email, SQUATTERS)).rejects.toMatchObject({ code: 'RATE_LIMIT_EXCEEDED' });
  });
});

it('a reset of an account that never proved its address ends what whoever made it had: password, sessions, API keys, factors and devices', async () => {
  const email = address();
  await register(email, SQUATTERS);
  const squatter = await login(email, SQUATTERS);
  await enrol(stack, squatter, SQUATTERS);
  await inTable(
    stack,
    `INSERT INTO api_keys (organization_id, id, name, role, secret_hash, created_by, created_at, expires_at)
     VALUES ($1, gen_random_uuid(), 'old', 'viewer', '', $2, now(), now() + interval '1 day')`,
    [squatter.organization.id, squatter.user.id],
  );
  await stack.call(passwordContracts.forgotPassword, { email });
  const token = await tokenFor(stack, inbox, email);
  await stack.call(passwordContracts.resetPassword, { token, password: PASSWORD });
  await expect(stack.call(accountContracts.me, {}, squatter)).rejects.toMatchObject(dead);
  await expect(login(email, SQUATTERS)).rejects.toMatchObject(refused);
  const owner = await login(email);
  await stack.call(memberContracts.invite, { email: address(), role: 'viewer' }, owner);
  const living = await inTable(stack, 'SELECT 1 FROM api_keys WHERE created_by = $1 AND revoked_at IS NULL', [
    owner.user.id,
  ]);
  expect(living).toEqual([]);
  for (const table of ['factors', 'recovery_codes'])
    expect(await inTable(stack, `SELECT 1 FROM ${table} WHERE user_id = $1`, [owner.user.id])).toEqual([]);
  expect(await inTable(stack, 'SELECT 1 FROM devices WHERE user_id = $1', [owner.user.id])).toHaveLength(1);
});

it('a reset of an account that was used without a proof, as of before proofs were asked for, keeps its second factors', async () => {
  const ada = await proved();
  await enrol(stack, ada);
  await inTable(stack, 'UPDATE users SET address_proved_at = NULL WHERE id = $1', [ada.user.id]);
  await stack.call(passwordContracts.forgotPassword, { email: ada.user.email });
  const token = await tokenFor(stack, inbox, ada.user.email);
  const password = 'another long walk by the sea';
  await stack.call(passwordContracts.resetPassword, { token, password });
  const signedIn = await stack.call(sessionContracts.login, { email: ada.user.email, password });
  expect(signedIn).toMatchObject({ mfaRequired: true });
});

describe('another address', () => {
  /** An owner of an organisation of which a person is a member too. */
  const ownerOver = async (person: Signed) => {
    const owner = await proved();
    await inTable(
      stack,
      `INSERT INTO memberships (organization_id, user_id, role, joined_at, last_used_at) VALUES ($1, $2, 'viewer', now(), now())`,
      [owner.organization.id, person.user.id],
    );
    return owner;
  };
  /** What takes a wish back, whoever wished it. */
  const PUT_OUT = {
    'every other session is ended': (ada: Signed) =>
      stack.call(sessionListContracts.endOtherSessions, {}, ada),
    'a second factor is added': (ada: Signed) => enrol(stack, ada),
    'an owner ends all their sessions': async (ada: Signed) =>
      stack.call(sessionListContracts.endMemberSessions, { userId: ada.user.id }, await ownerOver(ada)),
    'they are removed': async (ada: Signed) =>
      stack.call(memberContracts.removeMember, { userId: ada.user.id }, await ownerOver(ada)),
    'the session of it ends, which had signed out before': async (ada: Signed) => {
      const elsewhere = await login(ada.user.email);
      const { data } = await stack.call(sessionListContracts.sessions, { limit: 10 }, elsewhere);
      await stack.call(sessionContracts.logout, {}, ada);
      for (const { id, current } of data)
        if (!current) await stack.call(sessionListContracts.endSession, { id }, elsewhere);
    },
  } as const;

  const change = (person: { authorization: string }, email: string, password = PASSWORD) =>
    stack.call(addressContracts.changeAddress, { email, password }, person);

  it.each([
    'every other session is ended',
    'a second factor is added',
    'an owner ends all their sessions',
    'they are removed',
    'the session of it ends, which had signed out before',
  ] as const)('is taken back when %s, and the old one is told of the wish at once', async (what) => {
    const ada = await proved();
    const wanted = address();
    await change(ada, wanted);
    const token = await tokenFor(stack, inbox, wanted);
    expect(await subjectsTo(ada.user.email)).toContain('Another address is asked for your account');
    expect(await trailOf(stack, ada.organization.id)).toContain('auth.address_change_asked');
    await PUT_OUT[what](ada);
    await expect(stack.call(addressContracts.confirmAddress, { token })).rejects.toMatchObject({
      code: 'LINK_INVALID',
    });
  });

  it('is the account’s when it is confirmed; until then the old one stays, and it is told', async () => {
    const ada = await proved();
    const [old, wanted] = [ada.user.email, address()];
    const elsewhere = await login(old);
    await expect(change(ada, wanted, 'not the right password')).rejects.toMatchObject(refused);
    await change(ada, wanted);
    const token = await tokenFor(stack, inbox, wanted);
    await login(old);
    await expect(login(wanted)).rejects.toMatchObject(refused);
    await stack.call(addressContracts.confirmAddress, { token });
    await expect(login(old)).rejects.toMatchObject(refused);
    expect((await login(wanted)).user.id).toBe(ada.user.id);
    expect(await subjectsTo(old)).toContain('The address of your account was changed');
    for (const session of [ada, elsewhere])
      await expect(stack.call(accountContracts.me, {}, session)).rejects.toMatchObject(dead);
    await expect(stack.call(addressContracts.confirmAddress, { token })).rejects.toMatchObject(invalid);
  });

  it('that somebody else has is told to them alone', async () => {
    const [ada, grace] = [await proved(), await proved()];
    expect(await change(ada, grace.user.email)).toEqual(await change(ada, address()));
    expect(await subjectsTo(grace.user.email)).toContain(NOTICE);
  });
});

describe('the factors of an account that only named its address, at the reset that proves it', () => {
  const reset = async (email: string) => {
    await stack.call(passwordContracts.forgotPassword, { email });
    const token = await tokenFor(stack, inbox, email);
    await stack.call(passwordContracts.resetPassword, { token, password: 'another long walk by the sea' });
    return stack.call(sessionContracts.login, { email, password: 'another long walk by the sea' });
  };
  const TAKEN = 'Second factors were taken off your account';

  it('end when they were added by whoever named it, and the person is told', async () => {
    const email = address();
    await register(email);
    await enrol(stack, await login(email));
    expect(await reset(email)).toHaveProperty('accessToken');
    expect(await subjectsTo(email)).toContain(TAKEN);
  });

  it('stay when they were added while addresses counted as proved: a mailbox alone opens no account that was used', async () => {
    const email = address();
    await register(email);
    const unasked = settingsOfStack(stack, { AUTH_EMAIL_VERIFICATION: 'off' });
    const open = await runNode(productSettings(unasked));
    const call = callFromBroker(open.broker);
    const answer = signed(await call(sessionContracts.login, { email, password: PASSWORD }));
    await enrol({ ...stack, call }, answer);
    await open.stop();
    expect(await reset(email)).toMatchObject({ mfaRequired: true });
    expect(await subjectsTo(email)).not.toContain(TAKEN);
  });
});
