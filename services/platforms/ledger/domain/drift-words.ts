import { firstOf } from '../../../../lib/listing.ts';
import { fieldWords, kindWords } from '../../../../rules/field-words.ts';
import type { Drift } from './drift.ts';
import type { Outcome } from './protocol.ts';
import { LIMITING } from './resuming.ts';
import type { ShareObject } from './share.ts';
import { pairWords, setWords, type Parts } from './value-words.ts';

/** Ends a step that has found the campaign switched on although it is paused for this product: it is not known what may be spent. */
export function foundEnabled(also: readonly Drift[] = []): Outcome {
  const more = also.length > 0 ? ` ${sentencesOf(also)}.` : '';
  const message = `The campaign is switched on on the platform, where it is paused here: it serves, or may at any moment.${more} Nothing was written; pause it, or decide.`;
  return { end: 'needs_review', error: { code: 'FOUND_ENABLED', message } };
}

/** Ends an update with what somebody changed on the platform, which it leaves as it is; `written` says what it had written before. */
export function driftOutcome(
  conflicts: readonly Told[],
  written: 'nothing' | 'perhaps a part' = 'nothing',
): Extract<Outcome, { end: 'needs_review' }> {
  const rest = written === 'nothing' ? 'Nothing was written.' : WRITTEN_IN_PART;
  // an activation whose answer was lost is nobody's change
  const begins = conflicts.every(isInDoubt)
    ? 'This is not known to be applied'
    : 'Somebody changed this on the platform';
  const message = `${begins}: ${sentencesOf(conflicts)}. ${rest}`;
  return { end: 'needs_review', error: { code: 'DRIFT', message } };
}

/**
 * The part of a difference that a sentence needs; `wanted` is what a change would make in the place of a foreign object.
 */
export type Told = Pick<Drift, 'kind' | 'objectKind' | 'objectName' | 'path' | 'applied' | 'found'> & {
  ignored?: boolean;
  parts?: Parts;
  wanted?: Pick<ShareObject, 'kind' | 'name'>;
};

/** Whether nobody knows what was applied: the answer of an activation was lost. */
const isInDoubt = ({ path, applied }: Pick<Told, 'path' | 'applied'>): boolean =>
  applied === 'unknown' && /(^|\.)status$/.test(path);

function sentencesOf(differences: readonly Told[]): string {
  const sentences = differences.map((told) => {
    const { kind, objectKind, objectName, path, applied, found, wanted } = told;
    if (wanted !== undefined) return collisionWords(told, wanted);
    const what = objectWords({ objectKind, objectName });
    if (kind === 'missing') return `${what} was removed`;
    if (kind === 'foreign') return `${what} was added`;
    const [is, was] = pairWords(found, applied, path);
    if (isInDoubt({ path, applied }))
      return `${what} is ${is}, and whether its activation took effect is not known`;
    const field = changedField(path) ?? 'its content';
    const set = setWords(applied, found, told.parts);
    return set === null
      ? `${what}: ${field} is ${is}, and ${was} was applied`
      : `${what}: ${field} was changed (${set})`;
  });
  return firstOf(sentences, 5, '; ');
}

/** `location “DE” is excluded there, and this change targets it`. */
function collisionWords(
  { objectKind, objectName, ignored }: Told,
  wanted: Pick<ShareObject, 'kind' | 'name'>,
) {
  const left = ignored === true ? ', and is left alone by decision' : '';
  if (objectKind === wanted.kind)
    return `${objectWords({ objectKind, objectName })} was added there by somebody else${left}, and this change adds the same`;
  if (!LIMITING.has(objectKind))
    return `${objectWords({ objectKind, objectName })} was added there${left}, and this change excludes it`;
  const what = objectWords({ objectKind: wanted.kind, objectName: wanted.name });
  return `${what} is excluded there${left}, and this change targets it`;
}

/** An object in words: `ad group “Brand terms”`. */
export const objectWords = ({ objectKind, objectName }: Pick<Told, 'objectKind' | 'objectName'>): string =>
  `${kindWords(objectKind)} “${objectName}”`;

/** What of an object differs, in words: `the daily budget`; null where it is its whole content. */
export const changedField = (path: string): string | null =>
  /(^|\.)(\d+|-)$/.test(path) || path === '' ? null : fieldWords(path);

const WRITTEN_IN_PART = 'It was left as it is; other parts of the change may have been written before.';
