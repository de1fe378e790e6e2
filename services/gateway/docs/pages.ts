import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { receiveConsent } from '../ad-accounts/callback.ts';
import { send } from '../http/send.ts';

/** A route that the gateway serves by itself, without sign-in. */
export type OpenRoute = {
  method: 'GET';
  path: string;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
};

const SWAGGER = join(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'), '..');
const DOCS_CSP =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

/**
 * The routes of the API's description, the documentation pages, and the OAuth redirect.
 * @param openapi makes the description; called once, at the first request for it
 */
export function openRoutes(openapi: () => object): OpenRoute[] {
  let text: string | undefined;
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      answer: (request, response) => {
        text ??= JSON.stringify(openapi());
        send(
          { request, response },
          { status: 200, headers: { 'cache-control': 'public, max-age=60' }, body: text },
        );
      },
    },
    page('/docs', join(import.meta.dirname, 'index.html'), 'text/html; charset=utf-8'),
    page('/docs/start.js', join(import.meta.dirname, 'start.js'), 'text/javascript; charset=utf-8'),
    page('/docs/swagger-ui.css', join(SWAGGER, 'swagger-ui.css'), 'text/css; charset=utf-8'),
    page(
      '/docs/swagger-ui-bundle.js',
      join(SWAGGER, 'swagger-ui-bundle.js'),
      'text/javascript; charset=utf-8',
    ),
    { method: 'GET', path: '/api/ad-accounts/callback', answer: receiveConsent },
  ];
}

function page(path: string, file: string, type: string): OpenRoute {
  let body: string | undefined;
  return {
    method: 'GET',
    path,
    answer: (request, response) => {
      body ??= readFileSync(file, 'utf8');
      response.setHeader('content-security-policy', DOCS_CSP);
      send(
        { request, response },
        { status: 200, headers: { 'content-type': type, 'cache-control': 'public, max-age=3600' }, body },
      );
    },
  };
}
