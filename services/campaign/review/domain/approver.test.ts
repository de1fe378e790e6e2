import { describe, expect, it } from 'vitest';
import type { Review } from '../../../../contracts/campaign/campaign.ts';
import { requireEligible, requireStillApproved, type Approver, type ApproverRules } from './approver.ts';

const [ANN, BEN, CAT] = ['ann', 'ben', 'cat'];
const NOW = new Date('2026-11-27T12:00:00.000Z');
const review: Review = {
  version: 4,
  state: 'in_review',
  submittedBy: ANN ?? '',
  submittedAt: NOW.toISOString(),
  decidedBy: null,
  decidedAt: null,
  note: null,
  hash: 'h',
};
const standing = { addressProved: true, hasFactor: true, memberSince: '2026-11-01T00:00:00.000Z' };
const cat: Approver = {
  userId: CAT ?? '',
  standing,
  authors: [ANN ?? '', BEN ?? ''],
  submittedByMachine: false,
};
const PRODUCTION: ApproverRules = { factorRequired: true, minAgeHours: 24 };
const EMBEDDED: ApproverRules = { factorRequired: false, minAgeHours: 0 };

const judged = (
  approver: Approver,
  rules = PRODUCTION,
  policy: 'two_people' | 'self_with_step_up' = 'two_people',
) => {
  try {
    requireEligible(review, approver, policy, rules, NOW);
    return 'eligible';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
};

describe('the second of two people', () => {
  it('is somebody who neither submitted nor wrote anything since the last approval', () => {
    expect(judged(cat)).toBe('eligible');
    expect(judged({ ...cat, userId: ANN ?? '' })).toMatch(/^APPROVAL_OWN_SUBMISSION/);
    expect(judged({ ...cat, userId: BEN ?? '' })).toMatch(/^APPROVER_NOT_ELIGIBLE: You wrote a change/);
  });

  it.each([
    [{ addressProved: false }, 'address is not proved'],
    [{ hasFactor: false }, 'no second factor'],
    [{ memberSince: '2026-11-26T12:00:00.001Z' }, 'less than 24 hours'],
  ])('is refused with %o, and told why', (missing, reason) => {
    expect(judged({ ...cat, standing: { ...standing, ...missing } })).toMatch(
      new RegExp(`^APPROVER_NOT_ELIGIBLE: .*${reason}`),
    );
  });

  it('is old enough after the last millisecond of the age that is asked for', () => {
    const young = { ...standing, memberSince: '2026-11-26T12:00:00.000Z' };
    expect(judged({ ...cat, standing: young })).toBe('eligible');
  });

  it('needs neither factor nor age where the settings ask for none', () => {
    const fresh = { ...standing, hasFactor: false, memberSince: NOW.toISOString() };
    expect(judged({ ...cat, standing: fresh }, EMBEDDED)).toBe('eligible');
  });

  it('is nobody where a machine submitted: whoever knows its key may be the approver', () => {
    const machines = { ...cat, submittedByMachine: true };
    expect(judged(machines)).toMatch(/^APPROVER_NOT_ELIGIBLE: A machine submitted this version/);
    expect(judged(machines, PRODUCTION, 'self_with_step_up')).toBe('eligible');
    const approved = { ...review, state: 'approved' as const, decidedBy: cat.userId };
    expect(() => requireStillApproved(approved, cat, 'two_people')).not.toThrow();
    expect(() => requireStillApproved(approved, machines, 'self_with_step_up')).not.toThrow();
    expect(() => requireStillApproved(approved, machines, 'two_people')).toThrow(
      expect.objectContaining({ code: 'APPROVAL_LAPSED' }),
    );
  });

  it('may be the first one too, where the organisation lets one person decide; the rest holds all the same', () => {
    const own = { ...cat, userId: ANN ?? '' };
    expect(judged(own, PRODUCTION, 'self_with_step_up')).toBe('eligible');
    const bare = { ...own, standing: { ...standing, hasFactor: false } };
    expect(judged(bare, PRODUCTION, 'self_with_step_up')).toMatch(/no second factor/);
  });
});
