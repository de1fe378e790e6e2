import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { networkOf } from '../../../lib/network-address.ts';

/** Requests of one client that are begun before those of the others have had their turn. */
const A_ROUND = 4;

type Waiting = { request: IncomingMessage; response: ServerResponse };

/**
 * Begins requests in rounds, a few of each client a round, and lets the event loop turn between rounds. Hundreds of requests
 * that one client sends at once (refusing one costs time too) then stand behind each other, and those of others between them.
 * A client is known here by what it shows, before anybody has checked it: that decides about its turn and nothing else.
 */
export function inRounds(handle: RequestListener): RequestListener {
  const queues = new Map<string, Waiting[]>();
  const begun = new Map<string, number>();
  let scheduled = false;

  const nextRound = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      begun.clear();
      for (const [client, queue] of queues) {
        const turn = queue.splice(0, A_ROUND);
        if (queue.length === 0) queues.delete(client);
        begun.set(client, turn.length);
        for (const { request, response } of turn) if (!response.destroyed) handle(request, response);
      }
      if (begun.size > 0) nextRound(); // ends in an empty round, from which on every client may begin at once
    });
  };

  return (request, response) => {
    const client = clientOf(request);
    const count = begun.get(client) ?? 0;
    const queue = queues.get(client);
    nextRound();
    if (queue) queue.push({ request, response });
    else if (count >= A_ROUND) queues.set(client, [{ request, response }]);
    else {
      begun.set(client, count + 1);
      handle(request, response);
    }
  };
}

const clientOf = ({ headers, socket }: IncomingMessage): string =>
  headers.authorization ?? `address:${networkOf(socket.remoteAddress ?? 'unknown')}`;
