import { describe, expect, it } from 'vitest';
import { contentHash, contentOf } from '../../content/domain/content.ts';
import { approved, isOwnSubmission, rejected, requireApproved, submitted } from './review.ts';
import { ANN, AT, BOB, campaignIn, draftContent, keptAs } from '../../content/domain/testing/content.ts';
import { archived, edited, requireVersion } from '../../content/domain/versions.ts';

const draft = campaignIn();
const inReview = submitted(draft, contentHash(draft), ANN, AT);
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
const by = (who: string, over: object = {}) => ({
  by: who,
  at: AT,
  policy: 'two_people' as const,
  steppedUp: false,
  ...over,
});

describe('an approval', () => {
  it('is of another person under two_people, and of the same one only where the policy allows it and after a step-up', () => {
    expect(isOwnSubmission(inReview, ANN)).toBe(true);
    expect(() => approved(keptAs(inReview), by(ANN))).toThrow(code('APPROVAL_OWN_SUBMISSION'));
    const alone = { policy: 'self_with_step_up' };
    expect(() => approved(keptAs(inReview), by(ANN, alone))).toThrow(code('APPROVAL_OWN_SUBMISSION'));
    expect(() => approved(keptAs(inReview), by(ANN, { steppedUp: true }))).toThrow(
      code('APPROVAL_OWN_SUBMISSION'),
    );
    expect(approved(keptAs(inReview), by(ANN, { ...alone, steppedUp: true })).status).toBe('approved');
    expect(approved(keptAs(inReview), by(BOB)).review).toMatchObject({ state: 'approved', decidedBy: BOB });
  });

  it('binds to the hash of the content', () => {
    expect(() => approved(keptAs(inReview), by(BOB, { hash: 'x' }))).toThrow(code('APPROVAL_VERSION_STALE'));
    const tampered = { ...keptAs(inReview), hash: 'another' };
    expect(() => approved(tampered, by(BOB))).toThrow(code('APPROVAL_VERSION_STALE'));
    const done = keptAs(approved(keptAs(inReview), by(BOB)));
    expect(() => requireApproved(done)).not.toThrow();
    expect(() => requireApproved({ ...done, hash: 'another' })).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });

  it('is void after an edit', () => {
    const done = approved(keptAs(inReview), by(BOB));
    const changed = edited(done, draftContent({ name: 'Other' }), AT);
    expect(changed).toMatchObject({ status: 'draft', review: null, version: 2 });
    expect(() => requireApproved(keptAs(changed))).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });

  it('needs a version that waits for it', () => {
    for (const campaign of [draft, rejected(inReview, { by: BOB, at: AT, note: 'no' })])
      expect(() => approved(keptAs(campaign), by(BOB))).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
    expect(() => submitted(inReview, 'x', ANN, AT)).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });
});

describe('a version', () => {
  it('is refused when another one was read', () => {
    expect(() => requireVersion(draft, 2)).toThrow(code('VERSION_STALE'));
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
    expect(() => edited(live, moved, AT)).toThrow(code('CAMPAIGN_STATE_CONFLICT'));
  });
});

describe('archiving', () => {
  it.each(['publishing', 'active', 'needs_review'] as const)('is refused in %s', (status) => {
    expect(() => archived(keptAs(campaignIn({ status })), AT)).toThrow(code('CAMPAIGN_LIVE'));
  });
  it('is refused while an operation runs, and gives the same campaign the second time', () => {
    expect(() => archived(keptAs(campaignIn({ status: 'paused' }), true), AT)).toThrow(code('CAMPAIGN_LIVE'));
    const once = archived(keptAs(draft), AT);
    expect(archived(keptAs(once), AT)).toBe(once);
    expect(contentOf(once)).toEqual(contentOf(draft));
  });
});
