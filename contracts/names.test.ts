import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { NewRate } from './analytics/currency-rates.ts';
import { scheduleContracts } from './analytics/schedules.ts';
import { sqlLoginContracts } from './analytics/sql-logins.ts';
import { webhookContracts } from './analytics/webhooks.ts';
import { machineContracts } from './auth/machines.ts';
import { adAccountContracts } from './platforms/ad-accounts.ts';
import { organizationName, personName, plainName } from './names.ts';

const isPerson = (name: string) => personName.safeParse(name).success;
const isOrganization = (name: string) => organizationName.safeParse(name).success;

describe('what is the address of something is nobody’s name', () => {
  it.each([
    'Win https://evil.example/x',
    'ｈｔｔｐｓ：／／evil',
    'ftp://evil',
    'evil://open',
    'https:\\\\evil',
    'Visit www.evil',
    'WWW.evil.example',
    'www2.evil',
    'evil.example/now',
    'evil.example?now',
    'evil.example#now',
    'evil。com/now',
    'evil.example:8080',
    'mailto:a',
    'MailTo:a@b',
    'tel:+441234',
    'sms:12345',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:c',
    'a@evil.com',
    'Ada <ada@evil.example>',
    'ａ＠ｅｖｉｌ．ｃｏｍ',
    '1.2.3.4',
    'call 203.0.113.7 now',
    '１．２．３．４',
    '1。2。3。4',
    '[2001:db8::1]',
    '//evil',
    'at //evil',
    '\\\\evil\\share',
    'evil[.]com',
    'evil(dot)com',
    'evil { . } com',
  ])('%s', (name) => expect([isPerson(name), isOrganization(name)]).toEqual([false, false]));

  it.each([
    ['a mark that turns text', 'Ada \u202Eecalevol'],
    ['an isolate', 'Ada\u2067'],
    ['a zero-width space', 'A\u200Bda'],
    ['a word joiner', 'evil.\u2060com'],
    ['a soft hyphen', 'evil.c\u00ADom'],
    ['a tag character', 'Ada\u{E0041}'],
    ['a line break', 'Ada\nLovelace'],
  ])('nor is what holds %s', (_, name) =>
    expect([isPerson(name), isOrganization(name)]).toEqual([false, false]),
  );
});

describe('a person is not named like a domain; an organisation may be', () => {
  it.each([
    'evil.de',
    'visit evil.page',
    'evil.com gives prizes',
    'evil.support',
    'evil.mov',
    'evil.zip',
    'EVIL.COM',
    'Ada evil.co.uk',
    'evil.example.org!',
    '(evil.net)',
    'evil.рф',
    'пример.рф',
    '例子.中国',
    'evil.xn--p1ai',
    'evil。com',
    'evil｡com',
    'evil．com',
    'evil․com',
    'evil﹒com',
    'ｅｖｉｌ．ｃｏｍ',
    'evil.ｃｏｍ',
    'evil.ⓒⓞⓜ',
    'evil.com.',
    'evil.com, Inc',
    'e-vil.io',
    'Booking.com',
    'monday.com Ltd.',
    'Amazon.de',
    't.co',
    'j.kim',
  ])('%s', (name) => expect([isPerson(name), isOrganization(name)]).toEqual([false, true]));
});

describe('a name', () => {
  it.each([
    'Ada Lovelace',
    "D'Arcy O'Neill-Müller, Jr.",
    "St. John's",
    'St.John',
    'J.P. Morgan',
    'J.P.Morgan',
    'J. R. R. Tolkien',
    'J.R.R.Tolkien',
    'J.Kim',
    'Dr.Müller',
    'Dr. med. Anna Schmidt',
    'Prof.Dr.Hans Meier',
    'Martin Luther King, Jr.',
    'Carl H:son Hamilton',
    'Karl-Heinz von und zu Guttenberg',
    'Zoë (she/her)',
    'Nguyễn Văn A.',
    'Mª José García',
    'Ł. Wiśniewski',
    'Ş. Yılmaz',
    'Ó Súilleabháin',
    '李小龍',
    '山田・太郎',
    '김민준',
    'فاطمة الزهراء',
    'יעל כהן',
    'Анна Каренина',
    'Ελένη Παπαδοπούλου',
    'अनन्या शर्मा',
    'สมชาย ใจดี',
    'X Æ A-12',
    'R2-D2',
    'Ada 😀',
    'St. Gallen & Co. KG',
    'Société Générale S.A.',
    'Eni S.p.A.',
    'Deutsche Bank e.V.',
    'Node.js GmbH',
    'E.ON SE',
    'U.S. Steel',
    'Acme Inc.',
    'Yahoo!',
    '株式会社サンプル',
    'A/B Testing: the company',
    '24/7 Care No.1',
    'Web 2.0 Ltd',
    'AT&T',
    '@home',
    '3M',
  ])('%s is one', (name) => expect([isPerson(name), isOrganization(name)]).toEqual([true, true]));
});

it.each(['a', 'a.', 'a@', 'www', '1.'])('a body full of %j is refused without being read through', (part) => {
  const begin = performance.now();
  expect(isPerson(part.repeat(500_000))).toBe(false);
  expect(performance.now() - begin).toBeLessThan(250);
});

it.each(['\u0085', '\u009b', '\u034f', '\u115f', '\u180b', '\u200b', '\u202e', '\u2800', '\u3164', '\ufe0f'])(
  'no name holds the character %j, which nobody sees or which turns the text around',
  (character) => {
    const name = `Ada${character}Lovelace`;
    for (const rule of [personName, organizationName, plainName])
      expect(rule.safeParse(name).success).toBe(false);
  },
);

/** Every character that Unicode calls a format or says to show as nothing; the signs before numbers are seen. */
const UNSEEN = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(character))
  .filter((character) => !/[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u.test(character));

it('no name holds a character that Unicode does not show', () => {
  expect(UNSEEN.length).toBeGreaterThan(4_000);
  const kept = UNSEEN.filter((character) => plainName.safeParse(`Ada${character}Lovelace`).success);
  expect(kept.map((character) => character.codePointAt(0)?.toString(16))).toEqual([]);
});

it.each(['\ufff0', '\ufff8', '\ufffc', '\u{1bca0}', '\u{1d173}', '\u{13430}', '\u{1343f}', '\u{e0041}'])(
  'nor %j, by any of the fields that name something to others',
  (character) => {
    const name = `Shop${character}`;
    const fields: [string, z.ZodType][] = [
      ['an ad account', adAccountContracts.renameAdAccount.params.shape.name],
      ['an API key', machineContracts.createApiKey.params.shape.name],
      ['a SQL login', sqlLoginContracts.createSqlLogin.params.shape.name],
      ['a webhook', webhookContracts.addAlertWebhook.params.shape.name],
      ['a scheduled report', scheduleContracts.createSchedule.params.shape.name],
      ['the source of a rate', NewRate.shape.source],
    ];
    for (const [what, field] of fields)
      expect([field.safeParse(name).success, field.safeParse('Shop').success], what).toEqual([false, true]);
  },
);

it('a picture in a name is no hidden mark', () => {
  expect(plainName.safeParse('☀️ Summer sale').success).toBe(true);
});
