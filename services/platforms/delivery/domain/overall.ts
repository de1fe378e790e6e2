import type { DeliveryReason, DeliveryState } from '../../../../contracts/delivery.ts';
import type { DeliveryObject } from '../../../../contracts/platforms/delivery.ts';
import type { AccountState } from '../../../../contracts/platforms/ad-accounts.ts';
import { canServe, strongest } from '../../../../rules/delivery.ts';

type Overall = { state: DeliveryState; reasons: DeliveryReason[] };
type Stated = Overall & { policyTopics: string[] };

/** What the platform says of an object, under what it says of the ad account: in one that is held nothing is shown. */
export function underHold<State extends Stated>(found: State, hold: AccountState['hold']): State {
  if (hold === null) return found;
  const reason = { code: `AD_ACCOUNT_${hold.code.toUpperCase()}`, sentence: hold.sentence };
  // a hold that is not understood may be none, so that then nothing is known
  const state = strongest([found.state, hold.code === 'unclear' ? 'unknown' : 'held']);
  return { ...found, state, reasons: [reason, ...found.reasons] };
}

type Part = Pick<DeliveryObject, 'kind' | 'key' | 'state' | 'reasons'>;

/**
 * Whether a campaign on a platform can be shown to anybody: the campaign itself can, and in one of its ad groups an ad and, where
 * there are keywords, a keyword. Where only some of it can, it is `limited`.
 */
export function overallOf(parts: readonly Part[]): Overall {
  const campaign = parts.find(({ kind }) => kind === 'campaign');
  if (campaign === undefined) return { state: 'unknown', reasons: [NOT_READ] };
  const { state, reasons } = campaign;
  const groups = parts.filter(({ kind }) => kind === 'ad-group').map((group) => groupState(group, parts));
  if (groups.length === 0) return { state: canServe(state) ? 'not_serving' : state, reasons };
  const served = groups.some(canServe);
  const below = served
    ? groups.every((one) => one === 'serving')
      ? 'serving'
      : 'limited'
    : strongest(groups);
  // what keeps the campaign as such from being shown is said of the campaign; else what is below it says why
  const whole = canServe(state) ? strongest([below, state]) : state;
  return { state: whole, reasons: [...reasons, ...countsOf(parts)] };
}

function groupState(group: Part, parts: readonly Part[]): DeliveryState {
  const below = (kind: string) =>
    parts.filter((part) => part.kind === kind && part.key.startsWith(`${group.key}/`));
  const [ads, keywords] = [
    anyOf(below('ad')),
    below('keyword').length === 0 ? 'serving' : anyOf(below('keyword')),
  ];
  return strongest([group.state, ads, keywords]);
}

/** One that can be shown is enough; `limited` when not all of them can be shown without limits. */
function anyOf(parts: readonly Part[]): DeliveryState {
  if (parts.length === 0) return 'not_serving';
  const states = parts.map(({ state }) => state);
  if (!states.some(canServe)) return strongest(states);
  return states.every((state) => state === 'serving') ? 'serving' : 'limited';
}

const NOT_READ: DeliveryReason = { code: 'NOT_READ', sentence: 'The platform has not been asked yet.' };

const NOUNS: Readonly<Record<string, string>> = { ad: 'ads', keyword: 'keywords', 'ad-group': 'ad groups' };
const WORDS: Readonly<Partial<Record<DeliveryState, [code: string, words: string]>>> = {
  disapproved: ['SOME_DISAPPROVED', 'refused under a policy'],
  held: ['SOME_HELD', 'held back by the platform'],
  in_review: ['SOME_IN_REVIEW', 'in review'],
  unknown: ['SOME_UNKNOWN', 'of an unknown state'],
};

/** How many of the parts below the campaign are in a state that people must know of. */
function countsOf(parts: readonly Part[]): DeliveryReason[] {
  return Object.entries(NOUNS).flatMap(([kind, noun]) => {
    const all = parts.filter((part) => part.kind === kind);
    return Object.entries(WORDS).flatMap(([state, [code, words]]) => {
      const count = all.filter((part) => part.state === state).length;
      return count === 0 ? [] : [{ code, sentence: `Of ${all.length} ${noun}, ${count} ${words}.` }];
    });
  });
}

/** Why a state that was read once says nothing now; null while it holds. */
export function outdated(
  asOf: Date | null,
  { changedAt, staleMs }: { changedAt: Date | null; staleMs: number },
  now: Date,
): DeliveryReason | null {
  if (asOf === null) return NOT_READ;
  if (changedAt !== null && changedAt > asOf)
    return { code: 'CHANGED_SINCE', sentence: 'It was changed after the platform was last read.' };
  if (now.getTime() - asOf.getTime() < staleMs) return null;
  return {
    code: 'READ_TOO_LONG_AGO',
    sentence: `The platform was last read at ${asOf.toISOString().slice(0, 16).replace('T', ' ')} UTC.`,
  };
}
