import { expect, it } from 'vitest';
import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';
import { ANN, BOB } from '../../content/domain/testing/content.ts';
import { stillPausing } from './still-pausing.ts';

const object = (state: StoppedObject['state'], campaignId = ANN): StoppedObject => ({
  ...{ campaignId, platform: 'google-ads', adAccountId: ANN, operationId: ANN },
  ...{ state, provedAt: null, error: null },
});

const GOES_ON = 'The pause goes on, also when the stop is thawed.';

it.each<[boolean, StoppedObject[], string[], RegExp | null]>([
  [true, [], [], null],
  [true, [object('stopped'), object('gone', BOB)], [], null],
  [
    false,
    [],
    [],
    /^Not everything in it has been looked for yet\. The pause goes on, also when .* thawed\.$/,
  ],
  [false, [object('stopped')], [], /^Not everything/],
  [
    true,
    [object('stopped'), object('stopping')],
    [ANN],
    /^The pause of 1 campaign is not proved yet.* may serve\. The pause goes on/,
  ],
  [true, [object('unknown'), object('stopping', BOB)], [ANN, BOB], /^The pause of 2 campaigns.*goes on/],
  [
    false,
    [object('unknown')],
    [ANN],
    /^The pause of 1 campaign .*, and not everything in it has been looked/,
  ],
])(
  'a stop that has looked for everything (%s) with these objects says what is not proved',
  (isCovered, objects, atWork, said) => {
    const words = stillPausing(isCovered, false, objects, new Set(atWork));
    if (said === null) expect(words).toBeNull();
    else expect(words).toMatch(said);
  },
);

it.each([true, false])(
  'it is never said that a pause goes on where none is at work (thawed: %s)',
  (isLifted) => {
    const words = stillPausing(true, isLifted, [object('unknown')], new Set());
    expect(words).not.toContain(GOES_ON);
    expect(words).toMatch(/may serve\. No pause of 1 campaign is at work now: ask for the stop again/);
    const both = stillPausing(true, isLifted, [object('unknown'), object('stopping', BOB)], new Set([BOB]));
    expect(both).toContain(GOES_ON);
    expect(both).toContain('No pause of 1 campaign is at work now');
  },
);

it('of which an earlier release lifted the halt before all was looked for, it is not said that anything goes on', () => {
  expect(stillPausing(false, true, [], new Set())).toMatch(/was not paused\.$/);
});
