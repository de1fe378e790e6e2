import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Context, ServiceBroker, ServiceSchema } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { asMixin, methodOf } from '../../../mixins/moleculer.ts';

/** A request from moleculer-web, with the context of its call and the parameters of its path. */
export type WebRequest = IncomingMessage & {
  $ctx: Context;
  $params: Record<string, string>;
  requestId?: string;
};

/** The `this` of moleculer-web's functions. */
export type Gateway = { broker: ServiceBroker; server: Server; logger: ServiceBroker['logger'] };

type HttpHandler = (this: Gateway, request: WebRequest, response: ServerResponse) => Promise<void>;

/** moleculer-web as a mixin. */
export const webGateway: Partial<ServiceSchema> = asMixin(ApiGateway);
/** Passes a request to its handler in moleculer-web's routes. */
export const routeRequest: HttpHandler = methodOf<HttpHandler>(ApiGateway, 'httpHandler');
