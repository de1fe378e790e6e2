import { describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../../../contracts/platforms/submissions.ts';
import { AppError } from '../../../../lib/errors.ts';
import { extraKey, livingObjects, markerOf, refuseIncomplete, type LedgerObject } from './op.ts';

const desired = (campaignId: string): DesiredCampaign => ({ campaignId }) as DesiredCampaign;
const google = { platform: 'google-ads' as const };
const linkedin = { platform: 'linkedin-ads' as const };

function faultsOf(attempt: () => void): unknown {
  try {
    attempt();
  } catch (error) {
    if (error instanceof AppError && error.code === 'REQUEST_INVALID') return error.public.errors;
  }
  return 'was not refused';
}

describe('a submission', () => {
  const submission = {
    kind: 'publish' as const,
    campaignId: 'c1',
    targets: [{ ...google, desired: desired('c1') }],
  };

  it('is taken when it says once for each platform what is wanted', () => {
    const targets = [...submission.targets, { ...linkedin, desired: desired('c1') }];
    expect(() => refuseIncomplete({ ...submission, targets })).not.toThrow();
    const nothing = [{ ...google, desired: null }];
    expect(() => refuseIncomplete({ ...submission, kind: 'pause', targets: nothing })).not.toThrow();
  });

  it.each([
    [
      'a platform twice',
      { targets: [...submission.targets, ...submission.targets] },
      'targets',
      'PLATFORM_TWICE',
      'Name each platform once.',
    ],
    [
      'nothing to publish',
      { targets: [{ ...google, desired: null }] },
      'targets.0.desired',
      'FIELD_MISSING',
      'A campaign is needed to publish it.',
    ],
    [
      'nothing to update with',
      { kind: 'update' as const, targets: [...submission.targets, { ...linkedin, desired: null }] },
      'targets.1.desired',
      'FIELD_MISSING',
      'A campaign is needed to update it.',
    ],
    [
      'another campaign',
      { campaignId: 'c2' },
      'targets.0.desired.campaignId',
      'CAMPAIGN_DIFFERS',
      'This is another campaign.',
    ],
  ])('with %s is refused', (_what, change, path, code, message) => {
    expect(faultsOf(() => refuseIncomplete({ ...submission, ...change }))).toEqual([{ path, code, message }]);
  });
});

describe('the living objects of a campaign', () => {
  const object: LedgerObject = {
    key: 'campaign',
    kind: 'campaign',
    externalId: '7',
    state: 'active',
    opId: 'o',
  };

  it('exist on the platform and stand under a key of their own', () => {
    const objects: LedgerObject[] = [
      object,
      { ...object, key: 'ad/1', externalId: null, state: 'planned' },
      { ...object, key: 'ad/2', state: 'removed' },
      { ...object, key: extraKey('8') },
      { ...object, key: 'gone/ad/3' },
      { ...object, key: 'ad/extra/4', state: 'paused' },
    ];
    expect(livingObjects(objects).map(({ key }) => key)).toEqual(['campaign', 'ad/extra/4']);
  });

  it('carry a mark that is the same for the same operation only', () => {
    expect(markerOf('o1')).toMatch(/^sip-[0-9a-f]{10}$/);
    expect(markerOf('o1')).toBe(markerOf('o1'));
    expect(markerOf('o1')).not.toBe(markerOf('o2'));
  });
});
