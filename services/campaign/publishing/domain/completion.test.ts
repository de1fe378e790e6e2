import { expect, it } from 'vitest';
import { completeIfOver, overAt, secondsUntilOver } from './completion.ts';
import { campaignIn, draftContent, storedCampaign } from '../../content/domain/testing/content.ts';
import { archiveCampaign } from '../../content/domain/versions.ts';
import { publication } from '../../content/domain/testing/content.ts';

const content = draftContent({ schedule: { startDate: '2026-04-01', endDate: '2026-04-30' } });
const live = campaignIn({ status: 'active', publications: [publication('google-ads', 'active')] });
const after = new Date('2026-05-01T12:00:00.000Z');

it('a schedule is over when its last day has ended everywhere', () => {
  expect(overAt(content)).toEqual(after);
  expect(overAt(draftContent())).toBeNull();
  const farthest = draftContent({ schedule: { startDate: '2026-04-01', endDate: '9999-12-31' } });
  expect(secondsUntilOver(farthest, after)).toBeGreaterThan(7_000 * 365 * 86_400);
});

it('the last look is asked for when the schedule is over, at once when it is over already, never without an end', () => {
  expect(secondsUntilOver(content, new Date(after.getTime() - 1_500))).toBe(2);
  expect(secondsUntilOver(content, new Date(after.getTime() - 86_400_000))).toBe(86_400);
  expect(secondsUntilOver(content, new Date(after.getTime() + 86_400_000))).toBe(1);
  expect(secondsUntilOver(draftContent(), after)).toBeNull();
});

it('only a live and idle campaign is completed, and not before its end', () => {
  expect(completeIfOver(storedCampaign(live), content, after)).toEqual({
    ...live,
    status: 'completed',
    updatedAt: after.toISOString(),
  });
  expect(completeIfOver(storedCampaign(live), content, new Date(after.getTime() - 1))).toBeNull();
  expect(completeIfOver(storedCampaign(live, true), content, after)).toBeNull();
  expect(completeIfOver(storedCampaign(campaignIn({ status: 'paused' })), content, after)).toBeNull();
  expect(completeIfOver(storedCampaign(live), draftContent(), after)).toBeNull();
});

it('a completed campaign may be archived', () => {
  const done = completeIfOver(storedCampaign(live), content, after) ?? live;
  expect(archiveCampaign(done, after).status).toBe('archived');
});
