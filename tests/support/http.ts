import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Client } from '../../client/client.ts';

type Schema = Record<string, unknown>;
type Responses = Record<string, { content?: Record<string, { schema: Schema }> }>;
type Description = { paths: Record<string, Record<string, { responses: Responses }>> };

export type Answer<Body = unknown> = { status: number; headers: Headers; body: Body; text: string };
export type Ask = {
  body?: unknown;
  headers?: Record<string, string>;
  authorization?: string;
  raw?: string | Uint8Array;
};

const description = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as Description;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(description, 'api');
const validators = new Map<string, ValidateFunction>();

/** Sends requests as `fetch` does and checks every answer against docs/openapi.json. @throws Error for one that is not there */
async function describedFetch(url: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) return response;
  const path = new URL(url instanceof Request ? url.url : url).pathname;
  const text = await response.clone().text();
  const body: unknown = /\bjson\b/.test(type) ? JSON.parse(text) : text;
  checkAgainstDescription(init.method ?? 'GET', path, response.status, type, body);
  return response;
}

/**
 * Requests of any form, well made or not, and `client` for the well made ones. Every answer to either is checked against
 * docs/openapi.json: a status or a shape that is not there fails the test.
 */
export class Http {
  readonly client: Client;
  readonly #base: string;
  readonly #authorization: string | undefined;

  constructor(base: string, authorization?: string) {
    this.#base = base;
    this.#authorization = authorization;
    this.client = new Client(base, { token: authorization?.replace('Bearer ', ''), fetch: describedFetch });
  }

  /** The same client as somebody. */
  as(authorization: string): Http {
    return new Http(
      this.#base,
      authorization.startsWith('Bearer ') ? authorization : `Bearer ${authorization}`,
    );
  }

  async ask<Body = unknown>(method: string, path: string, ask: Ask = {}): Promise<Answer<Body>> {
    const authorization = ask.authorization ?? this.#authorization;
    const json = ask.body !== undefined;
    const response = await describedFetch(this.#base + path, {
      method,
      headers: {
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(authorization ? { authorization } : {}),
        ...ask.headers,
      },
      ...(json ? { body: JSON.stringify(ask.body) } : {}),
      ...(ask.raw === undefined ? {} : { body: ask.raw as string }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    const body = (isJson ? JSON.parse(text) : text) as Body;
    return { status: response.status, headers: response.headers, body, text };
  }

  get = <B = unknown>(path: string, ask?: Ask) => this.ask<B>('GET', path, ask);
  post = <B = unknown>(path: string, body?: unknown, ask: Ask = {}) =>
    this.ask<B>('POST', path, body === undefined ? ask : { ...ask, body });
  put = <B = unknown>(path: string, body: unknown, ask: Ask = {}) =>
    this.ask<B>('PUT', path, { ...ask, body });
  patch = <B = unknown>(path: string, body: unknown, ask: Ask = {}) =>
    this.ask<B>('PATCH', path, { ...ask, body });
  delete = <B = unknown>(path: string, ask?: Ask) => this.ask<B>('DELETE', path, ask);
}

/** @throws Error when the description does not promise this answer */
function checkAgainstDescription(
  method: string,
  url: string,
  status: number,
  contentType: string,
  body: unknown,
): void {
  const path = templateOf(url);
  const responses = path ? description.paths[path]?.[method.toLowerCase()]?.responses : undefined;
  if (!path || !responses || status === 304 || [405, 431].includes(status)) return;
  const promised = responses[String(status)];
  if (!promised)
    throw new Error(
      `${method} ${path} answered ${status}, which its description does not promise: ${JSON.stringify(body)}`,
    );
  const type = contentType.split(';')[0] ?? '';
  if (!promised.content || !/\bjson\b/.test(type)) return;
  const key = `${method} ${path} ${status} ${type}`;
  const validate = validators.get(key) ?? validatorOf(key, [path, method, status, type]);
  if (!validate(body))
    throw new Error(`${key} is not what its description says: ${ajv.errorsText(validate.errors)}`);
}

function validatorOf(
  key: string,
  [path, method, status, type]: [string, string, number, string],
): ValidateFunction {
  const pointer = [
    'paths',
    path,
    method.toLowerCase(),
    'responses',
    String(status),
    'content',
    type,
    'schema',
  ];
  const escaped = pointer.map((p) => encodeURIComponent(p.replaceAll('~', '~0').replaceAll('/', '~1')));
  const validate = ajv.compile({ $ref: `api#/${escaped.join('/')}` });
  validators.set(key, validate);
  return validate;
}

const templates = Object.keys(description.paths)
  .sort((a, b) => a.split('{').length - b.split('{').length)
  .map((path) => ({
    path,
    re: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));

/** Every operation of the description, as `GET /api/campaigns/{id}`. */
export const describedRoutes = (): string[] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

/** The path of the description that a URL's path belongs to. */
export const templateOf = (path: string): string | undefined => templates.find((t) => t.re.test(path))?.path;
