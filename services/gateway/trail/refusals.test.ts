import { expect, it } from 'vitest';
import type { Caller } from '../../../contracts/caller.ts';
import { isTold, RefusalCount, refusalFor } from './refusals.ts';

const person = (userId: string): Caller => ({
  kind: 'user',
  userId,
  organizationId: 'engines',
  sessionId: 's',
  role: 'viewer',
  addressProved: true,
});
const origin = { address: '203.0.113.7', userAgent: 'browser/1' };
const refused = (caller: Caller, address = origin.address) =>
  refusalFor(caller, {
    code: 'PERMISSION_DENIED',
    operation: 'campaign.create',
    origin: { ...origin, address },
  });
const at = (ms: number) => new Date(1_800_000_000_000 + ms);

it('the first refusal of a minute is told at once, and a thousand more are one count when it ends', () => {
  const count = new RefusalCount();
  expect(count.take(refused(person('ada')), at(0))).toEqual(refused(person('ada')));
  for (let i = 1; i <= 1_000; i += 1) expect(count.take(refused(person('ada')), at(i))).toBeNull();
  expect(count.ended(at(59_999))).toEqual([]);
  expect(count.ended(at(60_000)).map(({ refusal }) => refusal.count)).toEqual([1_000]);
  expect(count.ended(at(60_001))).toEqual([]);
  expect(count.take(refused(person('ada')), at(60_002))).not.toBeNull();
});

it('each person is told apart, and strangers by their address', () => {
  const count = new RefusalCount();
  const nobody: Caller = { kind: 'anonymous' };
  const all = [
    refused(person('ada')),
    refused(person('grace')),
    refused(nobody),
    refused(nobody, '203.0.113.8'),
  ];
  expect(all.map((one) => count.take(one, at(0)))).toEqual(all);
  expect(all.map((one) => count.take(one, at(1)))).toEqual([null, null, null, null]);
});

it('each operation is told by its own name', () => {
  const count = new RefusalCount();
  const tried = ['auth.invite', 'auth.changeRole', 'auth.changeOrganization', 'auth.exportAuditEvents'].map(
    (operation) => refusalFor(person('ada'), { code: 'PERMISSION_DENIED', operation, origin }),
  );
  expect(tried.map((one) => count.take(one, at(0)))).toEqual(tried);
});

it('refusals from ten thousand addresses take no more room than a thousand, and none is forgotten', () => {
  const count = new RefusalCount();
  let told = 0;
  for (let i = 0; i < 10_000; i += 1)
    if (count.take(refused({ kind: 'anonymous' }, `address ${i}`), at(0))) told += 1;
  expect(told).toBe(1_000);
  const later = count.ended(at(60_000)).reduce((sum, { refusal }) => sum + refusal.count, 0);
  expect(told + later).toBe(10_000);
});

it('what could not be told is counted again and told next, also when its minute is over or a thousand are counted', () => {
  const count = new RefusalCount();
  for (let i = 0; i < 4; i += 1) count.take(refused(person('ada')), at(0));
  const [over] = count.ended(at(60_000));
  expect(over?.refusal.count).toBe(3);
  if (over) count.putBack(over);
  count.take(refused(person('ada')), at(60_001));
  expect(count.ended(at(60_002)).map(({ refusal }) => refusal.count)).toEqual([4]);

  const full = new RefusalCount();
  for (let i = 0; i < 1_000; i += 1) full.take(refused({ kind: 'anonymous' }, `address ${i}`), at(0));
  full.putBack({ ...refused(person('ada')), refusal: { ...refused(person('ada')).refusal, count: 7 } });
  expect(full.ended(at(1), true).map(({ refusal }) => refusal.count)).toEqual([7]);
});

it('who has no token yet, or an old one, is nobody to tell of; who may not or too often is', () => {
  expect(['TOKEN_MISSING', 'TOKEN_EXPIRED', 'CAMPAIGN_NOT_FOUND'].filter((c) => isTold(c as never))).toEqual(
    [],
  );
  const told = ['PERMISSION_DENIED', 'RATE_LIMIT_EXCEEDED', 'TOKEN_INVALID', 'APPROVAL_OWN_SUBMISSION'];
  expect(told.filter((c) => isTold(c as never))).toEqual(told);
});
