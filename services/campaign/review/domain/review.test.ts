import { describe, expect, it } from 'vitest';
import { contentHash } from '../../content/domain/content.ts';
import {
  approveCampaign,
  rejectCampaign,
  requireApproved,
  requireSubmittable,
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
import { editCampaign } from '../../content/domain/versions.ts';

const draft = campaignIn();
const inReview = submitForReview(draft, contentHash(draft), ANN, AT);
const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error;
const approvalOf = (decidedBy: string, overrides: object = {}) => ({
  decidedBy,
  decidedAt: AT,
  hash: contentHash(draft),
  ...overrides,
});

describe('an approval', () => {
  it('says who gave it', () => {
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
  });
});

describe('a review', () => {
  const later = new Date(AT.getTime() + 60_000);
  const conflict = (detail: string) =>
    expect.objectContaining({ code: 'CAMPAIGN_STATE_CONFLICT', public: { detail } }) as Error;

  it('says who submitted which version and when, and nothing yet of a decision', () => {
    expect(submitForReview(campaignIn({ version: 3 }), 'h', ANN, later)).toEqual({
      ...campaignIn({ version: 3 }),
      status: 'in_review',
      review: {
        version: 3,
        state: 'in_review',
        submittedBy: ANN,
        submittedAt: later.toISOString(),
        decidedBy: null,
        decidedAt: null,
        note: null,
        hash: 'h',
      },
      updatedAt: later.toISOString(),
    });
  });

  it.each([
    ['approved', 'Go.', 'Go.'],
    ['approved', undefined, null],
    ['rejected', 'Too dear.', 'Too dear.'],
    ['rejected', undefined, null],
  ] as const)('says who %s it, when, and with which note: %s', (state, note, wanted) => {
    const decision = { decidedBy: BOB, decidedAt: later, note };
    const after =
      state === 'approved'
        ? approveCampaign(storedCampaign(inReview), { ...approvalOf(BOB), ...decision })
        : rejectCampaign(inReview, decision);
    expect(after).toEqual({
      ...inReview,
      status: state === 'approved' ? 'approved' : 'draft',
      review: {
        ...inReview.review,
        state,
        decidedBy: BOB,
        decidedAt: later.toISOString(),
        note: wanted,
      },
      updatedAt: later.toISOString(),
    });
  });

  it('approves what its approver saw, when that is what was submitted', () => {
    const seen = approvalOf(BOB, { hash: contentHash(draft) });
    expect(approveCampaign(storedCampaign(inReview), seen).status).toBe('approved');
  });

  const live = campaignIn({ status: 'active', publishedVersion: 1, version: 2 });
  const submitted = submitForReview(live, contentHash(live), ANN, AT);
  const approved = approveCampaign(storedCampaign(submitted), approvalOf(BOB, { hash: contentHash(live) }));
  const rejected = rejectCampaign(submitted, { decidedBy: BOB, decidedAt: AT });
  it('of a live campaign leaves it live', () => {
    for (const campaign of [submitted, approved, rejected]) expect(campaign.status).toBe('active');
  });

  it.each([
    ['is refused while the version waits', submitted, 'This version is in review.'],
    ['is refused once the version is approved', approved, 'This version is approved.'],
    [
      'is refused where the status does not allow it',
      campaignIn({ status: 'archived' }),
      'A campaign in status archived does not allow submit.',
    ],
  ])('may begin once for a version: %s', (_, campaign, detail) => {
    expect(() => requireSubmittable(campaign, { overMachine: false })).toThrow(conflict(detail));
  });

  it('that a machine asked for is asked for once more by a person, and not where it was approved', () => {
    const overMachine = { overMachine: true };
    for (const campaign of [submitted, inReview])
      expect(() => requireSubmittable(campaign, overMachine)).not.toThrow();
    expect(submitForReview(inReview, inReview.review?.hash ?? '', BOB, later)).toMatchObject({
      status: 'in_review',
      review: { state: 'in_review', submittedBy: BOB, submittedAt: later.toISOString() },
    });
    expect(() => requireSubmittable(approved, overMachine)).toThrow(conflict('This version is approved.'));
  });

  it.each([
    ['was never submitted', live],
    ['was rejected', rejected],
    ['is a later one than the one in review', { ...submitted, version: 3 }],
    ['is a later one than the approved one', { ...approved, version: 3 }],
  ])('may begin for a version that %s', (_, campaign) => {
    expect(() => requireSubmittable(campaign, { overMachine: false })).not.toThrow();
  });

  it.each([
    ['nobody submitted it', live],
    ['it waits for approval', submitted],
    ['it was rejected', rejected],
    ['an earlier one is approved', { ...approved, version: 3 }],
  ])('does not let a version be published when %s', (_, campaign) => {
    expect(() => requireApproved(storedCampaign(campaign))).toThrow(
      conflict('The current version is not approved.'),
    );
  });
});
