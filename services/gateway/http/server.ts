import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { limitConnections } from './connections.ts';
import { answerParserErrors } from './parser-errors.ts';
import { cutSlowClients } from './slow-clients.ts';

/** Where the certificate and its key are, as PEM. */
export type Certificate = { certFile: string; keyFile: string };
export type ServerBounds = {
  certificate: Certificate | undefined;
  /** How many connections one network may hold; 0 for any number. */
  connectionsPerNetwork: number;
};

const SECOND = 1_000;
/** Time limits for clients, and the number of connections (docs/decisions.md#42-slow-and-many-clients). */
const OPTIONS = {
  headersTimeout: 10 * SECOND,
  requestTimeout: 300 * SECOND,
  connectionsCheckingInterval: 5 * SECOND,
  keepAliveTimeout: 65 * SECOND,
  maxHeaderSize: 16 * 1024,
  insecureHTTPParser: false,
  requireHostHeader: false, // receive.ts answers for it, with a problem
};
const MAX_CONNECTIONS = 5_000;

/** A server for clients: HTTP/1.1, over TLS where there is a certificate. It is slow for nobody who is slow. */
export function openServer(handler: RequestListener, bounds: ServerBounds): Server {
  const { certificate } = bounds;
  const server: Server = certificate
    ? createTlsServer({ ...OPTIONS, ...tlsOptions(certificate) }, handler)
    : createServer(OPTIONS, handler);
  server.maxConnections = MAX_CONNECTIONS;
  server.maxHeadersCount = 0; // the size bounds them; Node would drop those above a number in silence
  answerParserErrors(server);
  limitConnections(server, bounds.connectionsPerNetwork);
  cutSlowClients(server);
  return server;
}

const tlsOptions = ({ certFile, keyFile }: Certificate) => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
  minVersion: 'TLSv1.2' as const,
  handshakeTimeout: 10 * SECOND,
});
