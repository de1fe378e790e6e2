import type { ImportWarning } from '../../../../contracts/analytics/imports.ts';
import { type Figure } from '../../facts/domain/fact.ts';
import type { Columns } from './read-lines.ts';
import type { ReportFact } from './rows.ts';
import { FirstOf, type Listing, listingOf, Warnings } from './warnings.ts';

/** From when on figures are probably wrong; each is a setting (services/analytics/settings.ts). */
export type Plausible = {
  /** A day is sudden when it has so many times the median of the campaign's other days. */
  readonly suddenTimes: number;
  /** Of so many other days at least. */
  readonly suddenOtherDays: number;
  /** What a click or a thousand impressions may cost in units of a currency before it looks like micros taken for units. */
  readonly mostUnits: number;
  /** The least in micros before it looks like units taken for micros. */
  readonly leastMicros: number;
  /** How many times its cost the conversions of a file may be worth before it looks like micros taken for units. */
  readonly mostReturn: number;
  /** Currencies of which a thousand or more are a dollar: for them `mostUnits` is a thousand times as much. */
  readonly smallCurrencies: ReadonlySet<string>;
};
const MILLION = 1_000_000;

type Sums = Record<Figure, number>;
/** Of one currency: its figures, and its lines whose cost is odd. */
type OfCurrency = { sums: Sums; readonly odd: FirstOf<ImportWarning> };
/** Of one day of a campaign: its figures and its first line. */
type OfDay = { sums: Sums; line: number };
const noSums = (): Sums => ({
  impressions: 0,
  clicks: 0,
  costMicros: 0,
  conversionsMicros: 0,
  valueMicros: 0,
});
const FIGURES = Object.keys(noSums()) as Figure[];

/**
 * Warns of figures that are probably wrong by a factor of a million or in the wrong column, and of sudden days. It is given the
 * facts of a file some at a time, all of a campaign before `endCampaigns`, and keeps sums.
 */
export class PlausibilityCheck {
  readonly #columns: Columns;
  readonly #limits: Plausible;
  readonly #isMicros: boolean;
  readonly #currencies = new Map<string, OfCurrency>();
  readonly #all = noSums();
  readonly #sudden = new FirstOf<ImportWarning>();
  #campaigns = new Map<string, Map<string, OfDay>>();

  constructor(columns: Columns, limits: Plausible) {
    this.#columns = columns;
    this.#limits = limits;
    this.#isMicros = columns.names.costMicros !== undefined;
  }

