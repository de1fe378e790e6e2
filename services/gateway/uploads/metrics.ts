import { factContracts } from '../../../contracts/analytics/facts.ts';
import { placesOf } from '../../../contracts/places.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Answer, Exchange } from '../exchange/exchange.ts';
import { queryReader } from '../exchange/query.ts';
import { mediaType } from '../http/read-body.ts';
import { jsonRows } from './json-rows.ts';
import { ndjsonRows } from './ndjson-rows.ts';
import { sendRows } from './send-rows.ts';

const readQuery = queryReader(placesOf(factContracts.ingest).query);

/** POST /api/analytics/metrics: sends the rows, as JSON `{rows: […]}` or NDJSON, to analytics in several calls. */
export async function uploadMetrics(exchange: Exchange): Promise<Answer> {
  readQuery(exchange.query);
  const send = mediaType(exchange.request) === 'application/x-ndjson' ? sendLines : sendJson;
  return exchange.inTurn(() => send(exchange));
}

/** JSON is known whole before any of it is sent, so it is refused whole when it costs more than is left. */
async function sendJson(exchange: Exchange): Promise<Answer> {
  const { rows, bytes } = await jsonRows(exchange.request, exchange.limits.jsonRows);
  await exchange.charge({ rows: rows.length, bytes });
  return answerOf(await sendRows(exchange, rows, async () => undefined));
}

/** Lines are sent while they come, so what they cost is taken from what the next requests may cost. */
async function sendLines(exchange: Exchange): Promise<Answer> {
  const total = await sendRows(
    exchange,
    ndjsonRows(exchange.request, exchange.limits.uploadBytes),
    ({ rows, bytes }) => exchange.charge({ rows, bytes, spent: true }),
  );
  return answerOf(total);
}

function answerOf({ rows, ...total }: Awaited<ReturnType<typeof sendRows>>): Answer {
  if (rows > 0) return { status: 200, body: JSON.stringify(total) };
  const fault = { path: 'rows', code: 'FIELD_MISSING', message: 'Send at least one row.' };
  throw new AppError('REQUEST_INVALID', { errors: [fault] });
}
