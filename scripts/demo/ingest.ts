import { factContracts } from '../../contracts/analytics/facts.ts';
import { addDays } from '../../lib/time.ts';
import type { Client } from '../../client/client.ts';
import { DemoFailure } from './failure.ts';
import { metricRow, type FigureSource } from './figures.ts';
import { count } from './money.ts';
import type { Say } from './output.ts';

/** The campaign that figures are sent for, its currency, and the first day of the figures. */
export type Target = { campaignId: string; currency: string; from: string };

/**
 * Sends the figures as NDJSON, twice, because sending the same rows again must change nothing. @throws DemoFailure for
 * a rejected row
 */
export async function sendFigures(
  client: Client,
  source: FigureSource,
  target: Target,
  say: Say,
): Promise<void> {
  say(`Data: ${source.words.join('\n          ')}`);
  const rows = source.figures.map((figure) =>
    metricRow(figure, target.campaignId, addDays(target.from, figure.day), target.currency),
  );
  const content = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  for (const words of ['sent', 'sent again, to change nothing']) {
    const result = await client.upload(factContracts.ingest, { type: 'application/x-ndjson', content });
    if (result.accepted !== rows.length || result.rejectedCount !== 0) {
      throw new DemoFailure(
        `${rows.length} rows were sent, ${result.accepted} accepted, ${result.rejectedCount} rejected`,
        result.rejected.slice(0, 5).map((r) => `line ${r.line}: ${r.code} ${r.message}`),
      );
    }
    say(`${count(rows.length)} rows ${words}: ${count(result.accepted)} accepted, none rejected`);
  }
}
