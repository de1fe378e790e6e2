import type { ServerResponse } from 'node:http';
import { answerHealth } from '../../../mixins/health.ts';
import type { Node } from '../../../mixins/node.ts';
import { cors } from './cors.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { requirePlainHeaders } from './require-plain.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { routeRequest, type Gateway, type WebRequest } from './web.ts';

const isProbe = ({ method, url = '' }: WebRequest) =>
  method === 'GET' && (url.startsWith('/health') || url.startsWith('/metrics'));

/** The first step of every request: id, security headers, CORS and health. Then moleculer-web routes it. */
export async function receive(
  gateway: Gateway,
  node: Node,
  origins: readonly string[],
  request: WebRequest,
  response: ServerResponse,
): Promise<void> {
  const requestId = requestIdOf(request);
  request.requestId = requestId;
  request.headers['x-request-id'] = requestId;
  delete request.headers['x-correlation-id'];
  response.setHeader('x-request-id', requestId);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (node.health.draining) response.setHeader('connection', 'close');
  try {
    requirePlainHeaders(request);
  } catch (error) {
    response.setHeader('connection', 'close');
    sendProblem(response, error, requestId);
    request.resume();
    return;
  }
  if (cors(request, response, origins)) return;
  if (isProbe(request) && (await answerHealth(request, response, node.health, node.metrics))) return;
  // otherwise moleculer-web would treat an OPTIONS request that is no preflight as a GET
  if (request.method === 'OPTIONS') request.headers['access-control-request-method'] = 'OPTIONS';
  await routeRequest.call(gateway, request, response);
}
