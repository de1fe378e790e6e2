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

it('an address with a tag is read in the mailbox of the one without', () => {
  expect(['ada+1@example.com', 'Ada+a+b@example.com', 'ada@example.com'].map(mailboxOf)).toEqual(
    Array(3).fill('ada@example.com'),
  );
});
