import type { RequestListener, ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import type { Context, ServiceSchema } from 'moleculer';
import { events } from '../../contracts/events.ts';
import { brokerMetricsService } from '../../mixins/broker-metrics.ts';
import { ApiKeys } from '../../mixins/door/api-keys.ts';
import { Limits } from '../../mixins/door/limit.ts';
import { openRedis } from '../../mixins/door/redis.ts';
import { serviceSchema } from '../../mixins/moleculer.ts';
import { Turns } from '../../mixins/door/turns.ts';
import type { Node } from '../../mixins/node.ts';
import { readEvent } from '../../mixins/events.ts';
import { runnerService } from '../../mixins/runner.ts';
import { openRoutes } from './docs/pages.ts';
import { describeApi } from './docs/openapi.ts';
import { refuse, serve, serveOpenRoute, type ServeContext, type WebHandler } from './exchange/serve.ts';
import { closeServer } from './http/close-server.ts';
import { openRedirect } from './http/redirect.ts';
import { receive } from './http/receive.ts';
import { inRounds } from './http/rounds.ts';
import { openServer } from './http/server.ts';
import { webGateway, type Gateway, type WebRequest } from './http/web.ts';
import { NewsHub } from './live/hub.ts';
import { OpenStreams } from './live/open-streams.ts';
import { POLL_MS } from './operations/events.ts';
import { SharedLooks } from './operations/shared-looks.ts';
import { routes } from './routes.ts';
import { RefusalTeller } from './trail/tell-refusals.ts';
import { gatewaySettings, type GatewaySettings } from './settings.ts';

export const API_VERSION = '1.0.0';

/** Requests are not logged, because a line would cost more than the request; metrics and sampled traces show them. */
const LOG_SETTINGS = {
  logRequest: null,
  logRequestParams: null,
  logResponse: null,
  logRouteRegistration: null,
};

/** Other nodes could call these actions. */
const CLOSED = { listAliases: false, addRoute: false, removeRoute: false } as const;

/** A request's span names method and path. Its query is left out: codes of consents and cursors travel in it. */
const REQUEST_SPAN = {
  tags: { params: false },
  spanName: ({ params: { req } }: { params: { req: { method: string; url: string } } }) =>
    `${req.method} ${req.url.split('?', 1)[0]}`,
};

type SendError = (request: WebRequest, response: ServerResponse, error: Error) => void;

/** Uploads of one organisation at once on one gateway; a body that waits is not read yet. */
const UPLOADS = {
  atOnce: 1,
  waiting: 20,
  waitMs: 10_000,
  refusal: 'Too many uploads of your organisation at once; send them one after another.',
};
/** Calls of one organisation at once from one gateway: enough to keep a service busy, and few for others to stand behind. */
const CALLS = {
  atOnce: 8,
  waiting: 1_000,
  waitMs: 10_000,
  refusal: 'Too many requests of your organisation at once; send fewer of them together.',
};

/** The HTTP entrance for clients: moleculer-web, with safer settings than its defaults. Its routes are in routes.ts. */
export function gatewayService(settings: GatewaySettings, node: Node): ServiceSchema {
  const redis = settings.redisUrl === undefined ? undefined : openRedis(settings.redisUrl);
  const context = serveContext(settings, node, redis);
  const open = openRoutes(() => describeApi(API_VERSION));
  return serviceSchema({
    name: 'gateway',
    mixins: [webGateway],
    settings: {
      ...LOG_SETTINGS,
      port: settings.port,
      ip: settings.host,
      onError: refuse([...routes, ...open], context),
      routes: [
        webRoute([
          ...routes.map((r) => [aliasOf(r), serve(r, context)] as const),
          ...open.map((r) => [aliasOf(r), serveOpenRoute(r.answer, context)] as const),
        ]),
      ],
    },
    actions: { ...CLOSED, rest: { tracing: REQUEST_SPAN } },
    events: { [events.analyticsNews.name]: hintTo(context.live) },
    methods: {
      errorHandler(
        this: Gateway & { sendError: SendError },
        request: WebRequest,
        response: ServerResponse,
        error: Error,
      ) {
        // moleculer-web would log the error here too; exchange/serve.ts logs it
        this.sendError(request, response, error);
      },
      createServer(this: Gateway & { httpHandler: RequestListener; isHTTPS: boolean }) {
        this.server = openServer(inRounds(this.httpHandler), settings);
        this.isHTTPS = settings.certificate !== undefined;
      },
      async httpHandler(this: Gateway, request: WebRequest, response: ServerResponse) {
        await receive(this, node, settings.CORS_ORIGIN, request, response);
      },
    },
    created(this: Gateway) {
      if (settings.BROKER_METRICS_PORT > 0) this.broker.createService(brokerMetricsService(settings));
    },
    async started(this: Gateway) {
      await begin(this, context, settings);
      if (redis) node.health.addProbe('redis', () => redis.ping());
    },
    async stopped(this: Gateway) {
      redis?.disconnect();
    },
  });
}

/** A hint that a node on the bus gives: what changed is read, with the rights of whoever wants to know. */
const hintTo = (live: NewsHub) => (ctx: Context) => {
  const news = readEvent(events.analyticsNews, ctx.params);
  if (news) live.hint(news.organizationId);
};

/** What is served from the start on, and what is done before any service of this node stops. */
async function begin(
  { broker, server }: Gateway,
  { node, refusals, live }: ServeContext,
  settings: GatewaySettings,
): Promise<void> {
  refusals.start(broker);
  node.health.onDrain(async () => {
    live.stop();
    await closeServer(server);
    await refusals.stop(); // after the last request, and while auth may be asked
  });
  node.health.onDrain(await openRedirect(settings));
}

function serveContext(settings: GatewaySettings, node: Node, redis: Redis | undefined): ServeContext {
  const quotas = {
    api: settings.LIMIT_API_PER_MINUTE,
    login: settings.LIMIT_LOGIN_PER_MINUTE,
    register: settings.LIMIT_REGISTER_PER_MINUTE,
    stop: settings.LIMIT_STOP_PER_MINUTE,
  };
  const door = { identity: node.identity, limits: new Limits(quotas, redis), apiKeys: new ApiKeys() };
  const refusals = new RefusalTeller(node.identity, node.clock);
  const turns = { uploads: new Turns(UPLOADS), calls: new Turns(CALLS) };
  const { TRUSTED_PROXY_HOPS: proxyHops, exchange: limits } = settings;
  const streams = new OpenStreams(settings.streams);
  const looks = new SharedLooks(POLL_MS);
  return { node, door, turns, live: new NewsHub(), looks, streams, proxyHops, limits, refusals };
}

/** moleculer-web's single route. It serves only the listed aliases and does not read bodies. */
const webRoute = (aliases: (readonly [string, WebHandler])[]) => ({
  path: '/',
  mappingPolicy: 'restrict',
  mergeParams: true,
  bodyParsers: false,
  logging: false,
  aliases: Object.fromEntries(aliases),
});

const aliasOf = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.slice(1).replaceAll(/\{(\w+)\}/g, ':$1')}`;

export default runnerService(gatewaySettings, gatewayService);
