import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseQuery } from './http/params.ts';
import { send } from './http/send.ts';
import { AppError } from '../../lib/errors.ts';

/** What the gateway answers by itself: its description, the documentation page, and the end of an OAuth redirect. */
export type NativeRoute = {
  method: 'GET';
  path: string;
  handle: (request: IncomingMessage, response: ServerResponse) => void;
};

const SWAGGER = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..');
const DOCS_CSP =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

/** @param openapi makes the description; it is made once, when first asked for */
export function nativeRoutes(openapi: () => object): NativeRoute[] {
  let text: string | undefined;
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      handle: (request, response) => {
        text ??= JSON.stringify(openapi());
        send(
          { request, response },
          { status: 200, headers: { 'cache-control': 'public, max-age=60' }, body: text },
        );
      },
    },
    page('/docs', join(import.meta.dirname, 'docs/index.html'), 'text/html; charset=utf-8'),
    page('/docs/start.js', join(import.meta.dirname, 'docs/start.js'), 'text/javascript; charset=utf-8'),
    page('/docs/swagger-ui.css', join(SWAGGER, 'swagger-ui.css'), 'text/css; charset=utf-8'),
    page(
      '/docs/swagger-ui-bundle.js',
      join(SWAGGER, 'swagger-ui-bundle.js'),
      'text/javascript; charset=utf-8',
    ),
    { method: 'GET', path: '/api/ad-accounts/callback', handle: callback },
  ];
}

function page(path: string, file: string, type: string): NativeRoute {
  let body: string | undefined;
  return {
    method: 'GET',
    path,
    handle: (request, response) => {
      body ??= readFileSync(file, 'utf8');
      response.setHeader('content-security-policy', DOCS_CSP);
      send(
        { request, response },
        { status: 200, headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' }, body },
      );
    },
  };
}

/**
 * Where an ad platform sends the browser back. It only carries the code: nothing is connected here, so nobody can
 * plant or steal a connection (docs/decisions.md#21-connecting-an-ad-account). POST /api/ad-accounts/connect/complete finishes, signed in.
 */
function callback(request: IncomingMessage, response: ServerResponse): void {
  const { state, code, error } = parseQuery(request.url ?? '');
  if (error !== undefined || !state || !code) {
    throw new AppError('CONNECT_REFUSED', {
      detail: 'The ad platform sent no code: the connection was declined or cut off.',
    });
  }
  const next = { method: 'POST', path: '/api/ad-accounts/connect/complete' };
  send(
    { request, response },
    { status: 200, headers: { 'referrer-policy': 'no-referrer' }, body: { state, code, next } },
  );
}
