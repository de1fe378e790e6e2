import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../../../lib/network-address.ts';

/** Closes connections above `most` of one network at once, so that nobody holds all that the server takes. */
export function limitConnections(server: Server, most: number): void {
  if (most === 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? 'unknown');
    const count = (open.get(network) ?? 0) + 1;
    open.set(network, count);
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left === 0) open.delete(network);
      else open.set(network, left);
    });
    if (count > most) socket.destroy();
  });
}
