import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Context, ServiceBroker, ServiceSchema } from 'moleculer';
import ApiGateway from 'moleculer-web';
import { asMixin, methodOf } from '../../../mixins/moleculer.ts';

/** A request as moleculer-web hands it on: with the context of its call, and the parameters of the path. */
export type WebRequest = IncomingMessage & {
  $ctx: Context;
  $params: Record<string, string>;
  requestId?: string;
};

/** The service that moleculer-web makes: what its functions find as `this`. */
export type Gateway = { broker: ServiceBroker; server: Server; logger: ServiceBroker['logger'] };

type HttpHandler = (this: Gateway, request: WebRequest, response: ServerResponse) => Promise<void>;

/** moleculer-web as a mixin. */
export const webGateway: Partial<ServiceSchema> = asMixin(ApiGateway);
/** Routes a request to the function that stands for it in moleculer-web's table. */
export const routeRequest: HttpHandler = methodOf<HttpHandler>(ApiGateway, 'httpHandler');
