import type { IncomingMessage } from 'node:http';

/**
 * The client's address: that of the connection's peer, or with `hops` trusted proxies the address that the outermost
 * proxy saw. A client cannot forge it with headers, because only the last `hops` entries are trusted.
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
