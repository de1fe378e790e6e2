import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';

/** What a stop has paused with proof, or what was removed on its platform. */
const isProved = ({ state }: StoppedObject): boolean => state === 'stopped' || state === 'gone';

const CUT_SHORT =
  'It was thawed before everything in it had been looked for; what is not listed was not paused.';

/**
 * In words, what of a stop is not proved yet, and that a thaw does not end it; null when everything in it was found and is proved.
 * @param isCovered whether everything in it has been looked for
 * @param isLifted whether it was thawed to the end; an earlier release did that without looking for the rest
 */
export function stillPausing(
  isCovered: boolean,
  isLifted: boolean,
  objects: readonly StoppedObject[],
): string | null {
  const open = objects.filter((object) => !isProved(object));
  if (isCovered && open.length === 0) return null;
  const campaigns = new Set(open.map(({ campaignId }) => campaignId)).size;
  const what =
    campaigns === 0
      ? 'Not everything in it has been looked for yet.'
      : `The pause of ${campaigns} ${campaigns === 1 ? 'campaign' : 'campaigns'} is not proved yet, so that something of it may serve` +
        `${isCovered ? '.' : ', and not everything in it has been looked for.'}`;
  if (!isCovered && isLifted) return CUT_SHORT;
  return `${what} The pause goes on, also when the stop is thawed.`;
}
