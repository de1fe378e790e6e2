/** The most that the gateway takes of one JSON body. */
const MOST_BYTES = 8 * 1024 * 1024;
const DAY_MS = 86_400_000;

/** A body of metrics, every row of which is accepted: this many rows, or as many as the gateway takes. */
export function metricsBody(campaignId: string, most = Number.POSITIVE_INFINITY): string {
  const rows: string[] = [];
  let bytes = '{"rows":[]}'.length;
  for (let i = 0; rows.length < most; i += 1) {
    const row = JSON.stringify(rowOf(campaignId, i));
    bytes += row.length + 1;
    if (bytes > MOST_BYTES) break;
    rows.push(row);
  }
  return `{"rows":[${rows.join(',')}]}`;
}

/** The last month's days in turns, with a keyword that no other row has. */
function rowOf(campaignId: string, i: number) {
  const date = new Date(Date.now() - (1 + (i % 30)) * DAY_MS).toISOString().slice(0, 10);
  const figures = { impressions: 1_000, clicks: 20, costMicros: 15_000_000, currency: 'USD' };
  return { campaignId, platform: 'google-ads', date, adGroup: 'All', keyword: `keyword ${i}`, ...figures };
}
