import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { sameReading } from '../../../../rules/checks/google-ads/texts.ts';
import { textLength } from '../../../../rules/text-length.ts';
import { headlineCase, lowerFirst, upperFirst } from '../../brief/domain/casing.ts';
import { unsupportedClaims } from '../../brief/domain/claims.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { textFaults } from '../../check/domain/text-faults.ts';
import type { Slots } from './slots.ts';

/** A field of an ad: whose it is, how long its texts may be as that platform counts, and whether it is a headline. */
export type TextField = { platform: Platform; most: number; headline: boolean };

/** Texts that share this much of their words say the same. */
const SAME = 0.75;

/**
 * Collects texts of one ad: each fits, says something else than the others, holds nothing forbidden and claims nothing that the
 * brief does not. `elsewhere` are texts of other ads that may not be repeated; what is kept here is added to them.
 */
export class Texts {
  readonly kept: string[] = [];
  readonly #field: TextField;
  readonly #reading: Reading;
  readonly #product: string;
  readonly #elsewhere: Set<string>;

  constructor(reading: Reading, brief: Brief, field: TextField, elsewhere = new Set<string>()) {
    this.#reading = reading;
    this.#field = field;
    this.#product = brief.product;
    this.#elsewhere = elsewhere;
  }

  /** Adds the first version of a template that can be kept; says whether one was. */
  fill(template: string, slots: Slots): boolean {
    return expand(template, slots, this.#reading, this.#field.headline).some(
      (text) => !clumsy(text, this.#reading) && this.add(text),
    );
  }

  /** Adds templates until there are `upTo` texts. */
  fillUpTo(templates: readonly string[], slots: Slots, upTo: number): void {
    for (const template of templates) {
      if (this.kept.length >= upTo) return;
      this.fill(template, slots);
    }
  }

  /** Adds one text as it is; false when it cannot be kept. */
  add(text: string): boolean {
    const { vocabulary, lexicon } = this.#reading;
    const { platform, most, headline } = this.#field;
    const cased = headline ? headlineCase(text, vocabulary) : upperFirst(text);
    if (cased === '' || textLength(platform, cased) > most || (headline && cased.includes('!'))) return false;
    if (this.#elsewhere.has(sameReading(cased))) return false;
    const own = new Set(lexicon.stems(cased));
    if (this.kept.some((k) => sameReading(k) === sameReading(cased) || alike(own, new Set(lexicon.stems(k)))))
      return false;
    if (
      textFaults(cased, this.#product).length > 0 ||
      unsupportedClaims(cased, this.#reading.evidence).length > 0
    )
      return false;
    this.kept.push(cased);
    this.#elsewhere.add(sameReading(cased));
    return true;
  }
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const common = [...a].filter((word) => b.has(word)).length;
  return common > 0 && common / (a.size + b.size - common) >= SAME;
}

/** A text that says a word with meaning twice. */
function clumsy(text: string, { vocabulary, lexicon }: Reading): boolean {
  const heavy = lexicon.stems(text).filter((w) => w.length > 3 && !vocabulary.stopWords.has(w));
  return new Set(heavy).size < heavy.length;
}

/** Every version of a template, best values first; none when a slot is not known. */
function expand(template: string, slots: Slots, reading: Reading, headline: boolean): string[] {
  const match = /\{(\w+)\}/u.exec(template);
  if (match === null) return [template];
  const [slot, name = ''] = match;
  const inside = match.index > 0 && !/[.?!]\s$/u.test(template.slice(0, match.index));
  return (slots[name as keyof Slots] ?? []).slice(0, 3).flatMap((value) =>
    expand(
      template.replaceAll(slot, () =>
        cased(value, name, { inside, headline, reading }).replace(/[{}]/gu, ''),
      ),
      slots,
      reading,
      headline,
    ),
  );
}

type Place = { inside: boolean; headline: boolean; reading: Reading };

/** A value as it stands at its place: names as they are, calls to action as sentences, other words small inside a sentence. */
function cased(value: string, slot: string, { inside, headline, reading }: Place): string {
  const { vocabulary } = reading;
  if (slot === 'action' && vocabulary.titleCase && !headline)
    return value
      .split(' ')
      .map((word, i) => (i === 0 ? word : lowerFirst(word, vocabulary, [])))
      .join(' ');
  if (!inside || slot === 'brand' || slot === 'in' || slot === 'action' || slot === 'for') return value;
  if (slot === 'service' && vocabulary.titleCase) return value;
  return lowerFirst(value, vocabulary, []);
}
