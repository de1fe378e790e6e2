import type { ReportFact } from './rows.ts';
import type { Table } from './table.ts';
import type { Warnings } from './warnings.ts';

/** A day is sudden when it has so many times the median of the campaign's other days, of which there are at least so many. */
const SUDDEN = { times: 20, others: 4 } as const;
const MILLION = 1_000_000;

/**
 * What a click or a thousand impressions may cost in units of a currency before it looks like micros taken for units, and
 * the least in micros before it looks like units taken for micros. Between a cost and the same cost in micros lie six
 * digits, so the bounds are far from what is paid: clicks cost from some cents to some hundred dollars.
 */
const COST = { mostUnits: 20_000, leastMicros: 500 } as const;
/** Currencies of which a thousand or more are a dollar: ISO 4217 codes, by their rates of 2026. */
const SMALL_UNITS: ReadonlySet<string> = new Set(
  'COP GNF IDR IQD IRR KHR KRW LAK LBP MGA MMK MNT MWK NGN PYG RWF SLE SYP TZS UGX UZS VND'.split(' '),
);

/** Warns of figures that are probably wrong by a factor of a million, and of sudden days. */
export function checkPlausible(table: Table, facts: readonly ReportFact[], warnings: Warnings): void {
  for (const [currency, ofCurrency] of groupsOf(facts, ({ report }) => report.currency))
    checkScale(table, currency, ofCurrency, warnings);
  for (const ofCampaign of groupsOf(facts, campaignOf).values()) checkSudden(ofCampaign, warnings);
}

const campaignOf = ({ report: r }: ReportFact) =>
  JSON.stringify([r.platform, r.account, r.campaignId ?? r.campaignExternalId ?? r.name, r.currency]);

function groupsOf(
  facts: readonly ReportFact[],
  keyOf: (fact: ReportFact) => string,
): Map<string, ReportFact[]> {
  const groups = new Map<string, ReportFact[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  return groups;
}

function checkScale(table: Table, currency: string, facts: readonly ReportFact[], warnings: Warnings): void {
  const sum = (of: (report: ReportFact['report']) => number | null) =>
    facts.reduce((total, { report }) => total + (of(report) ?? 0), 0);
  const cost = sum((report) => report.costMicros);
  const [clicks, thousands] = [sum((report) => report.clicks), sum((report) => report.impressions) / 1_000];
  const base = clicks > 0 ? clicks : thousands;
  if (cost === 0 || base === 0) return;
  const what = clicks > 0 ? 'a click' : 'a thousand impressions';
  const [most, column] = [COST.mostUnits * (SMALL_UNITS.has(currency) ? 1_000 : 1), table.header.columns];
  const isMicros = column.has('costMicros');
  const isScaled = isMicros ? cost / base < COST.leastMicros : cost / base / MILLION > most;
  if (!isScaled) return;
  const each = `${(cost / base / MILLION).toPrecision(3)} ${currency} for ${what}`;
  warnings.add({
    line: table.headerLine,
    column: table.header.cells[column.get(isMicros ? 'costMicros' : 'cost') ?? -1] ?? null,
    code: 'COST_SCALE',
    message: `The file says ${each}: ${isMicros ? 'units were probably written as micros' : 'micros were probably written as units'}.`,
  });
}

function checkSudden(facts: readonly ReportFact[], warnings: Warnings): void {
  for (const figure of ['costMicros', 'clicks', 'impressions'] as const) {
    const days = groupsOf(facts, ({ report }) => report.date);
    const sums = [...days].map(([day, ofDay]) => ({
      day,
      line: ofDay[0]?.lines[0] ?? 1,
      sum: ofDay.reduce((total, { report }) => total + (report[figure] ?? 0), 0),
    }));
    if (sums.length <= SUDDEN.others) return;
    const ordered = sums.map(({ sum }) => sum).sort((a, b) => a - b);
    for (const { day, line, sum } of sums) {
      const median = medianWithout(ordered, sum);
      if (median === 0 || sum <= SUDDEN.times * median) continue;
      const message = `${figure} of ${day} is ${Math.round(sum / median)} times what the campaign's other days have.`;
      warnings.add({ line, column: null, code: 'DAY_SUDDEN', message });
    }
  }
}

/** The median of ordered numbers without one of them, which is above the middle. */
function medianWithout(ordered: readonly number[], without: number): number {
  const others = ordered.toSpliced(ordered.indexOf(without), 1);
  return others[Math.floor((others.length - 1) / 2)] ?? 0;
}
