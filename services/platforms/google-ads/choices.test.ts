import { describe, expect, it } from 'vitest';
import { chosenFields, foundChoices, rightChoices } from './choices.ts';
import type { LiveRow } from './live-children.ts';

const keyword = (biddingStrategyType: string) => ({
  kind: 'keyword' as const,
  row: {
    campaign: { biddingStrategyType },
    adGroup: {},
    adGroupCriterion: { cpcBidMicros: '2500000' },
  } as unknown as LiveRow,
});

describe('the bid of a keyword or an ad group', () => {
  it.each(['TARGET_SPEND', 'MAXIMIZE_CONVERSIONS'])('is left as it is found under %s', (strategy) => {
    expect(foundChoices(keyword(strategy))).toEqual(chosenFields('keyword'));
    expect(rightChoices(keyword(strategy), () => true)).toEqual({ fields: {}, mask: [] });
  });

  it('is told, and taken away when it is put back, where somebody bids by hand', () => {
    expect(foundChoices(keyword('MANUAL_CPC'))).toMatchObject({ 'settings.bidMicros': 2_500_000 });
    expect(rightChoices(keyword('MANUAL_CPC'), () => true)).toEqual({ fields: {}, mask: ['cpcBidMicros'] });
  });
});
