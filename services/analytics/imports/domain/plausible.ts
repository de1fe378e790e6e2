import type { ReportFact } from './rows.ts';
import type { Table } from './table.ts';
import type { Warnings } from './warnings.ts';

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

/** Warns of figures that are probably wrong by a factor of a million or in the wrong column, and of sudden days. */
export function checkPlausible(
  table: Table,
  facts: readonly ReportFact[],
  limits: Plausible,
  warnings: Warnings,
): void {
  for (const [currency, ofCurrency] of groupsOf(facts, ({ report }) => report.currency)) {
    checkScale(table, ofCurrency, scaleOf(table, currency, limits), warnings);
    checkValue(table, ofCurrency, limits, warnings);
  }
  checkFunnel(table, facts, warnings);
  for (const ofCampaign of groupsOf(facts, campaignOf).values()) checkSudden(ofCampaign, limits, warnings);
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

type Scale = { currency: string; isMicros: boolean; isOdd: (perBase: number) => boolean };

function scaleOf({ header }: Table, currency: string, limits: Plausible): Scale {
  const most = limits.mostUnits * (limits.smallCurrencies.has(currency) ? 1_000 : 1);
  const isMicros = header.columns.has('costMicros');
  const isOdd = (micros: number) => (isMicros ? micros < limits.leastMicros : micros / MILLION > most);
  return { currency, isMicros, isOdd };
}

/** The file as a whole first; where that is well, each row. */
function checkScale(table: Table, facts: readonly ReportFact[], scale: Scale, warnings: Warnings): void {
  const whole = costOf(facts, scale);
  if (whole) return warnings.add(scaleWarning(table, table.headerLine, `The file says ${whole}`, scale));
  if (scale.isMicros) return;
  for (const fact of facts) {
    const own = costOf([fact], scale);
    if (own) warnings.add(scaleWarning(table, fact.lines[0] ?? 1, `The line says ${own}`, scale));
  }
}

/** What a click (or a thousand impressions) costs, where that is odd; else null. */
function costOf(facts: readonly ReportFact[], { currency, isOdd }: Scale): string | null {
  const sum = (of: (report: ReportFact['report']) => number | null) =>
    facts.reduce((total, { report }) => total + (of(report) ?? 0), 0);
  const cost = sum((report) => report.costMicros);
  const [clicks, thousands] = [sum((report) => report.clicks), sum((report) => report.impressions) / 1_000];
  const base = clicks > 0 ? clicks : thousands;
  if (cost === 0 || base === 0 || !isOdd(cost / base)) return null;
  const each = (cost / base / MILLION).toPrecision(3);
  return `${each} ${currency} for ${clicks > 0 ? 'a click' : 'a thousand impressions'}`;
}

function scaleWarning({ header }: Table, line: number, says: string, { isMicros }: Scale) {
  const column = header.cells[header.columns.get(isMicros ? 'costMicros' : 'cost') ?? -1] ?? null;
  const what = isMicros ? 'units were probably written as micros' : 'micros were probably written as units';
  return { line, column, code: 'COST_SCALE', message: `${says}: ${what}.` };
}

/** One row may have more clicks than impressions, as platforms report them on different days; a file never has. */
function checkFunnel({ header, headerLine }: Table, facts: readonly ReportFact[], warnings: Warnings): void {
  const sum = (figure: 'clicks' | 'impressions' | 'conversionsMicros') =>
    facts.reduce((total, { report }) => total + (report[figure] ?? 0), 0);
  const impressions = sum('impressions');
  if (impressions === 0) return;
  for (const [field, count] of [
    ['clicks', sum('clicks')],
    ['conversions', sum('conversionsMicros') / MILLION],
  ] as const) {
    if (count <= impressions) continue;
    warnings.add({
      line: headerLine,
      column: header.cells[header.columns.get(field) ?? -1] ?? null,
      code: `${field.toUpperCase()}_ABOVE_IMPRESSIONS`,
      message: `The file has ${count} ${field} and ${impressions} impressions: two columns may be mistaken for each other, or a figure for its millionths.`,
    });
  }
}

/** Conversions that are worth many thousand times what was spent are more likely worth their micros. */
function checkValue(
  { header, headerLine }: Table,
  facts: readonly ReportFact[],
  { mostReturn }: Plausible,
  warnings: Warnings,
): void {
  const sum = (figure: 'costMicros' | 'valueMicros') =>
    facts.reduce((total, { report }) => total + (report[figure] ?? 0), 0);
  const [cost, value] = [sum('costMicros'), sum('valueMicros')];
  if (header.columns.has('conversionValueMicros') || cost === 0 || value <= mostReturn * cost) return;
  warnings.add({
    line: headerLine,
    column: header.cells[header.columns.get('conversionValue') ?? -1] ?? null,
    code: 'VALUE_SCALE',
    message: `The file's conversions are worth ${Math.round(value / cost)} times its cost: micros were probably written as units.`,
  });
}

function checkSudden(
  facts: readonly ReportFact[],
  { suddenTimes, suddenOtherDays }: Plausible,
  warnings: Warnings,
): void {
  for (const figure of ['costMicros', 'clicks', 'impressions'] as const) {
    const days = groupsOf(facts, ({ report }) => report.date);
    const sums = [...days].map(([day, ofDay]) => ({
      day,
      line: ofDay[0]?.lines[0] ?? 1,
      sum: ofDay.reduce((total, { report }) => total + (report[figure] ?? 0), 0),
    }));
    if (sums.length <= suddenOtherDays) return;
    const ordered = sums.map(({ sum }) => sum).sort((a, b) => a - b);
    for (const { day, line, sum } of sums) {
      const median = medianWithout(ordered, sum);
      if (median === 0 || sum <= suddenTimes * median) continue;
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
