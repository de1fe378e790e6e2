import { publishingContracts, type Operation } from '../../../contracts/campaign/publishing.ts';
import { refusalOf, type Refusal } from '../../../mixins/door/refuse.ts';
import { problemOf } from '../http/problem.ts';
import { queryReader } from '../exchange/query.ts';
import type { Exchange } from '../exchange/exchange.ts';

const noQuery = queryReader([]);
export const POLL_MS = 300;
const HEARTBEAT_MS = 15_000;
const MAX_MS = 10 * 60_000;
const FINAL: readonly Operation['status'][] = ['succeeded', 'failed', 'needs_review', 'cancelled'];

/**
 * GET /api/operations/{id}/events: sends the operation each time it changes, until it ends. The id of an event is the
 * time of the change in the operation itself, so a client can resume with Last-Event-ID on any node. Whoever may not read it any
 * more, because a session ended or a key, a membership or a role changed, is told so in a last event `problem` within seconds. All
 * who follow one operation on this node share one look at it, within their organisation's share of calls.
 */
export async function streamOperation(exchange: Exchange): Promise<'streaming'> {
  const { request, response, path, call, requireSameCaller, inShare, looks, organizationId } = exchange;
  noQuery(exchange.query);
  exchange.holdStream();
  const id = path['id'] ?? '';
  const read = () => inShare(() => call(publishingContracts.operation, { id }));
  const look = async () => {
    await requireSameCaller();
    return looks.look(`${organizationId} ${id}`, read);
  };
  await requireSameCaller();
  const first = await read(); // in the caller's own name: whether it may read the operation at all
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  response.write('retry: 2000\n\n');
  void follow(first, look, Number(request.headers['last-event-id'] ?? 0) || 0, exchange);
  return 'streaming';
}

async function follow(
  first: Operation,
  look: () => Promise<Operation>,
  since: number,
  { request, response, stopping }: Exchange,
): Promise<void> {
  const startedAt = Date.now();
  let [sentId, sentAt, operation] = [since, startedAt, first];
  let sentState = '';
  while (!response.destroyed && !stopping() && Date.now() - startedAt < MAX_MS) {
    const id = Date.parse(operation.updatedAt);
    const state = JSON.stringify(operation);
    // two changes may have the same millisecond, so the whole state is compared with the last one sent
    if (id > sentId || (sentState !== '' && state !== sentState)) {
      [sentId, sentState, sentAt] = [id, state, Date.now()];
      response.write(`id: ${id}\nevent: operation\ndata: ${state}\n\n`);
    } else if (Date.now() - sentAt > HEARTBEAT_MS) {
      sentAt = Date.now();
      response.write(': still here\n\n');
    }
    if (FINAL.includes(operation.status)) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    const news = await look().catch(refusalOf);
    if (!isRefusal(news)) operation = news;
    else if (isForGood(news)) {
      const problem = problemOf(news, request.requestId ?? '');
      response.write(`event: problem\ndata: ${JSON.stringify(problem)}\n\n`);
      break;
    }
    // else a node is down for a moment, and the stream goes on with the last state
  }
  response.end();
}

const isRefusal = (news: Operation | Refusal): news is Refusal => 'code' in news;

/** Whether asking again gives the same: who asks may not read it, or it is not there. */
const isForGood = ({ status }: Refusal): boolean => [401, 403, 404].includes(status);
