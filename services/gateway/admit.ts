import type { ServerResponse } from 'node:http';
import helmet from 'helmet';
import ApiGateway from 'moleculer-web';
import type { Config } from '../../lib/config.ts';
import { answerHealth } from '../../mixins/health.ts';
import { nodeOf } from '../../mixins/node.ts';
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

/** Every request passes here first: id, security headers, health, CORS; then moleculer-web routes it. */
export async function admit(
  gateway: Gateway,
  request: WebRequest,
  response: ServerResponse,
  config: Config,
): Promise<void> {
  const requestId = requestIdOf(request);
  request.requestId = requestId;
  request.headers['x-request-id'] = requestId;
  delete request.headers['x-correlation-id'];
  response.setHeader('x-request-id', requestId);
  const node = nodeOf(gateway.broker);
  securityHeaders(request, response, () => undefined);
  if (node.health.draining) response.setHeader('connection', 'close');
  if (cors(request, response, config.CORS_ORIGIN)) return;
  if (request.method === 'GET' && (await answerHealth(request, response, node.health, node.metrics))) return;
  await webHandler.call(gateway, request, response);
}
