import { expect, it } from 'vitest';
import { textFaults } from './text-faults.ts';

const codes = (text: string) => textFaults(text, 'Acme CRM').map((fault) => fault.code);

it.each([
  ['with a country’s code', 'Call +49 30 12 34 56'],
  ['with a country’s code, the shortest', 'Call +49301234'],
  ['with brackets, hyphens and dots after the country’s code', 'Call +1 (2) 3-4.5 6'],
  ['with an area code in brackets', 'Call (030) 12 34'],
  ['right after the brackets', 'Call (12)34567'],
  ['with dots after the brackets', 'Call (12) 3.4-5.'],
  ['of three and four digits with a hyphen', 'Call 555-1234 now'],
  ['of three and four digits with a dot', 'Call 555.1234 now'],
  ['of three and four digits with a space', 'Call 555 1234 now'],
  ['of three, three and four digits', 'Call 555-123-4567 now'],
  ['with a zero first', 'Call 01234567'],
  ['with a zero first and a space', 'Call 01 234567'],
  ['with a zero first and a slash', 'Call 0301/234567'],
  ['with a zero first and pairs', 'Call 030/12 34 56'],
  ['with a zero first, dots and hyphens', 'Call 01.23-45.67'],
  ['of nine digits in a row', 'Call 123456789'],
])('a telephone number %s is refused: %s', (_what, text) => expect(codes(text)).toEqual(['TEXT_PHONE']));

it.each([
  ['seven digits after a plus', 'Up to +4930123 rows'],
  ['a year in brackets and a number', 'Rated (2024) 50'],
  ['four digits and four', 'Plan 2555-1234 now'],
  ['three digits and five', 'Plan 555-12345 now'],
  ['two digits and four', 'Plan 55-1234 now'],
  ['three digits and three', 'Plan 555-123 now'],
  ['seven digits with a zero first', 'Order 0123456'],
  ['thousands with zeros', 'Over 1.000.000.000 rows and 2,000,000,000 cells'],
  ['eight digits', 'Over 12345678 rows'],
  ['decimals', 'Pi is 3.141592653'],
  ['round the clock', 'Open 24/7 since 1998-2026'],
])('no telephone number: %s: %s', (_what, text) => expect(codes(text)).toEqual([]));
