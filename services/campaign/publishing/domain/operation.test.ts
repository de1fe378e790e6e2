import { describe, expect, it } from 'vitest';
import { ANN, AT, BOB, campaignIn, publication } from '../../content/domain/testing/content.ts';
import { newOperation, Step } from './operation.ts';
import { publishSteps } from './steps.ts';

describe('a new operation', () => {
  const origin = { id: BOB, requestedBy: ANN, at: AT };
  it('waits for its job at the first of its steps', () => {
    const campaign = campaignIn({ version: 3 });
    const steps = publishSteps(campaign);
    expect(newOperation(campaign, 'publish', steps, origin)).toEqual({
      operation: {
        id: BOB,
        kind: 'publish',
        campaignId: campaign.id,
        status: 'pending',
        progress: { done: 0, total: 2, step: 'waiting' },
        error: null,
        result: null,
        createdAt: AT.toISOString(),
        updatedAt: AT.toISOString(),
      },
      version: 3,
      steps,
      position: 0,
      requestedBy: ANN,
    });
  });

  it.each([
    ['publish', 1, 3],
    ['update', 1, 3],
    ['pause', 1, 1],
    ['pause', null, 3],
    ['resume', 1, 1],
    ['resume', null, 3],
    ['remove', 1, 1],
  ] as const)(
    'is about the version that it publishes or that is published: %s, published %s',
    (kind, published, version) => {
      const campaign = campaignIn({ version: 3, publishedVersion: published });
      expect(newOperation(campaign, kind, [], origin).version).toBe(version);
    },
  );

  it('that stops what was never published whole is about the version that the platforms were given, not an edit since', () => {
    const publications = [publication('google-ads', 'failed', { version: 2 })];
    const campaign = campaignIn({ version: 3, publishedVersion: null, publications });
    expect(newOperation(campaign, 'pause', [], origin).version).toBe(2);
  });
});

describe('a step as its row holds it', () => {
  it.each(['prepare', 'activate', 'retire', 'pause'])('is read back: %s', (name) => {
    const step = { name, submissions: [{ kind: 'publish', platforms: ['google-ads', 'linkedin-ads'] }] };
    expect(Step.parse(step)).toEqual(step);
  });

  it.each([
    ['a name that nobody gave', { name: 'wait', submissions: [] }],
    ['a field more', { name: 'pause', submissions: [], note: '' }],
    ['a field less', { name: 'pause' }],
    ['a submission with a field less', { name: 'pause', submissions: [{ kind: 'pause' }] }],
    ['a kind of work that nobody does', { name: 'pause', submissions: [{ kind: 'wait', platforms: [] }] }],
    ['a platform that nobody knows', { name: 'pause', submissions: [{ kind: 'pause', platforms: ['x'] }] }],
  ])('is refused with %s', (_, step) => {
    expect(Step.safeParse(step).success).toBe(false);
  });
});