  add(facts: readonly ReportFact[]): void {
    for (const { lines, report } of facts) {
      const line = lines[0] ?? 1;
      const day = this.#dayOf(report, line);
      const currency = this.#currencyOf(report.currency);
      const own = noSums();
      for (const figure of FIGURES) own[figure] = report[figure] ?? 0;
      for (const sums of [day.sums, currency.sums, this.#all])
        for (const figure of FIGURES) sums[figure] += own[figure];
      const odd = this.#isMicros ? null : this.#oddCost(own, report.currency);
      if (odd) currency.odd.add(line, this.#scaleWarning(line, `The line says ${odd}`));
    }
  }

  /** The campaigns whose facts have come are whole. */
  endCampaigns(): void {
    for (const days of this.#campaigns.values()) this.#checkSudden(days);
    this.#campaigns = new Map();
  }

  end(): Listing<ImportWarning> {
    this.endCampaigns();
    const whole = new Warnings();
    const scales = [...this.#currencies].flatMap(([currency, { sums, odd }]) => {
      const says = this.#oddCost(sums, currency);
      const own = new Warnings();
      if (says) own.add(this.#scaleWarning(this.#columns.headerLine, `The file says ${says}`));
      const value = new Warnings();
      this.#checkValue(sums, value);
      return [says ? own : odd, value];
    });
    this.#checkFunnel(whole);
    return listingOf([...scales, whole, this.#sudden]);
  }

  #currencyOf(currency: string): OfCurrency {
    const known = this.#currencies.get(currency) ?? { sums: noSums(), odd: new FirstOf<ImportWarning>() };
    this.#currencies.set(currency, known);
    return known;
  }

  #dayOf(report: ReportFact['report'], line: number): OfDay {
    const { platform, account, campaignId, campaignExternalId, name, currency, date } = report;
    const key = JSON.stringify([platform, account, campaignId ?? campaignExternalId ?? name, currency]);
    const days = this.#campaigns.get(key) ?? new Map<string, OfDay>();
    this.#campaigns.set(key, days);
    const day = days.get(date) ?? { sums: noSums(), line };
    day.line = Math.min(day.line, line);
    days.set(date, day);
    return day;
  }

  /** What a click (or a thousand impressions) costs, where that is odd; else null. */
  #oddCost({ costMicros: cost, clicks, impressions }: Sums, currency: string): string | null {
    const base = clicks > 0 ? clicks : impressions / 1_000;
    if (cost === 0 || base === 0 || !this.#isOdd(cost / base, currency)) return null;
    const each = (cost / base / MILLION).toPrecision(3);
    return `${each} ${currency} for ${clicks > 0 ? 'a click' : 'a thousand impressions'}`;
  }

  #isOdd(micros: number, currency: string): boolean {
    const { mostUnits, leastMicros, smallCurrencies } = this.#limits;
    const most = mostUnits * (smallCurrencies.has(currency) ? 1_000 : 1);
    return this.#isMicros ? micros < leastMicros : micros / MILLION > most;
  }

  #scaleWarning(line: number, says: string): ImportWarning {
    const { names } = this.#columns;
    const column = (this.#isMicros ? names.costMicros : names.cost) ?? null;
    const what = this.#isMicros
      ? 'units were probably written as micros'
      : 'micros were probably written as units';
    return { line, column, code: 'COST_SCALE', message: `${says}: ${what}.` };
  }

  /** Conversions that are worth many thousand times what was spent are more likely worth their micros. */
  #checkValue({ costMicros: cost, valueMicros: value }: Sums, warnings: Warnings): void {
    const { names, headerLine } = this.#columns;
    const isMicros = names.conversionValueMicros !== undefined;
    if (isMicros || cost === 0 || value <= this.#limits.mostReturn * cost) return;
    warnings.add({
      line: headerLine,
      column: names.conversionValue ?? null,
      code: 'VALUE_SCALE',
      message: `The file's conversions are worth ${Math.round(value / cost)} times its cost: micros were probably written as units.`,
    });
  }

  /** One row may have more clicks than impressions, as platforms report them on different days; a file never has. */
  #checkFunnel(warnings: Warnings): void {
    const { impressions, clicks, conversionsMicros } = this.#all;
    if (impressions === 0) return;
    for (const [field, count] of [
      ['clicks', clicks],
      ['conversions', conversionsMicros / MILLION],
    ] as const) {
      if (count <= impressions) continue;
      warnings.add({
        line: this.#columns.headerLine,
        column: this.#columns.names[field] ?? null,
        code: `${field.toUpperCase()}_ABOVE_IMPRESSIONS`,
        message: `The file has ${count} ${field} and ${impressions} impressions: two columns may be mistaken for each other, or a figure for its millionths.`,
      });
    }
  }

  #checkSudden(days: ReadonlyMap<string, OfDay>): void {
    const { suddenTimes, suddenOtherDays } = this.#limits;
    if (days.size <= suddenOtherDays) return;
    for (const figure of ['costMicros', 'clicks', 'impressions'] as const) {
      const all = [...days].map(([day, { sums, line }]) => ({ day, line, sum: sums[figure] }));
      const ordered = all.map(({ sum }) => sum).sort((a, b) => a - b);
      for (const { day, line, sum } of all) {
        const median = medianWithout(ordered, sum);
        if (median === 0 || sum <= suddenTimes * median) continue;
        const message = `${figure} of ${day} is ${Math.round(sum / median)} times what the campaign's other days have.`;
        this.#sudden.add(line, { line, column: null, code: 'DAY_SUDDEN', message });
      }
    }
  }
}

/** The median of ordered numbers without one of them, which is above the middle. */
function medianWithout(ordered: readonly number[], without: number): number {
  const others = ordered.toSpliced(ordered.indexOf(without), 1);
  return others[Math.floor((others.length - 1) / 2)] ?? 0;
}
