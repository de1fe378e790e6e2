import { describe, expect, it } from 'vitest';
import { contentHash, contentOf } from '../../content/domain/content.ts';
import {
  approveCampaign,
  isOwnSubmission,
  rejectCampaign,
  requireApproved,
  submitForReview,
} from './review.ts';
import {
  ANN,
  AT,
  BOB,
  campaignIn,
  draftContent,
  storedCampaign,
} from '../../content/domain/testing/content.ts';
import { archiveCampaign, editCampaign, requireVersion } from '../../content/domain/versions.ts';

const draft = campaignIn();
const inReview = submitForReview(draft, contentHash(draft), ANN, AT);
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
const approvalOf = (decidedBy: string, overrides: object = {}) => ({
  decidedBy,
  decidedAt: AT,
  policy: 'two_people' as const,
  steppedUp: false,
  ...overrides,
});

describe('an approval', () => {
  it('is of another person under two_people, and of the same one only where the policy allows it and after a step-up', () => {
    expect(isOwnSubmission(inReview, ANN)).toBe(true);
    expect(() => approveCampaign(storedCampaign(inReview), approvalOf(ANN))).toThrow(
      code('APPROVAL_OWN_SUBMISSION'),
    );
    const alone = { policy: 'self_with_step_up' };
    expect(() => approveCampaign(storedCampaign(inReview), approvalOf(ANN, alone))).toThrow(
      code('APPROVAL_OWN_SUBMISSION'),
    );
    expect(() => approveCampaign(storedCampaign(inReview), approvalOf(ANN, { steppedUp: true }))).toThrow(
      code('APPROVAL_OWN_SUBMISSION'),
    );
    expect(
      approveCampaign(storedCampaign(inReview), approvalOf(ANN, { ...alone, steppedUp: true })).status,
    ).toBe('approved');
    expect(approveCampaign(storedCampaign(inReview), approvalOf(BOB)).review).toMatchObject({
      state: 'approved',
      decidedBy: BOB,
    });
  });

  it('binds to the hash of the content', () => {
    expect(() => approveCampaign(storedCampaign(inReview), approvalOf(BOB, { hash: 'x' }))).toThrow(
      code('APPROVAL_VERSION_STALE'),
    );
    const tampered = { ...storedCampaign(inReview), hash: 'another' };
    expect(() => approveCampaign(tampered, approvalOf(BOB))).toThrow(code('APPROVAL_VERSION_STALE'));
    const done = storedCampaign(approveCampaign(storedCampaign(inReview), approvalOf(BOB)));
    expect(() => requireApproved(done)).not.toThrow();
    expect(() => requireApproved({ ...done, hash: 'another' })).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });

  it('is void after an edit', () => {
    const done = approveCampaign(storedCampaign(inReview), approvalOf(BOB));
    const changed = editCampaign(done, draftContent({ name: 'Other' }), AT);
    expect(changed).toMatchObject({ status: 'draft', review: null, version: 2 });
    expect(() => requireApproved(storedCampaign(changed))).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });

  it('needs a version that waits for it', () => {
    for (const campaign of [draft, rejectCampaign(inReview, { decidedBy: BOB, decidedAt: AT, note: 'no' })])
      expect(() => approveCampaign(storedCampaign(campaign), approvalOf(BOB))).toThrow(
        code('CAMPAIGN_STATE_CONFLICT'),
      );
    expect(() => submitForReview(inReview, 'x', ANN, AT)).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });
});

describe('a version', () => {
  it('is refused when another one was read', () => {
    expect(() => requireVersion(draft, 2)).toThrow(code('VERSION_STALE'));
    expect(() => requireVersion(draft, undefined)).toThrow(code('PRECONDITION_REQUIRED'));
  });

  it('moves updatedAt forward even within one millisecond', () => {
    expect(Date.parse(inReview.updatedAt)).toBe(AT.getTime() + 1);
  });

  it('cannot move a published campaign to another ad account', () => {
    const held = { platform: 'google-ads' as const, adAccountId: ANN, status: 'active' as const };
    const live = campaignIn({
      status: 'active',
      publications: [{ ...held, externalId: '1', version: 1, error: null, updatedAt: AT.toISOString() }],
    });
    const moved = draftContent({ adAccounts: { 'google-ads': BOB } });
    expect(() => editCampaign(live, moved, AT)).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });
});

describe('archiving', () => {
  it.each(['publishing', 'active', 'needs_review'] as const)('is refused in %s', (status) => {
    expect(() => archiveCampaign(storedCampaign(campaignIn({ status })), AT)).toThrow(code('CAMPAIGN_LIVE'));
  });
  it('is refused while an operation runs, and gives the same campaign the second time', () => {
    expect(() => archiveCampaign(storedCampaign(campaignIn({ status: 'paused' }), true), AT)).toThrow(
      code('CAMPAIGN_LIVE'),
    );
    const once = archiveCampaign(storedCampaign(draft), AT);
    expect(archiveCampaign(storedCampaign(once), AT)).toBe(once);
    expect(contentOf(once)).toEqual(contentOf(draft));
  });
});
