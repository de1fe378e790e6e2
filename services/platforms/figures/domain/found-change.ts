import type { ToldChange } from '../../../../contracts/analytics/changes.ts';

/** A change in an ad account; whether this product made it is not the platform's to say. */
export type FoundChange = Omit<ToldChange, 'isOwn'> & { isByApi: boolean };

/** Changes of an ad account; from `from` to `until` these are all, of a later time some may be missing. */
export type FoundChanges = { changes: FoundChange[]; from: Date; until: Date };

/** What this product did in an ad account: when, and the platform's ids of what it touched. */
export type OwnWork = { from: Date; until: Date; externalIds: ReadonlySet<string> };

/** Whether a change is one of our own: made through the API, while we worked, on something that we made or made it in. */
export function isOwnChange(
  { isByApi, at, externalId, campaignExternalId }: FoundChange,
  work: readonly OwnWork[],
): boolean {
  if (!isByApi) return false;
  const ids = [externalId, externalId.split('~').at(-1) ?? externalId, campaignExternalId];
  const time = Date.parse(at);
  return work.some(
    ({ from, until, externalIds }) =>
      time >= from.getTime() &&
      time <= until.getTime() &&
      ids.some((id) => id !== null && externalIds.has(id)),
  );
}
