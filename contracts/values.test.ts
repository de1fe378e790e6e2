import { describe, expect, it } from 'vitest';
import { Day, HttpUrl, Instant, line, text } from './values.ts';

it.each([
  ['a high half', 'Field\ud83dbook'],
  ['a low half', 'Field\ude00book'],
  ['the halves the wrong way round', '\ude00\ud83d'],
])('refuses text with %s of a character, which no database would take', (_, broken) => {
  expect(line(100).safeParse(broken).success).toBe(false);
  expect(text(100).min(1).safeParse(broken).success).toBe(false);
});

it.each(['', ' ', '\u00a0', '\u200b\u200d'])('refuses a line in which nothing can be seen', (blank) => {
  expect(line(100).safeParse(blank).success).toBe(false);
});

it('takes every whole character', () => {
  for (const whole of ['Fieldbook 😀', 'Zoë', 'e\u0301', '\u202eabc', 'a\uffff']) {
    expect(line(100).parse(whole)).toBe(whole);
    expect(text(100).parse(whole)).toBe(whole);
  }
});

describe('days and instants', () => {
  it.each(['0000-01-01', '0001-12-31', '1969-12-31', '9999-12-31', '2026-02-30', '+010000-01-01'])(
    'are refused where JavaScript and PostgreSQL do not both hold them and their neighbours: %s',
    (day) => {
      expect(Day.safeParse(day).success).toBe(false);
      expect(Instant.safeParse(`${day}T00:00:00.000Z`).success).toBe(false);
    },
  );

  it.each(['1970-01-01', '2000-02-29', '9999-12-30'])('are taken within reach: %s', (day) => {
    expect(Day.parse(day)).toBe(day);
    expect(Instant.parse(`${day}T23:59:59.999Z`)).toBe(`${day}T23:59:59.999Z`);
  });
});

describe('the address of a landing page', () => {
  it.each([
    ['a name before the host', 'https://www.bank.example@evil.example/'],
    ['a name and a password', 'HTTPS://a:b@example.com/'],
    ['a name behind many slashes', 'https:////a@example.com/'],
    ['a backslash before the host', 'https://example.com\\@evil.example/'],
    ['a backslash in the path', 'https://example.com/a\\b'],
    ['a blank', 'https://example.com/a b'],
    ['a control character', 'https://example.com/\u0085'],
    ['a mark of direction', 'https://example.com/\u202ecod.exe'],
    ['half a character', 'https://example.com/\ud83d'],
    ['another scheme', 'javascript:alert(1)//https://example.com/'],
  ])('is refused with %s', (_, address) => {
    expect(HttpUrl.safeParse(address).success).toBe(false);
  });

  it('is kept without blanks around it and line breaks in it', () => {
    expect(HttpUrl.parse(' https://exa\tmple\n.com/ ')).toBe('https://example.com/');
  });

  it.each([
    'https://example.com',
    'http://www.example.com:8080/a/b?c=@d&e=%20f#@g',
    'https://example.com/@handle',
    'https://bücher.example/größe',
  ])('is taken as it is: %s', (address) => {
    expect(HttpUrl.parse(address)).toBe(address);
  });
});
