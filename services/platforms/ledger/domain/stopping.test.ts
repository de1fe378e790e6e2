import { expect, it } from 'vitest';
import type { Neighbour } from './protocol.ts';
import { afterFailedStop, settleWaitMs } from './stopping.ts';

const NOW = new Date('2026-11-28T12:00:00.000Z');
const failure = {
  code: 'DAY_LIMIT',
  message: 'Until midnight.',
  retryAfterMs: 40_000_000,
  leavesDoubt: false,
};

it.each(['refused', 'slow-down', 'unknown', 'gone'])(
  'a pause is tried again after any failure, five minutes apart at most, and says what was said: %s',
  (kind) => {
    const delays = [1, 2, 10, 10_000].map((setbacks) => {
      const outcome = afterFailedStop({ setbacks }, { ...failure, kind: kind as 'unknown' });
      expect(outcome).toMatchObject({ end: 'later', setback: true, error: { code: 'DAY_LIMIT' } });
      return outcome.end === 'later' ? outcome.delayMs : 0;
    });
    expect(delays).toEqual([1_000, 2_000, 300_000, 300_000]);
  },
);

it.each([
  [
    'signed-out',
    'OAUTH_TOKEN_REVOKED',
    'AD_ACCOUNT_REAUTHORIZE',
    /no longer accepts the sign-in.* Connect the ad account again\.$/,
  ],
  [
    'signed-out',
    'GRANT_MISSING',
    'AD_ACCOUNT_REAUTHORIZE',
    /not connected\. Connect the ad account again\.$/,
  ],
  ['signed-out', 'TOKEN_EXPIRED', 'AD_ACCOUNT_REAUTHORIZE', /Connect the ad account again\.$/],
  [
    'forbidden',
    'USER_PERMISSION_DENIED',
    'USER_PERMISSION_DENIED',
    /^Until midnight\. Connect the ad account again, as somebody who may/,
  ],
  [
    'forbidden',
    'NO_PERMISSION_ON_ACCOUNT',
    'NO_PERMISSION_ON_ACCOUNT',
    /Connect the ad account again, as somebody who may/,
  ],
  ['forbidden', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT', /give every consent/],
  [
    'forbidden',
    'DEVELOPER_TOKEN_PROHIBITED',
    'DEVELOPER_TOKEN_PROHIBITED',
    /with a developer token that Google/,
  ],
  ['forbidden', 'PROJECT_DISABLED', 'PROJECT_DISABLED', /^Until midnight\.$/],
] as const)(
  'a pause without the right sign-in (%s, %s) goes on, and says that connecting again mends it, where it does',
  (kind, code, told, said) => {
    const outcome = afterFailedStop({ setbacks: 1 }, { ...failure, kind, code });
    expect(outcome).toMatchObject({
      end: 'later',
      error: { code: told, message: expect.stringMatching(said) as string },
    });
  },
);

it('waits for an activation that may still take effect: shortly for one under way, long for one whose answer was lost', () => {
  const activation = (state: Neighbour['state'], since: number): Neighbour => ({
    kind: 'resume',
    intentSeq: 4,
    state,
    inDoubtSince: null,
    activationDoubtSince: new Date(NOW.getTime() - since),
    activatedAt: null,
    changedAt: null,
  });
  const answered = {
    ...activation('done', 0),
    activationDoubtSince: null,
    activatedAt: new Date(NOW.getTime() - 60_000),
  };
  expect(settleWaitMs([answered], 180_000, NOW)).toBe(60_000); // it may be delivered a second time
  expect(settleWaitMs([answered], 60_000, NOW)).toBeNull();
  expect(settleWaitMs([], 180_000, NOW)).toBeNull();
  expect(settleWaitMs([activation('running', 500)], 180_000, NOW)).toBe(1_000);
  expect(settleWaitMs([activation('failed', 60_000)], 180_000, NOW)).toBe(60_000);
  expect(settleWaitMs([activation('failed', 180_000)], 180_000, NOW)).toBeNull();
});

it('pauses again first after as long as the setting says', () => {
  const lost = [
    {
      kind: 'resume' as const,
      intentSeq: 4,
      state: 'failed' as const,
      inDoubtSince: null,
      activationDoubtSince: NOW,
      activatedAt: null,
      changedAt: null,
    },
  ];
  expect([undefined, 200, 30_000].map((first) => settleWaitMs(lost, 180_000, NOW, first))).toEqual([
    5_000, 200, 30_000,
  ]);
});

it('stops within the window what an activation lets serve late: after 5 s first, and never later than the end of the window', () => {
  const at = new Date('2026-11-28T12:00:00.000Z');
  const lost: Neighbour = {
    kind: 'resume',
    intentSeq: 4,
    state: 'failed',
    inDoubtSince: null,
    activationDoubtSince: at,
    activatedAt: null,
    changedAt: null,
  };
  const pauses: number[] = [];
  let now = 0;
  for (;;) {
    const wait = settleWaitMs([lost], 180_000, new Date(at.getTime() + now));
    if (wait === null) break;
    now += wait;
    pauses.push(now / 1000);
  }
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 180]);
});
