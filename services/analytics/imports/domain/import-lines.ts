import type { RejectedRow } from '../../../../contracts/analytics/facts.ts';
import type { Platform } from '../../../../contracts/values.ts';
import type { ReportFact } from './read-report.ts';
import type { ReportLine } from './rows.ts';
import type { External, Mention } from '../../facts/domain/external-campaign.ts';
import { grainOf } from '../../facts/domain/fact.ts';
import type { Line } from '../../facts/domain/normalise.ts';

/** The external campaign that a line mentions, as one string; null when the line has our own campaign id. */
function mentionKey(report: ReportLine): string | null {
  if (report.campaignId !== null) return null;
  return JSON.stringify([
    report.platform,
    report.externalId,
    report.externalId === null ? report.name : null,
  ]);
}

/** The external campaigns that a report mentions, by platform; each is listed once. */
export function mentionsIn(facts: readonly ReportFact[]): Map<Platform, Map<string, Mention>> {
  const platforms = new Map<Platform, Map<string, Mention>>();
  for (const { report } of facts) {
    const key = mentionKey(report);
    if (key === null) continue;
    const mentions = platforms.get(report.platform) ?? new Map<string, Mention>();
    platforms.set(report.platform, mentions);
    const { externalId, name, currency } = report;
    if (!mentions.has(key)) mentions.set(key, { externalId, name, currency });
  }
  return platforms;
}

/** Turns report lines into facts; `external` holds the campaign of each mention. */
export function toLines(facts: readonly ReportFact[], external: ReadonlyMap<string, External>): Line[] {
  return facts.map(({ lines, report }) => {
    const { hour, adGroup, ad, keyword } = report;
    const id = report.campaignId ?? external.get(mentionKey(report) ?? '')?.id ?? '';
    return {
      line: lines[0] ?? report.line,
      fact: {
        campaignId: id,
        platform: report.platform,
        date: report.date,
        hour,
        adGroup,
        ad,
        keyword,
        grain: grainOf({ hour, adGroup, ad, keyword }),
        currency: report.currency,
        impressions: report.impressions,
        clicks: report.clicks,
        costMicros: report.costMicros,
        conversionsMicros: report.conversionsMicros,
        valueMicros: report.valueMicros,
      },
    };
  });
}

/** The lines that have our own campaign ids. */
export function ownLines(facts: readonly ReportFact[]): Line[] {
  return toLines(
    facts.filter(({ report }) => report.campaignId !== null),
    new Map(),
  );
}

/**
 * Turns the rejection of merged lines into one rejection for each of them, so that accepted + rejected = the rows of
 * the file.
 */
export function spreadRejections(
  refused: readonly RejectedRow[],
  facts: readonly ReportFact[],
): RejectedRow[] {
  const linesOf = new Map(facts.map((fact) => [fact.lines[0] ?? 0, fact.lines]));
  return refused.flatMap((row) => (linesOf.get(row.line) ?? [row.line]).map((line) => ({ ...row, line })));
}
