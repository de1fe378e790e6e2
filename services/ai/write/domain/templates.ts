import type { Brief } from '../../../../contracts/ai/brief.ts';
import type { Platform } from '../../../../contracts/values.ts';
import { sameReading } from '../../../../rules/checks/google-ads/texts.ts';
import { LINKEDIN_ADS_LIMITS } from '../../../../rules/linkedin-ads/limits.ts';
import { textLength } from '../../../../rules/text-length.ts';
import { cutToWidth } from '../../brief/domain/width.ts';
import { headlineCase, lowerFirst, upperFirst } from '../../brief/domain/casing.ts';
import { type ClaimEvidence, claimEvidence, unsupportedClaims } from '../../brief/domain/claims.ts';
import type { Vocabulary } from '../../brief/domain/languages/vocabulary.ts';
import type { Reading } from '../../brief/domain/read-brief.ts';
import { textFaults } from '../../check/domain/text-faults.ts';

export type Slots = Partial<
  Record<'topic' | 'aTopic' | 'audience' | 'benefit' | 'benefits' | 'claims' | 'action', readonly string[]>
>;

/** A field of an ad: whose it is, how long its texts may be as that platform counts, and whether it is a headline. */
export type TextField = { platform: Platform; most: number; headline: boolean };

/** Collects texts of one ad: each fits, is unique, holds nothing forbidden and claims nothing that the brief does not. */
export class Texts {
  readonly kept: string[] = [];
  readonly #field: TextField;
  readonly #reading: Reading;
  readonly #product: string;
  readonly #evidence: ClaimEvidence;

  constructor(reading: Reading, brief: Brief, field: TextField) {
    this.#reading = reading;
    this.#field = field;
    this.#product = brief.product;
    this.#evidence = claimEvidence(brief);
  }

  /** Adds the first version of a template that can be kept; says whether one was. */
  fill(template: string, slots: Slots = {}): boolean {
    const { product } = this.#reading;
    const names = [product, cutToWidth(product, LINKEDIN_ADS_LIMITS.textAd.headline.most)];
    return expand(template, { product: names, ...slots }, this.#reading).some(
      (text) => !clumsy(text, this.#reading.vocabulary) && this.add(text),
    );
  }

  /** Adds up to `count` of the templates. */
  some(templates: readonly string[], count: number, slots: Slots = {}): void {
    let added = 0;
    for (const template of templates) {
      if (added >= count) return;
      if (this.fill(template, slots)) added += 1;
    }
  }

  /** Adds one text as it is; false when it cannot be kept. */
  add(text: string): boolean {
    const { vocabulary } = this.#reading;
    const { platform, most, headline } = this.#field;
    const cased = headline ? headlineCase(text, vocabulary) : upperFirst(text);
    const known = this.kept.some((k) => sameReading(k) === sameReading(cased));
    if (known || cased === '' || textLength(platform, cased) > most) return false;
    if (headline && cased.includes('!')) return false;
    if (textFaults(cased, this.#product).length > 0 || unsupportedClaims(cased, this.#evidence).length > 0)
      return false;
    this.kept.push(cased);
    return true;
  }
}

/** A text that says `for` twice, or another word with meaning. */
function clumsy(text: string, vocabulary: Vocabulary): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [];
  const heavy = words.filter(
    (w) => w === vocabulary.forWord || (w.length > 3 && !vocabulary.stopWords.has(w)),
  );
  return new Set(heavy).size < heavy.length;
}

/** Every version of a template, longest phrases first; none when a slot is not known. */
function expand(
  template: string,
  slots: Record<string, readonly string[] | undefined>,
  reading: Reading,
): string[] {
  const match = /\{(\w+)\}/u.exec(template);
  if (match === null) return [template];
  const values = (slots[match[1] ?? ''] ?? []).filter((v) => v !== '');
  const inside = match.index > 0 && !/[.?!]\s$/u.test(template.slice(0, match.index));
  return values.flatMap((value) => {
    const cased =
      inside && match[1] !== 'product' ? lowerFirst(value, reading.vocabulary, [reading.product]) : value;
    return expand(
      template.replaceAll(match[0], () => cased.replace(/[{}]/gu, '')),
      slots,
      reading,
    );
  });
}
