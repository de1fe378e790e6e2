import type { z } from 'zod';
import type { PublicContract } from '../contracts/http.ts';
import { answerSchema } from '../contracts/json-text.ts';
import { ClientFailure, ProblemAnswer, problemIn } from './failures.ts';
import { eventsPath, requestOf, type ClientRequest } from './request.ts';
import { serverEvents } from './server-events.ts';
import type { AnswerOf, AskOf } from './types.ts';

export type ClientOptions = {
  /** An access token or an API key; without one, requests are nobody's. */
  token?: string | undefined;
  /** How long a request may take, in milliseconds. */
  patienceMs?: number;
  /** What sends requests, where that is not the platform's own. */
  fetch?: typeof fetch;
};
/** How one action is called. */
export type CallOptions = {
  /** What POST /api/auth/step-up gave for this action, where it has to be confirmed (client/confirmed.ts). */
  stepUpToken?: string | undefined;
};
const JSON_TYPE = 'application/json';
const EVENTS_TYPE = 'text/event-stream';
/** A body that is not JSON, with its media type. */
export type Upload = { type: string; content: string | Uint8Array<ArrayBuffer> };
type Sent = { method: string; path: string; accept: string; headers?: Readonly<Record<string, string>> };

/**
 * The API as its users see it: each action is called by its contract over HTTP, and each answer is checked against the
 * contract. Every method throws ProblemAnswer when the API refuses, and ClientFailure when no answer comes or the answer is
 * not what the contract promises.
 */
export class Client {
  readonly base: string;
  readonly #options: ClientOptions;

  constructor(base: string, options: ClientOptions = {}) {
    this.base = base.replace(/\/+$/, '');
    this.#options = options;
  }

  /** The same API, as whoever this token or key belongs to. */
  as(token: string): Client {
    return new Client(this.base, { ...this.#options, token });
  }

  /** Calls an action and gives its answer. */
  async call<C extends PublicContract>(
    contract: C,
    params: AskOf<C>,
    { stepUpToken }: CallOptions = {},
  ): Promise<AnswerOf<C>> {
    const asked = requestOf(contract, params);
    const confirmed = stepUpToken === undefined ? {} : { 'Step-Up-Token': stepUpToken };
    const request = { ...asked, headers: { ...asked.headers, ...confirmed } };
    const { json } = request;
    const body = json === undefined ? undefined : { type: JSON_TYPE, content: json };
    return this.#answer(contract, request, body);
  }

  /** Calls an action with a body that is not JSON, such as a file; `params` are those of its query. */
  async upload<C extends PublicContract>(
    contract: C,
    body: Upload,
    params: object = {},
  ): Promise<AnswerOf<C>> {
    return this.#answer(contract, requestOf(contract, params), body);
  }

  /** The answer of a reading action as text of another media type than JSON, such as `text/csv`. */
  async text<C extends PublicContract>(contract: C, params: AskOf<C>, accept: string): Promise<string> {
    const { method, path, headers } = requestOf(contract, params);
    return (await this.#send({ method, path, headers, accept })).text();
  }

  /**
   * The answer of a reading action each time it changes, until the API ends the stream.
   * @throws ProblemAnswer when the API says in the stream why it may not be read any more
   */
  async *events<C extends PublicContract>(contract: C, params: AskOf<C>): AsyncGenerator<AnswerOf<C>> {
    const path = eventsPath(contract, params);
    const { body } = await this.#send({ method: 'GET', path, accept: EVENTS_TYPE });
    if (!body) return;
    for await (const { event, data } of serverEvents(body)) {
      if (event === 'problem') throw problemIn(`GET ${path}`, data);
      yield parsed(contract, `GET ${path}`, data);
    }
  }

  async #answer<C extends PublicContract>(
    contract: C,
    { method, path, headers }: ClientRequest,
    body: Upload | undefined,
  ): Promise<AnswerOf<C>> {
    const response = await this.#send({ method, path, headers, accept: JSON_TYPE }, body);
    return answerIn(contract, `${method} ${path}`, response);
  }

  async #send({ method, path, accept, headers }: Sent, body?: Upload): Promise<Response> {
    const { token, patienceMs = 60_000, fetch: send = fetch } = this.#options;
    const impatience = new AbortController();
    const timer = setTimeout(
      () => impatience.abort(new DOMException('the request took too long', 'TimeoutError')),
      patienceMs,
    );
    if (typeof timer === 'object') timer.unref();
    const response = await send(this.base + path, {
      method,
      headers: {
        accept,
        ...headers,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': body.type }),
      },
      ...(body === undefined ? {} : { body: body.content }),
      signal: impatience.signal,
    }).catch((error: unknown) => {
      throw new ClientFailure(`${method} ${path} got no answer`, [reasonOf(error)], error);
    });
    // a stream begins in time and goes on for as long as there is news
    if (accept === EVENTS_TYPE) clearTimeout(timer);
    if (response.ok) return response;
    throw new ProblemAnswer(`${method} ${path}`, response, await response.text());
  }
}

async function answerIn<C extends PublicContract>(
  contract: C,
  request: string,
  response: Response,
): Promise<AnswerOf<C>> {
  const { status = 200, acceptedBy } = contract.http;
  if (response.status !== status && !(acceptedBy !== undefined && response.status === 202))
    throw new ClientFailure(`${request} was answered with ${response.status}, and not ${status}`);
  const text = await response.text();
  if (status === 204) return undefined as AnswerOf<C>;
  return parsed(contract, request, text);
}

function parsed<C extends PublicContract>(contract: C, request: string, text: string): AnswerOf<C> {
  const schema = answerSchema(contract) as z.ZodType<AnswerOf<C>>;
  const answer = schema.safeParse(jsonIn(request, text));
  if (answer.success) return answer.data;
  const faults = answer.error.issues.slice(0, 5).map((i) => `${i.path.join('.')}: ${i.message}`);
  throw new ClientFailure(`${request} was answered in another shape than promised`, faults);
}

function jsonIn(request: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ClientFailure(`${request} was not answered with JSON`, [text.slice(0, 300)]);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
