import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '../../../lib/errors.ts';
import { sendProblem } from './problem.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; since: number; bytes: number };

/** Everybody has this long, and one second more for each 16 KB that moved. */
const PATIENCE = { patienceMs: 20_000, lookEveryMs: 5_000 };
const BYTES_OF_SECOND = 16 * 1024;

/**
 * Cuts clients who send their body, or take their answer, too slowly. What the product itself needs for an answer does not
 * count, and an event stream may take its time. (Node itself cuts those who send their headers slowly.)
 */
export function cutSlowClients(server: Server, { patienceMs, lookEveryMs } = PATIENCE): void {
  const sending = new Map<Socket, Exchange>();
  const taking = new Map<Socket, Exchange>();
  const forget = (socket: Socket) => {
    sending.delete(socket);
    taking.delete(socket);
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    // by the request's own socket: over TLS it is another one than that of the event 'connection'
    if (!sending.has(socket)) socket.once('close', () => forget(socket));
    sending.set(socket, { request, response, since: Date.now(), bytes: socket.bytesRead });
    response.once('prefinish', () => {
      if (socket.destroyed) return; // nobody is there to take it, and nothing would take it off the list
      taking.set(socket, { request, response, since: Date.now(), bytes: socket.bytesWritten });
    });
    response.once('finish', () => taking.delete(socket));
  });
  const look = setInterval(() => {
    for (const [socket, exchange] of sending)
      if (!exchange.request.complete && isLate(exchange, socket.bytesRead, patienceMs)) refuse(exchange);
    for (const [socket, exchange] of taking)
      if (isLate(exchange, socket.bytesWritten - socket.writableLength, patienceMs)) socket.destroy();
  }, lookEveryMs);
  look.unref();
  server.once('close', () => clearInterval(look));
}

function isLate({ since, bytes }: Exchange, now: number, patienceMs: number): boolean {
  return Date.now() - since > patienceMs + (Math.max(0, now - bytes) / BYTES_OF_SECOND) * 1_000;
}

function refuse({ request, response }: Exchange): void {
  if (response.headersSent) {
    request.socket.destroy();
    return;
  }
  response.setHeader('connection', 'close');
  sendProblem(response, new AppError('REQUEST_TOO_SLOW'), String(request.headers['x-request-id']));
  response.once('finish', () => request.socket.destroy());
}
