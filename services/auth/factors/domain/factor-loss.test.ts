import { expect, it } from 'vitest';
import { isDue, type OpenLoss } from './factor-loss.ts';

const dueAt = new Date('2026-11-30T12:00:00.000Z');
const loss: OpenLoss = { id: 'l', userId: 'u', dueAt, needsConfirmation: false };
const before = new Date(dueAt.getTime() - 1);

it('factors are taken away when the wait is over, and not a millisecond before', () => {
  expect([isDue(loss, before), isDue(loss, dueAt)]).toEqual([false, true]);
});

it('those of an only owner need somebody else too, and that one cannot make it faster', () => {
  const alone = { ...loss, needsConfirmation: true };
  expect([isDue(alone, before), isDue(alone, dueAt)]).toEqual([false, false]);
});
