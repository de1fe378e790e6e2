import type { IncomingMessage } from 'node:http';

/**
 * The client's address: the peer's own, or with `hops` trusted proxies the address that the outermost of them saw.
 * Headers of a client cannot change it, because only the last `hops` entries are believed.
 */
export function addressOf(request: IncomingMessage, hops: number): string {
  const peer = request.socket.remoteAddress ?? 'unknown';
  if (hops === 0) return peer;
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean);
  return forwarded.at(-hops) ?? peer;
}
