import type { StoppedObject } from '../../../../contracts/campaign/stops.ts';

/** What a stop has paused with proof, or what was removed on its platform. */
const isProved = ({ state }: StoppedObject): boolean => state === 'stopped' || state === 'gone';

const CUT_SHORT =
  'It was thawed before everything in it had been looked for; what is not listed was not paused.';

/**
 * In words, what of a stop is not proved, and whether anything is at work on it, which a thaw does not end; null when everything in it
 * was found and is proved.
 * @param isCovered whether everything in it has been looked for
 * @param isLifted whether it was thawed to the end; an earlier release did that without looking for the rest
 * @param atWork the campaigns of which a pause is at work, and nobody has cancelled it
 */
export function stillPausing(
  isCovered: boolean,
  isLifted: boolean,
  objects: readonly StoppedObject[],
  atWork: ReadonlySet<string>,
): string | null {
  const open = new Set(objects.filter((object) => !isProved(object)).map(({ campaignId }) => campaignId));
  if (isCovered && open.size === 0) return null;
  if (!isCovered && isLifted) return CUT_SHORT;
  const idle = [...open].filter((campaignId) => !atWork.has(campaignId)).length;
  const going = open.size - idle;
  return [
    ...(open.size === 0 ? ['Not everything in it has been looked for yet.'] : []),
    ...(open.size > 0
      ? [
          `The pause of ${campaigns(open.size)} is not proved yet, so that something of it may serve` +
            `${isCovered ? '.' : ', and not everything in it has been looked for.'}`,
        ]
      : []),
    ...(going > 0 || (open.size === 0 && !isCovered)
      ? ['The pause goes on, also when the stop is thawed.']
      : []),
    ...(idle > 0
      ? [
          `No pause of ${campaigns(idle)} is at work now: ask for the stop again (POST /api/stop) to begin one.`,
        ]
      : []),
  ].join(' ');
}

const campaigns = (count: number): string => `${count} ${count === 1 ? 'campaign' : 'campaigns'}`;
