import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { submissionContracts } from '../../../contracts/platforms/submissions.ts';
import { startPlatforms, type PlatformsStack } from './platforms-stack.ts';
import { creates, run, serving, somebody, submit } from './published-campaign.ts';

let stack: PlatformsStack;
beforeAll(async () => {
  stack = await startPlatforms();
});
afterAll(() => stack.stop());
afterEach(async () => {
  for (const vendor of [stack.google, stack.linkedIn]) {
    vendor.faults.clear();
    await vendor.objects.reset();
  }
});

describe('publishing', () => {
  it('makes everything once on both platforms, and nothing serves before it is resumed', async () => {
    const published = await somebody(stack, 'google-ads', 'linkedin-ads');
    const done = await run(stack, published, 'publish');
    expect(done.map(({ platform, state, error }) => ({ platform, state, error }))).toEqual([
      { platform: 'google-ads', state: 'done', error: null },
      { platform: 'linkedin-ads', state: 'done', error: null },
    ]);
    for (const { objects, progress, campaignExternalId } of done) {
      expect(objects.every(({ state }) => state === 'created')).toBe(true);
      expect(progress).toEqual({ done: objects.length + 1, total: objects.length + 1, step: 'done' });
      expect(campaignExternalId).not.toBeNull();
    }
    expect(creates(stack.google)).toBe(done[0]!.objects.length);
    expect(creates(stack.linkedIn)).toBe(done[1]!.objects.length);
    expect(serving(stack)).toEqual([]);

    const resumed = await run(stack, published, 'resume');
    expect(resumed.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(serving(stack).length).toBeGreaterThan(3);
    for (const { adAccountId } of published.targets)
      await expect(
        stack.call(adAccountContracts.disconnect, { id: adAccountId }, published.person),
      ).rejects.toMatchObject({ code: 'AD_ACCOUNT_IN_USE' });

    expect((await run(stack, published, 'pause')).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(stack.google.objects.all().find(({ kind }) => kind === 'campaign')?.fields['status']).toBe(
      'PAUSED',
    );
    const audit = await stack.sql<{ action: string; actor_id: string; detail: object }>(
      'SELECT action, actor_id, detail FROM audit_events WHERE subject_id = $1',
      [published.campaignId],
    );
    expect(audit).toHaveLength(6);
    for (const kind of ['publish', 'resume', 'pause'])
      for (const { platform, adAccountId } of published.targets)
        expect(audit).toContainEqual({
          action: 'submission.done',
          actor_id: 'platforms',
          detail: {
            operationId: expect.any(String) as string,
            kind,
            platform,
            adAccountId,
            error: null,
          },
        });
    for (const { adAccountId } of published.targets)
      await stack.call(adAccountContracts.disconnect, { id: adAccountId }, published.person);
  });

  it('is one step however often it is submitted', async () => {
    const published = await somebody(stack, 'google-ads');
    const operationId = randomUUID();
    await Promise.all([1, 2, 3, 4].map(() => submit(stack, published, 'publish', operationId)));
    const [done] = await stack.settled(operationId, 'publish', published.person.organizationId);
    await submit(stack, published, 'publish', operationId);
    const ops = await stack.sql('SELECT id, attempt FROM ops WHERE operation_id = $1', [operationId]);
    expect(ops).toEqual([{ id: expect.any(String) as string, attempt: 1 }]);
    expect(creates(stack.google)).toBe(done!.objects.length);
  });

  it.each([
    ['google-ads', 'drop-after-commit'],
    ['google-ads', '500-before'],
    ['linkedin-ads', 'drop-after-commit'],
    ['linkedin-ads', '500-after-commit'],
    ['linkedin-ads', 'drop-before'],
  ] as const)('adopts and never doubles after a lost answer: %s, %s', async (platform, kind) => {
    const published = await somebody(stack, platform);
    const vendor = platform === 'google-ads' ? stack.google : stack.linkedIn;
    const path = platform === 'google-ads' ? ':mutate' : '/rest/adAccounts/';
    vendor.faults.arm({
      match: { method: 'POST', pathIncludes: path },
      times: 1,
      skip: platform === 'google-ads' ? 0 : 1,
      kind,
      ms: 0,
    });
    const [done] = await run(stack, published, 'publish');
    expect(done).toMatchObject({ state: 'done', error: null });
    expect(creates(vendor)).toBe(done!.objects.length);
    expect(serving(stack)).toEqual([]);
  });

  it('waits as long as the platform asks when it is too fast, and finishes', async () => {
    const published = await somebody(stack, 'linkedin-ads');
    stack.linkedIn.faults.arm({
      match: { method: 'POST', pathIncludes: '/rest/' },
      times: 1,
      skip: 2,
      kind: '429',
      ms: 0,
    });
    const [done] = await run(stack, published, 'publish');
    expect(done).toMatchObject({ state: 'done' });
    expect(creates(stack.linkedIn)).toBe(done!.objects.length);
  });

  it('fails with what the platform said when it refuses, and leaves nothing behind', async () => {
    const published = await somebody(stack, 'linkedin-ads');
    stack.linkedIn.faults.arm({
      match: { method: 'POST', pathIncludes: '/rest/' },
      times: 1,
      skip: 2,
      kind: 'refuse',
      ms: 0,
    });
    const [failed] = await run(stack, published, 'publish');
    expect(failed).toMatchObject({
      state: 'failed',
      error: { message: expect.stringContaining('LinkedIn Ads:') as string },
    });
    const left = stack.linkedIn.objects
      .all()
      .filter(
        ({ fields }) =>
          !['REMOVED', 'PENDING_DELETION', 'ARCHIVED', 'CANCELED'].includes(
            String(fields['status'] ?? fields['intendedStatus']),
          ),
      );
    expect(left).toEqual([]);
    const [again] = await run(stack, published, 'publish');
    expect(again).toMatchObject({ state: 'done' });
  });

  it('renews a refused token once, and asks for a new sign-in when the grant is gone', async () => {
    const published = await somebody(stack, 'google-ads');
    stack.google.faults.arm({ match: { pathIncludes: ':mutate' }, times: 1, skip: 0, kind: '401', ms: 0 });
    expect((await run(stack, published, 'publish'))[0]).toMatchObject({ state: 'done' });
    const other = { ...published, campaignId: randomUUID() };
    other.desired = { ...published.desired, campaignId: other.campaignId, name: 'Another' };
    await fetch(`${stack.google.url}/_simulator/revoke-grants`, { method: 'POST' });
    expect((await run(stack, other, 'publish'))[0]).toMatchObject({
      state: 'failed',
      error: { code: 'AD_ACCOUNT_REAUTHORIZE' },
    });
    const { data } = await stack.call(adAccountContracts.adAccounts, {}, published.person);
    expect(data.find(({ id }) => id === published.targets[0]?.adAccountId)?.status).toBe('reauthorize');
  });

  it('sends the differences when a new version is published, and lets what is new serve too', async () => {
    const published = await somebody(stack, 'google-ads', 'linkedin-ads');
    await run(stack, published, 'publish');
    await run(stack, published, 'resume');
    const served = serving(stack).length;
    const changed = structuredClone(published.desired);
    changed.version = 2;
    changed.dailyMicros = 80_000_000;
    for (const ad of changed.adGroups[0]?.ads ?? []) {
      if (ad.format === 'responsive_search') ad.headlines[0] = { text: 'An edited headline' };
      if (ad.format === 'text_ad') ad.headline = `New ${ad.headline}`.slice(0, 25);
    }
    const updated = await run(stack, { ...published, desired: changed }, 'update');
    expect(updated.map(({ state, error }) => ({ state, error }))).toEqual([
      { state: 'done', error: null },
      { state: 'done', error: null },
    ]);
    expect(serving(stack)).toHaveLength(served);
  });

  it('changes a paused campaign without letting it serve', async () => {
    const published = await somebody(stack, 'google-ads', 'linkedin-ads');
    for (const kind of ['publish', 'resume', 'pause'] as const) await run(stack, published, kind);
    const changed = { ...published, desired: { ...published.desired, dailyMicros: 70_000_000, version: 2 } };
    expect((await run(stack, changed, 'update')).map(({ state }) => state)).toEqual(['done', 'done']);
    expect(serving(stack)).toEqual([]);
  });

  it('removes everything, and the next publication carries another marker', async () => {
    const published = await somebody(stack, 'google-ads', 'linkedin-ads');
    await run(stack, published, 'publish');
    await run(stack, published, 'resume');
    const removed = await run(stack, published, 'remove');
    expect(removed.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(serving(stack)).toEqual([]);
    expect((await run(stack, published, 'publish')).map(({ state }) => state)).toEqual(['done', 'done']);
    const markers = await stack.sql('SELECT DISTINCT marker FROM publications WHERE campaign_id = $1', [
      published.campaignId,
    ]);
    expect(markers).toHaveLength(2);
  });

  it('activates nothing while everything is stopped', async () => {
    const published = await somebody(stack, 'google-ads', 'linkedin-ads');
    await run(stack, published, 'publish');
    await stack.sql('INSERT INTO halts (organization_id, halted_at) VALUES ($1, now())', [
      published.person.organizationId,
    ]);
    const refused = await run(stack, published, 'resume');
    expect(refused.map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'ORGANIZATION_HALTED'],
      ['failed', 'ORGANIZATION_HALTED'],
    ]);
    expect(serving(stack)).toEqual([]);
  });

  it('of nothing: a pause and a removal are done, a resume and an update fail', async () => {
    const published = await somebody(stack, 'google-ads');
    expect((await run(stack, published, 'pause'))[0]).toMatchObject({ state: 'done' });
    expect((await run(stack, published, 'remove'))[0]).toMatchObject({ state: 'done' });
    for (const kind of ['resume', 'update'] as const)
      expect((await run(stack, published, kind))[0]).toMatchObject({
        state: 'failed',
        error: { code: 'NOT_PUBLISHED' },
      });
  });
});

describe('submit and status', () => {
  it('know no account of another organisation, and no operation either', async () => {
    const [mine, theirs] = [await somebody(stack, 'google-ads'), await somebody(stack, 'google-ads')];
    const wrong = { ...mine, targets: theirs.targets };
    await expect(submit(stack, wrong, 'publish')).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
    const swapped = {
      ...mine,
      targets: [{ platform: 'linkedin-ads' as const, adAccountId: mine.targets[0]!.adAccountId }],
    };
    await expect(submit(stack, swapped, 'publish')).rejects.toMatchObject({ code: 'AD_ACCOUNT_NOT_FOUND' });
    const operationId = await submit(stack, mine, 'publish');
    await stack.settled(operationId, 'publish', mine.person.organizationId);
    const seen = await stack.asCampaign(
      submissionContracts.status,
      { operationId, kind: 'publish' },
      theirs.person.organizationId,
    );
    expect(seen.targets).toEqual([]);
  });

  it('are for the campaign service alone', async () => {
    const published = await somebody(stack, 'google-ads');
    const query = { operationId: randomUUID(), kind: 'publish' as const };
    await expect(stack.call(submissionContracts.status, query, published.person)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await expect(
      stack.call(
        submissionContracts.submit,
        {
          ...query,
          campaignId: published.campaignId,
          targets: [{ ...published.targets[0]!, desired: published.desired }],
        },
        published.person,
      ),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('refuse to publish nothing, another campaign, or a platform twice', async () => {
    const published = await somebody(stack, 'google-ads');
    const [target] = published.targets;
    const base = { operationId: randomUUID(), campaignId: published.campaignId, kind: 'publish' as const };
    const other = { ...published.desired, campaignId: randomUUID() };
    for (const targets of [
      [{ ...target!, desired: null }],
      [{ ...target!, desired: other }],
      [
        { ...target!, desired: published.desired },
        { ...target!, desired: published.desired },
      ],
    ])
      await expect(
        stack.asCampaign(submissionContracts.submit, { ...base, targets }, published.person.organizationId),
      ).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('tell what a platform cannot express, by its own rules', async () => {
    const published = await somebody(stack);
    for (const platform of ['google-ads', 'linkedin-ads'] as const) {
      const { checks } = await stack.call(
        submissionContracts.check,
        { platform, desired: published.desired },
        published.person,
      );
      expect(checks.some(({ severity }) => severity === 'loss')).toBe(true);
      expect(checks.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });
});
