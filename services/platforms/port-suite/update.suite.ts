import { describe, expect, it } from 'vitest';
import type { DesiredCampaign } from '../../../contracts/platforms/submissions.ts';
import type { VendorFailure } from '../port.ts';
import { failureOf, type Trial } from './trial.suite.ts';

/** An update sends differences only, in place, and survives a failure at each write. */
export function describeUpdate(trial: Trial): void {
  describe('update', () => {
    const raised = (): DesiredCampaign => ({ ...trial.desired, dailyMicros: trial.desired.dailyMicros * 2 });

    it('sends nothing when nothing differs', async () => {
      await trial.create();
      await trial.activate();
      const writes = trial.harness.acceptedWrites();
      await trial.update(trial.desired);
      expect(trial.harness.acceptedWrites()).toBe(writes);
    });

    it('changes budget, name and dates in place and keeps every id', async () => {
      await trial.create();
      const before = new Map(trial.ledger);
      const changed = {
        ...raised(),
        name: 'Another name',
        schedule: { startDate: trial.desired.schedule.startDate },
      };
      expect((await trial.verify(changed)).length).toBeGreaterThan(0);
      await trial.update(changed);
      expect(await trial.verify(changed)).toEqual([]);
      expect(new Map(trial.ledger)).toEqual(before);
    });

    it('changes an edited ad, keeps the others, and never serves fewer ads than before', async () => {
      await trial.create();
      await trial.activate();
      const before = new Map(trial.ledger);
      const served = trial.harness.serving();
      const changed = withEditedAd(trial.desired);
      await trial.change(changed);
      expect(trial.harness.serving().length).toBeGreaterThanOrEqual(served.length);
      await trial.activate();
      expect(trial.harness.serving().length).toBeGreaterThanOrEqual(served.length);
      await trial.prune(changed);
      expect(await trial.drift(changed)).toEqual([]);
      expect(trial.harness.serving()).toHaveLength(served.length);
      for (const key of trial.connection.plan(changed).map((object) => object.key))
        if (before.has(key)) expect(trial.ledger.get(key)?.externalId).toBe(before.get(key)?.externalId);
    });

    it('writes only what differs between what was applied and what is wanted', async () => {
      await trial.create();
      const other = { ...raised(), name: 'Another name' };
      await trial.update(other);
      await trial.update(withEditedAd(trial.desired), trial.desired);
      const found = await trial.drift(withEditedAd(trial.desired));
      expect(new Set(found.map(({ field }) => field))).toEqual(new Set(['name', 'dailyMicros']));
      expect(found.every(({ kind }) => kind === 'changed')).toBe(true);
    });

    it('removes an ad group that is gone, adds one that is new, and the money still adds up', async () => {
      await trial.create();
      const [first, second] = trial.desired.adGroups;
      if (first === undefined || second === undefined) throw new Error('the example needs two ad groups');
      const changed = { ...trial.desired, adGroups: [first, { ...second, name: 'A third group' }] };
      await trial.update(changed);
      expect(await trial.verify(changed)).toEqual([]);
      expect(trial.harness.living()).toHaveLength(trial.connection.plan(changed).length);
    });

    it('removes an ad and a keyword that are gone, and nothing else of their ad group', async () => {
      const [first, ...others] = structuredClone(trial.desired.adGroups);
      const [ad] = (first?.ads ?? []).filter(({ format }) => format === 'responsive_search');
      if (first === undefined || ad?.format !== 'responsive_search') throw new Error('no such ad');
      const second = { ...ad, headlines: ad.headlines.toReversed().concat({ text: 'A fourth line' }) };
      const wider = { ...trial.desired, adGroups: [{ ...first, ads: [...first.ads, second] }, ...others] };
      await trial.create(wider);
      const narrower = { ...first, ads: first.ads.slice(0, 2), keywords: first.keywords.slice(0, 1) };
      const changed = { ...trial.desired, adGroups: [narrower, ...others] };
      const kept = new Map([...trial.ledger].filter(([key]) => keysOf(trial, changed).includes(key)));
      await trial.update(changed, wider);
      expect(await trial.drift(changed)).toEqual([]);
      expect(trial.known()).toEqual(kept);
      expect(trial.harness.living()).toHaveLength(kept.size);
    });

    it('follows a change of the declaration in place', async () => {
      await trial.create();
      const before = new Map(trial.ledger);
      const changed = { ...trial.desired, declarations: { euPoliticalAdvertising: true } };
      await trial.update(changed);
      expect(await trial.verify(changed)).toEqual([]);
      expect(new Map(trial.ledger)).toEqual(before);
    });

    it('makes again what somebody removed on the platform', async () => {
      await trial.create();
      const [first, second] = trial.desired.adGroups;
      if (first === undefined || second === undefined) throw new Error('the example needs two ad groups');
      const before = new Map(trial.ledger);
      await trial.update({ ...trial.desired, adGroups: [first] });
      trial.ledger = before;
      expect((await trial.verify()).length).toBeGreaterThan(0);
      await trial.update(trial.desired);
      expect(await trial.verify()).toEqual([]);
    });

    it('ends in the desired campaign whichever write loses its answer', async () => {
      await trial.create();
      const changed = {
        ...withEditedAd(raised()),
        targeting: { ...trial.desired.targeting, locations: ['FR'] },
      };
      for (let skip = 0; skip < 12; skip += 1) {
        await trial.restart();
        await trial.create();
        const before = await trial.foreign();
        trial.harness.failWrite('drop-after-commit', skip);
        const outcome = await trial.update(changed).then(
          () => 'done',
          (error: unknown) => (error as VendorFailure).kind,
        );
        if (outcome === 'unknown') {
          await trial.adoptLost(changed, before);
          await trial.update(changed);
        }
        expect(await trial.verify(changed)).toEqual([]);
        expect(trial.harness.living()).toHaveLength(trial.connection.plan(changed).length);
        if (outcome === 'done') break;
      }
    });

    it('says gone when the campaign is gone', async () => {
      await trial.create();
      const gone = trial.known();
      await trial.remove(gone);
      const work = trial.connection.update({ ...trial.updateWork(raised()), known: gone });
      expect((await failureOf(work)).kind).toBe('gone');
    });
  });
}

const keysOf = (trial: Trial, desired: DesiredCampaign): string[] =>
  trial.connection.plan(desired).map(({ key }) => key);

/** The same campaign with the text of the first ad of each format changed. */
function withEditedAd(desired: DesiredCampaign): DesiredCampaign {
  const changed = structuredClone(desired);
  const ads = changed.adGroups[0]?.ads ?? [];
  const search = ads.find((ad) => ad.format === 'responsive_search');
  if (search !== undefined) search.headlines[0] = { text: 'An edited headline' };
  const text = ads.find((ad) => ad.format === 'text_ad');
  if (text !== undefined) text.headline = 'An edited headline';
  return changed;
}
