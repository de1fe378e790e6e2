import type { z } from 'zod';
import { DemoFailure, ProblemAnswer } from './failure.ts';

/** What a request may carry besides its path. `key` is sent as Idempotency-Key. */
export type Request = { body?: unknown; key?: string; accept?: string; contentType?: string };
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const PATIENCE_MS = 60_000;

/** The product as a client sees it: HTTP requests in the name of one person, or of nobody. */
export class Client {
  readonly base: string;
  readonly #token: string | undefined;

  constructor(base: string, token?: string) {
    this.base = base.replace(/\/+$/, '');
    this.#token = token;
  }

  /** The same product, as the person whose access token this is. */
  as(token: string): Client {
    return new Client(this.base, token);
  }

  /** GETs a resource and checks that the answer has the shape that the contract promises. */
  get<S extends z.ZodType>(path: string, shape: S): Promise<z.output<S>> {
    return this.send('GET', path, shape);
  }

  /** POSTs a body and checks the answer's shape. */
  post<S extends z.ZodType>(path: string, shape: S, request: Request = {}): Promise<z.output<S>> {
    return this.send('POST', path, shape, request);
  }

  /** @throws ProblemAnswer when the product refuses, DemoFailure when the answer is not what was promised */
  async send<S extends z.ZodType>(
    method: Method,
    path: string,
    shape: S,
    request: Request = {},
  ): Promise<z.output<S>> {
    const response = await this.open(method, path, request);
    const body: unknown = await response.json();
    const parsed = shape.safeParse(body);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.slice(0, 5).map((i) => `${i.path.join('.')}: ${i.message}`);
    throw new DemoFailure(`${method} ${path} answered in another shape than promised`, faults);
  }

  /** Sends a request and gives the response as it is. @throws ProblemAnswer for every status above 299 */
  async open(method: Method, path: string, request: Request = {}): Promise<Response> {
    const body = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
    const response = await fetch(new URL(path, this.base), {
      method,
      headers: this.#headers(request),
      ...(request.body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((error: unknown) => {
      throw new DemoFailure(`${method} ${path} got no answer`, [reasonOf(error)]);
    });
    if (response.ok) return response;
    throw new ProblemAnswer(`${method} ${path}`, response.status, await response.text());
  }

  #headers({ key, accept, contentType, body }: Request): Record<string, string> {
    return {
      accept: accept ?? 'application/json',
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(body === undefined ? {} : { 'content-type': contentType ?? 'application/json' }),
    };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
