import type { IncomingMessage, ServerResponse } from 'node:http';
import { adAccountContracts } from '../../../contracts/platforms/ad-accounts.ts';
import { AppError } from '../../../lib/errors.ts';
import { parseQuery } from '../exchange/query.ts';
import { send } from '../http/send.ts';

/**
 * The page to which an ad platform redirects the browser. It only shows the code and connects nothing, so that nobody
 * can plant or steal a connection (docs/decisions.md#21-connecting-an-ad-account). The signed-in person completes the
 * connection with POST /api/ad-accounts/connect/complete.
 */
export function receiveConsent(request: IncomingMessage, response: ServerResponse): void {
  const { state, code, error } = parseQuery(request.url ?? '');
  if (error !== undefined || !state || !code) {
    throw new AppError('CONNECT_REFUSED', {
      detail: 'The ad platform sent no code: the connection was declined or cut off.',
    });
  }
  const { method, path } = adAccountContracts.completeConnect.http;
  const next = { method, path };
  send(
    { request, response },
    {
      status: 200,
      headers: { 'referrer-policy': 'no-referrer' },
      body: JSON.stringify({ state, code, next }),
    },
  );
}
