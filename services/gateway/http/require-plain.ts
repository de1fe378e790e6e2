import type { IncomingMessage } from 'node:http';
import { AppError } from '../../../lib/errors.ts';

const MAX_HEADERS = 100;
/** Headers of which a second one would be dropped or joined by one reader and believed by another. */
const SINGLE = new Set([
  'host',
  'authorization',
  'content-type',
  'content-encoding',
  'idempotency-key',
  'if-match',
  'step-up-token',
  'x-request-id',
]);

/** @throws AppError HEADERS_TOO_LARGE, REQUEST_MALFORMED for headers that can be read in two ways */
export function requirePlainHeaders({ rawHeaders, httpVersionMinor }: IncomingMessage): void {
  if (rawHeaders.length / 2 > MAX_HEADERS) throw new AppError('HEADERS_TOO_LARGE');
  const seen = new Set<string>();
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? '').toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.has(name))
      throw new AppError('REQUEST_MALFORMED', { detail: `The header ${name} comes twice.` });
    seen.add(name);
  }
  if (httpVersionMinor === 1 && !seen.has('host'))
    throw new AppError('REQUEST_MALFORMED', { detail: 'The header host is missing.' });
}
