import type { ServerResponse } from 'node:http';
import helmet from 'helmet';
import ApiGateway from 'moleculer-web';
import type { Config } from '../../lib/config.ts';
import { answerHealth } from '../../mixins/health.ts';
import type { Node } from '../../mixins/node.ts';
import { cors } from './http/cors.ts';
import { requestIdOf } from './http/request-id.ts';
import type { Gateway, WebRequest } from './serve.ts';

type HttpHandler = (this: Gateway, request: WebRequest, response: ServerResponse) => Promise<void>;
const webHandler = (ApiGateway as unknown as { methods: { httpHandler: HttpHandler } }).methods.httpHandler;

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
});

/** What helmet would set on each answer: always the same, so it is asked once. */
const SECURITY_HEADERS = headersOf(securityHeaders);

function headersOf(middleware: typeof securityHeaders): [string, string][] {
  const headers: [string, string][] = [];
  const recorder = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  middleware({} as WebRequest, recorder, () => undefined);
  return headers;
}

const isProbe = ({ method, url = '' }: WebRequest) =>
  method === 'GET' && (url.startsWith('/health') || url.startsWith('/metrics'));

/** Every request passes here first: id, security headers, health, CORS; then moleculer-web routes it. */
export async function admit(
  gateway: Gateway,
  node: Node,
  request: WebRequest,
  response: ServerResponse,
  config: Config,
): Promise<void> {
  const requestId = requestIdOf(request);
  request.requestId = requestId;
  request.headers['x-request-id'] = requestId;
  delete request.headers['x-correlation-id'];
  response.setHeader('x-request-id', requestId);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (node.health.draining) response.setHeader('connection', 'close');
  if (cors(request, response, config.CORS_ORIGIN)) return;
  if (isProbe(request) && (await answerHealth(request, response, node.health, node.metrics))) return;
  // moleculer-web would take an OPTIONS that is no preflight for a GET
  if (request.method === 'OPTIONS') request.headers['access-control-request-method'] = 'OPTIONS';
  await webHandler.call(gateway, request, response);
}
