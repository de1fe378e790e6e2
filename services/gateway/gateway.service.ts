import type { ServerResponse } from 'node:http';
import type { ServiceSchema } from 'moleculer';
import ApiGateway from 'moleculer-web';
import type { Config } from '../../lib/config.ts';
import type { Node } from '../../mixins/node.ts';
import { admit } from './admit.ts';
import { ApiKeys } from './api-keys.ts';
import { closeServer } from './http/close-server.ts';
import { Limits } from './http/limits.ts';
import { openRedis } from './http/redis.ts';
import { nativeRoutes } from './native.ts';
import { describeApi } from './openapi.ts';
import { routes } from './routes.ts';
import { refuse, serve, serveNative, type Gateway, type WebRequest } from './serve.ts';

export const API_VERSION = '1.0.0';

/** A log line a request would cost more than the request: metrics and sampled traces tell instead. */
const QUIET = { logRequest: null, logRequestParams: null, logResponse: null, logRouteRegistration: null };

type ErrorHandler = (request: WebRequest, response: ServerResponse, error: Error) => void;

/** How long a client may take, and how many there may be at once. */
const PATIENCE = {
  headersTimeout: 10_000,
  keepAliveTimeout: 65_000,
  maxConnections: 5_000,
  maxHeadersCount: 100,
};

/** The only door for clients: moleculer-web with its leaking defaults replaced; what it serves is in routes.ts. */
export function gatewayService(config: Config, node: Node): ServiceSchema {
  const redis = openRedis(config);
  const limits = new Limits(config, redis);
  const apiKeys = new ApiKeys();
  const native = nativeRoutes(() => describeApi(API_VERSION));
  return {
    name: 'gateway',
    mixins: [ApiGateway as unknown as Partial<ServiceSchema>],
    settings: {
      ...QUIET,
      port: config.ports.gateway,
      ip: config.host,
      requestTimeout: 60_000,
      onError: refuse([...routes, ...native], limits, config),
      routes: [
        webRoute([
          ...routes.map((r) => [aliasOf(r), serve(r, { node, limits, apiKeys, config })] as const),
          ...native.map((r) => [aliasOf(r), serveNative(r.handle, limits, config)] as const),
        ]),
      ],
    },
    actions: { listAliases: false, addRoute: false, removeRoute: false }, // any node could call them
    methods: {
      errorHandler(
        this: Gateway & { sendError: ErrorHandler },
        request: WebRequest,
        response: ServerResponse,
        error: Error,
      ) {
        this.sendError(request, response, error); // logged once, by fail()
      },
      async httpHandler(this: Gateway, request: WebRequest, response: ServerResponse) {
        await admit(this, node, request, response, config);
      },
    },
    created(this: Gateway) {
      Object.assign(this.server, PATIENCE);
    },
    async started(this: Gateway) {
      node.health.onDrain(() => closeServer(this.server));
      if (redis) node.health.addProbe('redis', () => redis.ping());
    },
    async stopped(this: Gateway) {
      redis?.disconnect();
    },
  } as unknown as ServiceSchema;
}

/** moleculer-web's one route: only what the table lists is served, bodies are read by us, nothing is merged from them. */
const webRoute = (aliases: (readonly [string, unknown])[]) => ({
  path: '/',
  mappingPolicy: 'restrict',
  mergeParams: true,
  bodyParsers: false,
  logging: false,
  aliases: Object.fromEntries(aliases),
});

const aliasOf = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.slice(1).replaceAll(/\{(\w+)\}/g, ':$1')}`;
