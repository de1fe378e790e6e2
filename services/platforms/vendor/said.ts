import type { DeliveryReason, DeliveryState } from '../../../contracts/delivery.ts';
import { strongest } from '../../../rules/delivery.ts';
import type { FoundDelivery, FoundSwitch } from '../port-delivery.ts';

/** What one word of a platform says of an object. `silent` words are no reason: they say that all is well, or no more than others. */
export type Said = { state: DeliveryState; reason: DeliveryReason; silent?: true };

/** For each word that a platform may say in a field: the state, and what it means; null means that nothing speaks against serving. */
export type Words = Readonly<Record<string, readonly [DeliveryState, string] | null>>;

/** A platform's words as they stand in one of its fields. */
export type Field = { vendor: string; field: string; words: Words };

/** What a word says. One that is not known, or is no word at all, leaves the object unknown and is quoted. */
export function saidBy({ vendor, field, words }: Field, word: unknown): Said {
  if (word === undefined || word === null)
    return {
      state: 'unknown',
      reason: { code: 'NOT_SAID', sentence: `${vendor} does not say its ${field}.` },
    };
  const text = typeof word === 'string' ? word : JSON.stringify(word);
  const known = Object.hasOwn(words, text) ? words[text] : undefined;
  if (known === undefined) return unknownWord(vendor, field, text);
  if (known === null) return { state: 'serving', reason: { code: text, sentence: '' }, silent: true };
  return { state: known[0], reason: { code: text, sentence: known[1] } };
}

/** A word that this product has no meaning for. */
export const unknownWord = (vendor: string, field: string, word: string): Said => ({
  state: 'unknown',
  reason: { code: word, sentence: `${vendor} says “${word}” of its ${field}; what that means is not known.` },
});

const NO_SWITCH: FoundSwitch = { enabled: null, beginsOn: null };

/** What was found of one object, from all that the platform says of it. */
export function foundOf(
  object: Pick<FoundDelivery, 'kind' | 'externalId' | 'name'>,
  said: readonly Said[],
  policyTopics: readonly string[] = [],
  switched: FoundSwitch = NO_SWITCH,
): FoundDelivery {
  const reasons = new Map(
    said.filter(({ silent }) => silent !== true).map(({ reason }) => [reason.code, reason]),
  );
  return {
    ...object,
    state: strongest(said.map(({ state }) => state)),
    reasons: [...reasons.values()],
    policyTopics: [...new Set(policyTopics)],
    ...switched,
  };
}

/** An object that the platform was asked for and did not show. */
export const notShown = (vendor: string, object: Pick<FoundDelivery, 'kind' | 'externalId'>): FoundDelivery =>
  foundOf({ ...object, name: null }, [
    {
      state: 'unknown',
      reason: { code: 'NOT_SHOWN', sentence: `${vendor} does not show it at the moment.` },
    },
  ]);

/** A vendor's code in words: `DESTINATION_NOT_WORKING` is “Destination not working”. */
export function inWords(code: string): string {
  const words = code.toLowerCase().replace(/_+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
