import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from '../../../mixins/call.ts';

/** The query string, by name. */
export type Query = Readonly<Record<string, string>>;

/** One request on its way through the gateway, after the door has let it in. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  path: Readonly<Record<string, string>>;
  query: Query;
  address: string;
  /** True once this node is stopping: streams end. */
  stopping: () => boolean;
  /** Calls an action in the caller's name; a call that was never sent is tried again for a moment. */
  call: Call;
};

/** What goes back: a status, headers, and the body as text where there is one. */
export type Answer = {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: string;
};

/** Takes a request to its answer. `streaming`: the answer has begun and ends by itself. @throws AppError */
export type Handle = (exchange: Exchange) => Promise<Answer | 'streaming'>;
