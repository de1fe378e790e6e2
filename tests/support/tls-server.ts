import { createServer, type AddressInfo, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Certificate } from '../../scripts/bus/certificates.ts';

export type Protocol = 'NATS' | 'PostgreSQL' | 'Redis';
/** A server that speaks no more of a protocol than it takes to begin TLS, and remembers what clients say after that. */
export type TlsServer = {
  port: number;
  /** What was said to it, as a client means it: in clear, or inside of TLS. */
  said: () => string;
  /** How many connections have ended. */
  ended: () => number;
  close: () => void;
};

const SSL_REQUEST = Buffer.from('0000000804d2162f', 'hex');
const CLIENT_HELLO = 0x16;

/** @param certificate the server's; without one it has no TLS */
export async function startTlsServer(protocol: Protocol, certificate?: Certificate): Promise<TlsServer> {
  let [said, ended] = ['', 0];
  const hear = (data: Buffer) => void (said += data.toString('latin1'));
  const sockets = new Set<Socket>();

  const begin = (socket: Socket) => {
    if (certificate === undefined) return void socket.on('data', hear);
    const { certificate: cert, key } = certificate;
    const secure = new TLSSocket(socket, { isServer: true, cert, key });
    secure.on('error', () => secure.destroy()).on('data', hear);
  };
  const GREET: Record<Protocol, (socket: Socket) => void> = {
    NATS: (socket) => {
      const tls_required = certificate !== undefined;
      const info = { version: '2.11.0', proto: 1, max_payload: 1_048_576, tls_required, nonce: 'n' };
      socket.write(`INFO ${JSON.stringify(info)}\r\n`);
      begin(socket);
    },
    PostgreSQL: (socket) =>
      void socket.once('data', (data) => {
        if (!data.equals(SSL_REQUEST)) return hear(data);
        socket.write(certificate === undefined ? 'N' : 'S');
        begin(socket);
      }),
    Redis: (socket) => {
      if (certificate !== undefined) return begin(socket);
      socket.on('data', (data) => {
        if (data[0] === CLIENT_HELLO) socket.end('-ERR unknown command\r\n');
        else hear(data);
      });
    },
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => (ended += 1));
    GREET[protocol](socket);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, said: () => said, ended: () => ended, close };
}
