import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** A request with this body, in these pieces. */
export function requestWith(
  pieces: readonly (string | Buffer)[],
  headers: Record<string, string> = {},
): IncomingMessage {
  const body = Readable.from(pieces.map((piece) => Buffer.from(piece)));
  return Object.assign(body, { headers }) as Readable & Pick<IncomingMessage, 'headers'> as IncomingMessage;
}
