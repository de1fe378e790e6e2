import { expect, it } from 'vitest';
import { mailboxOf, slotOf } from './mail-slot.ts';

const limit = { kind: 'test', mails: 3, windowMs: 1_000 };
const began = new Date(5_000);

it.each([
  [1, 5_400],
  [3, 5_400],
  [4, 6_000],
  [6, 6_000],
  [7, 7_000],
  [21, 11_000],
])('the mail number %i of a window goes out at %i: three in each, and none in the past', (nth, at) => {
  expect(slotOf(nth, began, limit, new Date(5_400)).getTime()).toBe(at);
});

it('an address with a tag, with dots or at another name of its provider is read in the mailbox of the one without', () => {
  const forms = ['ada.l+1@gmail.com', 'A.d.a.L+a+b@gmail.com', 'adal@googlemail.com', 'adal@gmail.com'];
  expect(forms.map(mailboxOf)).toEqual(Array(4).fill('adal@gmail.com'));
  expect(mailboxOf('adal@example.com')).not.toBe(mailboxOf('adal@example.org'));
  expect(mailboxOf('ada@constructor')).toBe('ada@constructor');
});
