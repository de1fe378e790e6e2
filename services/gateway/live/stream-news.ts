import { newsContracts } from '../../../contracts/analytics/news.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Exchange, Handle } from '../exchange/exchange.ts';
import { paramsReader } from '../exchange/params.ts';

const { news: contract } = newsContracts;
const readParams = paramsReader(contract);

/**
 * GET /api/analytics/events: what `GET /api/analytics/news` answers, each time there is something. The id of an event is the number up
 * to which it tells, the same on every node, so a client resumes anywhere with Last-Event-ID, or with `after` where it opens a
 * stream for the first time. Whoever may not read it any more is told so in a last event `problem`.
 */
export const streamNews: Handle = async (exchange) => {
  const { request, response, organizationId, requireSameCaller, call, live } = exchange;
  if (organizationId === null) throw new AppError('TOKEN_MISSING');
  exchange.holdStream();
  const params = await readParams(exchange);
  const read = (after: number | undefined) => call(contract, after === undefined ? {} : { after });
  await requireSameCaller();
  const first = await exchange.inShare(() => call(contract, { ...params, ...resumed(exchange) }));
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 2000\n\n');
  const asking = { organizationId, requestId: request.requestId ?? '', requireSameCaller, read };
  live.follow(asking, response, first);
  return 'streaming';
};

/** A Last-Event-ID that no stream gave is that of another one: the client is to begin anew. */
function resumed({ request }: Exchange): { after?: number } {
  const id = request.headers['last-event-id'];
  if (id === undefined || id === '') return {};
  return { after: typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER };
}
