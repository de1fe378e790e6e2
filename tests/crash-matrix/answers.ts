import type { IncomingHttpHeaders } from 'node:http';
import type { Platform } from '../../contracts/values.ts';
import type { Answer } from './wire.ts';

/** What goes wrong with one call to a platform. `before`: the platform never sees it; `after`: it did its work. */
export const FAULTS = [
  'none',
  '500-before',
  '500-after',
  'cut-before',
  'cut-after',
  'hang-after',
  'late',
  'twice',
  'slow-down',
  'sign-in',
  'forbidden',
  'html-404',
  'vendor-404',
  'html-200',
  'empty-200',
  'truncated',
] as const;
export type Fault = (typeof FAULTS)[number];

const json = (status: number, body: unknown, headers: IncomingHttpHeaders = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});
const html = (status: number): Answer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(`<html><body><h1>${status}</h1>nginx</body></html>`),
});
const google = (status: number, code: string, error: object, message: string): Answer =>
  json(status, {
    error: {
      code: status,
      status: code,
      message,
      details: [
        {
          '@type': 'type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure',
          errors: [{ errorCode: error, message }],
        },
      ],
    },
  });

/** Answers that nobody at the platform's own code has given, or that it gives without doing anything. */
export const MADE: Partial<Record<Fault, (platform: Platform) => Answer>> = {
  '500-before': (platform) =>
    platform === 'google-ads'
      ? google(500, 'INTERNAL', { internalError: 'INTERNAL_ERROR' }, 'An internal error occurred.')
      : json(500, { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Internal Server Error' }),
  'slow-down': (platform) =>
    platform === 'google-ads'
      ? google(
          429,
          'RESOURCE_EXHAUSTED',
          { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' },
          'Too many requests. Retry in 1 seconds.',
        )
      : json(429, {
          status: 429,
          code: 'TOO_MANY_REQUESTS',
          serviceErrorCode: 101,
          message: 'Resource level throttle MEMBER SECOND limit for calls to this resource is reached.',
        }),
  'sign-in': (platform) =>
    platform === 'google-ads'
      ? google(
          401,
          'UNAUTHENTICATED',
          { authenticationError: 'OAUTH_TOKEN_EXPIRED' },
          'Request had invalid authentication credentials.',
        )
      : json(401, {
          status: 401,
          serviceErrorCode: 65_602,
          code: 'EXPIRED_ACCESS_TOKEN',
          message: 'The token has expired.',
        }),
  forbidden: (platform) =>
    platform === 'google-ads'
      ? google(
          403,
          'PERMISSION_DENIED',
          { authorizationError: 'ACTION_NOT_PERMITTED' },
          'The user does not have permission to execute this action on the resource.',
        )
      : json(403, {
          status: 403,
          serviceErrorCode: 100,
          code: 'ACCESS_DENIED',
          message: 'Not enough permissions to access this entity.',
        }),
  'vendor-404': (platform) =>
    platform === 'google-ads'
      ? google(404, 'NOT_FOUND', { mutateError: 'RESOURCE_NOT_FOUND' }, 'Resource was not found.')
      : json(404, {
          status: 404,
          serviceErrorCode: 0,
          code: 'RESOURCE_NOT_FOUND',
          message: 'The requested resource was not found.',
        }),
  'html-404': () => html(404),
  'html-200': () => html(200),
  'empty-200': () => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.alloc(0),
  }),
};
