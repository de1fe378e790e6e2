import { describe, expect, it } from 'vitest';
import { addressNamedMail, newAddressMail, resetMail, verificationMail } from './account-mails.ts';
import { invitationMail, reuseMail, welcomeMail, type MailText } from './mails.ts';
import { noticeMail, type Notice } from './notices.ts';
import { factorIn, greeting, organizationIn, personIn, quoted } from './readable-name.ts';

describe('a name in a mail', () => {
  it.each(['Ada Lovelace', 'J. R. Ackermann-Müller', 'Ada & Söhne', '李小龍', 'Zoë (she/her)'])(
    'is as it was given when it holds nothing hidden and no link: %s',
    (name) => {
      expect([personIn(name), organizationIn(name), factorIn(name)]).toEqual([name, name, name]);
      expect(quoted(name)).toBe(`"${name}"`);
      expect(greeting(name)).toBe(`Hello ${name},`);
    },
  );

  it.each([
    ['A\u202eda', 'Ada'],
    ['A\u200bd\u2060a', 'Ada'],
    ['Ada\r\nBcc: all', 'Ada Bcc: all'],
    ['\u{e0041}Ada\ufeff', 'Ada'],
    ['A\u0000da', 'A da'],
    ['A\ud800da', 'Ada'],
    ['n'.repeat(150), 'n'.repeat(100)],
    [`${'n'.repeat(99)}\u{1f600}\u{1f600}`, 'n'.repeat(99)],
  ])('is without what nobody sees, and not longer than a name: %j', (name, readable) => {
    expect(personIn(name)).toBe(readable);
  });

  it.each([
    'https://evil.example/a',
    'Ada www.evil.example',
    'Win at ev\u200bil.com/prize',
    'http\u200b://evil',
    'ｅｖｉｌ．ｃｏｍ／ａ',
    '1.2.3.4',
    'mailto:a',
    'evil[.]com',
    '\u200b\u200b',
    '',
  ])('is a neutral word when it is a link, also one in disguise, or nothing that is seen: %j', (name) => {
    expect(personIn(name)).toBe('somebody');
    expect(organizationIn(name)).toBe('an organisation');
    expect(factorIn(name)).toBe('a factor');
    expect(quoted(name)).toBe('"(a name that we do not repeat)"');
    expect(greeting(name)).toBe('Hello,');
  });

  it.each([
    ['Booking.com', 'Booking. com'],
    ['evil.de', 'evil. de'],
    ['ev\u200bil.рф', 'evil. рф'],
    ['evil。com', 'evil。 com'],
    ['evil．com', 'evil． com'],
  ])(
    'is a neutral word for a person who is named like the domain %s; others keep the name, broken',
    (name, broken) => {
      expect([personIn(name), greeting(name)]).toEqual(['somebody', 'Hello,']);
      expect([organizationIn(name), factorIn(name)]).toEqual([broken, broken]);
      expect(quoted(name)).toBe(`"${broken}"`);
    },
  );
});

const EVIL = 'prize\u202e at https://evil.example/win';
const at = new Date('2026-11-27T20:46:30Z');
const facts = { name: EVIL, organizationName: EVIL, at };
const account = { name: EVIL, publicUrl: 'https://sip.test', token: 'token', expiresAt: at };
const notices: Notice[] = [
  { kind: 'factor_added', factor: EVIL },
  { kind: 'factor_removed', factor: EVIL },
  { kind: 'factor_loss_reported', person: EVIL, dueAt: at },
  { kind: 'role_changed', role: 'analyst' },
  { kind: 'role_changed', role: null },
  { kind: 'member_role_changed', person: EVIL, by: EVIL, role: 'owner' },
  { kind: 'member_role_changed', person: EVIL, by: EVIL, role: null },
  { kind: 'api_key_made', name: EVIL, by: EVIL },
  { kind: 'sql_login_made', name: EVIL, by: EVIL },
  { kind: 'sql_login_renewed', name: EVIL, by: EVIL },
  { kind: 'alert_webhook_added', name: EVIL, by: EVIL },
  { kind: 'ad_accounts_connected', platform: 'google-ads', names: [EVIL], count: 1, by: EVIL },
];
const mails: [string, MailText][] = [
  [
    'a greeting of a member',
    welcomeMail({ name: EVIL, organizationName: EVIL, publicUrl: 'https://sip.test' }),
  ],
  ['an invitation', invitationMail({ ...account, inviterName: EVIL, organizationName: EVIL, role: 'admin' })],
  ['news of a token used twice', reuseMail(facts)],
  ['the proof of an address', verificationMail(account)],
  ['a named address', addressNamedMail(account)],
  ['a new password', resetMail(account)],
  ['a new address', newAddressMail(account)],
  ...notices.map((notice): [string, MailText] => [`the notice ${notice.kind}`, noticeMail(notice, facts)]),
];

it.each(mails)('no name of a row from before relays a link in %s', (_which, { subject, text }) => {
  expect(subject).not.toMatch(/evil|\u202e/u);
  expect(text).not.toMatch(/evil|\u202e/u);
});
