import tlds from 'tlds' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { readableUserAgent } from '../../sessions/domain/user-agent.ts';
import { noticeMail } from './notices.ts';
import { unlinked } from './unlinked.ts';

/** What mail programs make links of, as widely as any of them: any label, dot and label that is no number; a scheme; an @. */
const LINKABLE =
  /[\p{L}\p{M}\p{N}\p{So}_-][.\u3002\uff0e\uff61\u2024\ufe52][\p{L}\p{M}\p{So}]|[\p{L}]{2,}[:\uff1a]\S|\S[@\uff20]\S|[/\\]{2}|(?:\d{1,3}\.){3}\d/u;

describe('no text that others chose becomes a link in a mail', () => {
  it.each([
    'evil.de',
    'evil.ⓒⓞⓜ',
    'evil.🄲om',
    'evil.🅒🅞🅜',
    'evil.🅲🅾🅼',
    'evil.🇨🇴🇲',
    'Win at 🅔🅥🅘🅛.🅒🅞🅜',
    'visit evil.page now',
    'evil.support',
    'evil.mov',
    'evil.zip',
    'evil.рф',
    'пример.рф',
    '例子.中国',
    'evil.xn--p1ai',
    'evil。com',
    'evil｡com',
    'evil．com',
    'evil․com',
    'evil﹒com',
    'evil‥com',
    'evil…com',
    'evil⒈com',
    'evil..com',
    'ｅｖｉｌ．ｃｏｍ',
    'evil.c\u0301om',
    'EVIL.COM',
    'a.b.c.evil.com',
    'evil.com/path?x=1#y',
    'evil.com:8080',
    'user@evil.com',
    'ｕｓｅｒ＠ｅｖｉｌ．ｃｏｍ',
    'https://evil.com',
    'ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ',
    'HTTPS:\\\\evil.com',
    'ftp://evil',
    'mailto:a',
    'tel:+4412345678',
    'javascript:alert(1)',
    'www.evil',
    'www.evil.example',
    '//evil',
    '\\\\evil\\share',
    '1.2.3.4',
    'at 203.0.113.7, now',
    '203.0.113.7/win',
    '4chan.org',
    '9gag.com',
    'evil.2x.com',
    '360.cn',
    '1.fm',
    'Booking.com',
    'shop.example (Brand) — evil.ly',
  ])('%s', (text) => {
    expect(text.normalize('NFKC')).toMatch(/[.。:@/\\]/);
    expect(unlinked(text)).not.toMatch(LINKABLE);
  });

  it('under none of the top-level domains that there are', () => {
    const linked = tlds.filter((tld) => LINKABLE.test(unlinked(`evil.${tld} x9.${tld}`)));
    expect(linked).toEqual([]);
    expect(tlds.length).toBeGreaterThan(1_400);
  });
});

it.each([
  'Ada Lovelace',
  "St. John's",
  'J. P. Morgan',
  'Acme Inc.',
  'Société Générale S. A.',
  'Zoë (she/her)',
  '24/7 Care No. 1',
  'Web 2.0 Ltd',
  'Open 10:30 - 18:00',
  'Carl H:son Hamilton',
  '@home',
  'A/B Testing: the company',
  '株式会社サンプル。',
])('what nobody links is written as it is: %s', (text) => expect(unlinked(text)).toBe(text));

it('a client that calls itself like a domain is no link in the notice of a new device', () => {
  const facts = { name: 'Ada', organizationName: 'Acme', at: new Date('2026-11-27T20:46:30Z') };
  const told = (userAgent: string) =>
    noticeMail({ kind: 'new_device', userAgent: readableUserAgent(userAgent), address: '203.0.113.7' }, facts)
      .text;
  expect(told('visit evil.page or 1.2.3.4 at once')).toContain('(visit evil. page or 1. 2. 3. 4 at once)');
  expect(told('Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0')).toContain(
    '(Mozilla/5.0 (X11; Linux x86_64) Firefox/146.0)',
  );
});
