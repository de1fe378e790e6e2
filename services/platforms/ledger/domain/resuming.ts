import {
  compareExposure,
  compareField,
  type Component,
  type Exposure,
  type Value,
} from '../../../../rules/exposure-order.ts';
import { isStopIgnored, type Drift } from './drift.ts';
import type { LedgerObject } from './op.ts';
import type { FoundShare } from './share.ts';

/** Kinds that only take away from what a campaign reaches: one more is no raise, one less is. */
export const LIMITING: ReadonlySet<string> = new Set([
  'negative-keyword',
  'campaign-negative-keyword',
  'excluded-location',
  'restriction',
  'ad-group-restriction',
  'ad-group-bid-restriction',
]);
/** Kinds of which none at all means everything. */
const BOUNDING: ReadonlySet<string> = new Set(['location', 'language']);
/**
 * The differences through which a resume would let more serve than was approved: more money or time, other content, a wider
 * reach, or what cannot be compared with what was approved. Less of anything is none; what is paused does not count. Foreign objects
 * that a person has decided to leave alone do not count either; a changed or missing object does, whatever was ignored, because no
 * decision to leave it alone is an approval of more.
 */
export function raisedWhilePaused(differences: readonly Drift[], found: FoundShare): Drift[] {
  return differences.filter((drift) => {
    if (drift.kind === 'changed') return compareField(drift.field, drift.applied, drift.found) === 'raises';
    if (drift.kind === 'foreign' && drift.ignored) return false;
    const [before, after] =
      drift.kind === 'foreign' ? withForeign(drift, found) : withoutMissing(drift, found);
    return compareExposure(before, after).order === 'raises';
  });
}

/**
 * Whether the campaign serves as it is found, whoever let it: a person on the platform, or an attempt of this very resume whose answer
 * never came.
 */
export const serves = ({ objects }: FoundShare): boolean =>
  objects.some(({ key, status }) => key === 'campaign' && status !== 'paused');

type Step = readonly [before: Exposure, after: Exposure];

const CAMPAIGN = ['campaign', { kind: 'amount', value: 1n, words: 'the campaign' }] as const;

/** One object of a kind, as it counts beside the campaign. */
function one({ objectKind, objectName: words }: Drift): [string, Component] {
  const value: Value = LIMITING.has(objectKind)
    ? { kind: 'inverse', value: 1n, of: CAMPAIGN[0] }
    : { kind: 'amount', value: 1n };
  return ['object', { ...value, words }];
}

function withForeign(drift: Drift, { objects }: FoundShare): Step {
  const object = objects.find(
    ({ kind, externalId }) => kind === drift.objectKind && externalId === drift.externalId,
  );
  const after = object?.status === 'paused' ? [CAMPAIGN] : [CAMPAIGN, one(drift)];
  return [new Map([CAMPAIGN]), new Map(after)];
}

function withoutMissing(drift: Drift, { objects }: FoundShare): Step {
  const { objectKind, objectKey, objectName: words } = drift;
  if (!BOUNDING.has(objectKind)) return [new Map([CAMPAIGN, one(drift)]), new Map([CAMPAIGN])];
  const left = objects.filter(({ kind }) => kind === objectKind).map(({ externalId }) => externalId);
  const bound = (values: readonly string[]): Exposure =>
    new Map([[objectKind, { kind: 'within', value: values.length === 0 ? null : new Set(values), words }]]);
  return [bound([...left, objectKey]), bound(left)];
}

/** Whether somebody stopped the object on the platform, and people have decided to leave that alone. */
export const isLeftStopped = (
  { kind, externalId, key }: LedgerObject,
  ignored: ReadonlySet<string>,
): boolean => key !== 'campaign' && isStopIgnored({ objectKind: kind, externalId, objectKey: key }, ignored);
