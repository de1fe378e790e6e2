import type { Server } from 'node:http';
import { closeServer } from './close-server.ts';
import { openServer, type Certificate } from './server.ts';

const HOST = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?$/i;

type Ports = {
  port: number;
  host: string;
  certificate: Certificate | undefined;
  HTTP_REDIRECT_PORT: number;
  connectionsPerNetwork: number;
};

/** Listens on the port for plain HTTP, where there is one beside TLS. @returns what closes it */
export async function openRedirect(settings: Ports): Promise<() => Promise<void>> {
  if (!settings.certificate || settings.HTTP_REDIRECT_PORT === 0) return async () => undefined;
  const server = redirectServer(settings.port, settings.connectionsPerNetwork);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.HTTP_REDIRECT_PORT, settings.host, resolve);
  });
  return () => closeServer(server);
}

/** A server that sends every client to the same address over TLS. Nothing is taken and nothing is told here. */
export function redirectServer(tlsPort: number, connectionsPerNetwork: number): Server {
  return openServer(
    (request, response) => {
      const host = HOST.exec(request.headers.host ?? '')?.[1];
      response.setHeader('connection', 'close');
      if (host === undefined) response.writeHead(400).end();
      else {
        const authority = tlsPort === 443 ? host : `${host}:${tlsPort}`;
        response.writeHead(308, { location: `https://${authority}${pathOf(request.url)}` }).end();
      }
      request.resume();
    },
    { certificate: undefined, connectionsPerNetwork },
  );
}

const pathOf = (url = '/') => (url.startsWith('/') ? url : '/');
