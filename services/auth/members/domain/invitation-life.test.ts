import { expect, it } from 'vitest';
import { endOf, mailOf } from './invitation-life.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number));
const open = { isOpen: true, expiresAt: day(7), now: day(0) };

it.each([
  ['went out', { state: 'sent', sentAt: day(1), notBefore: day(0) }, open, 'sent', day(1)],
  ['waits for the own count', { state: 'queued', sentAt: null, notBefore: day(2) }, open, 'waiting', day(2)],
  [
    'waits, nobody knows until when',
    { state: 'queued', sentAt: null, notBefore: day(0) },
    open,
    'waiting',
    null,
  ],
  [
    'waits no more',
    { state: 'queued', sentAt: null, notBefore: day(2) },
    { ...open, isOpen: false },
    'not_sent',
    null,
  ],
  ['found no server', { state: 'unsent', sentAt: null, notBefore: day(0) }, open, 'not_sent', null],
  ['would come too late', { state: null, sentAt: null, notBefore: day(8) }, open, 'not_sent', null],
  ['is not there any more', { state: null, sentAt: null, notBefore: day(0) }, open, null, null],
  ['is of before that was kept', { state: null, sentAt: null, notBefore: null }, open, null, null],
] as const)('a mail that %s is shown as what is known of it', (_, facts, invitation, mail, at) => {
  expect(mailOf(facts, invitation)).toEqual({ mail, mailAt: at?.toISOString() ?? null });
});

it('an invitation lasts seven days from its mail, which waits for thirty at most', () => {
  expect(endOf(null, day(0), day(40))).toEqual(day(47));
  expect(endOf(day(30), day(0), day(29))).toEqual(day(37));
  expect(endOf(new Date(day(30).getTime() + 1), day(0), day(29))).toBeNull();
});
