import { describe, expect, it } from 'vitest';
import type { CampaignStatus, Publication } from '../../../../contracts/campaign/campaign.ts';
import type { Operation } from '../../../../contracts/campaign/publishing.ts';
import { campaignIn, publication } from '../../content/domain/testing/content.ts';
import type { Ending } from './decision.ts';
import { statusAtEnd } from './outcome.ts';

const campaign = (status: CampaignStatus, google: Publication['status'], linkedIn: Publication['status']) =>
  campaignIn({
    status,
    publications: [publication('google-ads', google), publication('linkedin-ads', linkedIn)],
  });

describe('the status at the end of an operation says what is live', () => {
  it.each<
    [
      CampaignStatus,
      Operation['kind'],
      Ending['status'],
      Publication['status'],
      Publication['status'],
      CampaignStatus,
    ]
  >([
    ['publishing', 'publish', 'succeeded', 'active', 'active', 'active'],
    ['publishing', 'publish', 'succeeded', 'paused', 'active', 'active'],
    ['publishing', 'publish', 'succeeded', 'verified', 'paused', 'paused'],
    ['publishing', 'publish', 'failed', 'verified', 'failed', 'failed'],
    ['publishing', 'publish', 'failed', 'paused', 'failed', 'failed'],
    ['publishing', 'publish', 'failed', 'failed', 'failed', 'failed'],
    ['publishing', 'publish', 'failed', 'active', 'failed', 'needs_review'],
    ['publishing', 'publish', 'needs_review', 'active', 'failed', 'needs_review'],
    ['publishing', 'publish', 'needs_review', 'verified', 'failed', 'needs_review'],
    ['publishing', 'publish', 'succeeded', 'active', 'needs_review', 'needs_review'],
    ['publishing', 'update', 'needs_review', 'active', 'failed', 'needs_review'],
    ['publishing', 'update', 'needs_review', 'verified', 'failed', 'failed'],
    ['active', 'update', 'succeeded', 'active', 'active', 'active'],
    ['active', 'update', 'failed', 'active', 'active', 'active'],
    ['active', 'update', 'needs_review', 'active', 'active', 'active'],
    ['active', 'update', 'needs_review', 'active', 'needs_review', 'needs_review'],
    ['active', 'pause', 'succeeded', 'paused', 'paused', 'paused'],
    ['active', 'pause', 'succeeded', 'paused', 'verified', 'paused'],
    ['active', 'pause', 'needs_review', 'active', 'paused', 'needs_review'],
    ['paused', 'update', 'succeeded', 'paused', 'verified', 'paused'],
    ['paused', 'update', 'failed', 'verified', 'verified', 'paused'],
    ['paused', 'resume', 'succeeded', 'active', 'active', 'active'],
    ['paused', 'resume', 'failed', 'paused', 'paused', 'paused'],
    ['paused', 'resume', 'needs_review', 'active', 'paused', 'needs_review'],
    ['needs_review', 'pause', 'succeeded', 'paused', 'paused', 'paused'],
    ['completed', 'pause', 'succeeded', 'paused', 'paused', 'completed'],
    ['archived', 'pause', 'succeeded', 'paused', 'paused', 'archived'],
    ['draft', 'remove', 'needs_review', 'needs_review', 'failed', 'needs_review'],
    ['publishing', 'pause', 'succeeded', 'failed', 'failed', 'failed'],
    ['publishing', 'pause', 'succeeded', 'paused', 'failed', 'paused'],
    ['failed', 'pause', 'succeeded', 'failed', 'failed', 'failed'],
    ['needs_review', 'pause', 'succeeded', 'failed', 'failed', 'failed'],
    ['needs_review', 'pause', 'failed', 'active', 'active', 'active'],
    ['needs_review', 'pause', 'needs_review', 'active', 'paused', 'needs_review'],
  ])('%s, %s %s, with %s and %s: %s', (before, kind, end, google, linkedIn, after) => {
    expect(statusAtEnd(campaign(before, google, linkedIn), kind, end)).toBe(after);
  });

  it('publishing what is published and paused already, and stopped at a change made there, is not a failure', () => {
    const published = { ...campaign('publishing', 'paused', 'paused'), publishedVersion: 1 };
    expect(statusAtEnd(published, 'update', 'needs_review')).toBe('needs_review');
    expect(statusAtEnd(published, 'update', 'failed')).toBe('needs_review');
    expect(statusAtEnd({ ...published, publishedVersion: null }, 'publish', 'failed')).toBe('failed');
  });

  it.each<[CampaignStatus, Publication['status'], CampaignStatus]>([
    ['active', 'failed', 'failed'],
    ['paused', 'failed', 'failed'],
    ['draft', 'active', 'active'],
    ['archived', 'active', 'active'],
    ['completed', 'paused', 'paused'],
  ])('an operation never takes a campaign from %s, with %s on the platforms, to %s', (before, on, after) => {
    expect(() => statusAtEnd(campaign(before, on, on), 'update', 'succeeded')).toThrow(
      new Error(`an operation cannot take a campaign from ${before} to ${after}`),
    );
  });

  it('is the one that it was where nothing changed, also in a status without operations', () => {
    expect(statusAtEnd(campaign('failed', 'failed', 'failed'), 'update', 'succeeded')).toBe('failed');
  });
});
