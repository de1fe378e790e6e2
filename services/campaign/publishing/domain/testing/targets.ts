import type { SubmissionKind, SubmissionStatus } from '../../../../../contracts/platforms/submissions.ts';
import type { Platform } from '../../../../../contracts/values.ts';
import type { TargetStatus } from '../decision.ts';

/** What one platform says of a submission. */
export const target = (
  kind: SubmissionKind,
  platform: Platform,
  state: SubmissionStatus['state'],
  overrides: Partial<TargetStatus> = {},
): TargetStatus => ({
  kind,
  platform,
  state,
  progress: { done: 1, total: 3, step: 'creating' },
  campaignExternalId: 'x1',
  leftAsFound: null,
  waitsUntil: null,
  error: state === 'failed' || state === 'needs_review' ? { code: 'NO', message: 'no' } : null,
  ...overrides,
});

/** The same for Google Ads and LinkedIn Ads. */
export const both = (
  kind: SubmissionKind,
  google: SubmissionStatus['state'],
  linkedIn: SubmissionStatus['state'],
) => [target(kind, 'google-ads', google), target(kind, 'linkedin-ads', linkedIn)];
