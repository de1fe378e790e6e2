import { expect, it } from 'vitest';
import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';
import { ANN, BOB } from '../../content/domain/testing/content.ts';
import { stillPausing } from './still-pausing.ts';

const object = (state: StoppedObject['state'], campaignId = ANN): StoppedObject => ({
  ...{ campaignId, platform: 'google-ads', adAccountId: ANN, operationId: ANN },
  ...{ state, provedAt: null, error: null },
});

it.each<[boolean, StoppedObject[], RegExp | null]>([
  [true, [], null],
  [true, [object('stopped'), object('gone', BOB)], null],
  [
    false,
    [],
    /^Not everything in it has been looked for yet\. The pause goes on, also when the stop is thawed\.$/,
  ],
  [false, [object('stopped')], /^Not everything/],
  [
    true,
    [object('stopped'), object('stopping')],
    /^The pause of 1 campaign is not proved yet.* may serve\. The pause goes on/,
  ],
  [true, [object('unknown'), object('stopping', BOB)], /^The pause of 2 campaigns/],
  [false, [object('unknown')], /^The pause of 1 campaign .*, and not everything in it has been looked for\./],
])(
  'a stop that has looked for everything (%s) with these objects says what is not proved',
  (isCovered, objects, said) => {
    const words = stillPausing(isCovered, false, objects);
    if (said === null) expect(words).toBeNull();
    else expect(words).toMatch(said);
  },
);

it('of which an earlier release lifted the halt before all was looked for, it is not said that anything goes on', () => {
  expect(stillPausing(false, true, [])).toMatch(/was not paused\.$/);
});
