import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../port.ts';
import { FOREIGN_BODIES, foreignAnswers } from '../fixtures/foreign-answers.ts';
import { AUTHORIZATION_ERRORS } from './access-errors.ts';
import { googleFailure } from './failures.ts';

const STATUS: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};
const bodyOf = (status: number, errorCode: Record<string, string>) => ({
  error: {
    code: status,
    status: STATUS[status],
    message: 'Refused.',
    details: [{ errors: [{ errorCode, message: 'No.' }], requestId: 'r-1' }],
  },
});
const answer = (status: number, body: unknown) => ({
  status,
  headers: new Headers(),
  text: JSON.stringify(body),
});
const now = new Date(0);

describe("a write that Google answers in Google's own shape", () => {
  it.each([
    [429, { quotaError: 'RESOURCE_EXHAUSTED' }, 'slow-down'],
    [400, { quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }, 'slow-down'],
    [409, { databaseError: 'CONCURRENT_MODIFICATION' }, 'not-sent'],
    [400, { campaignError: 'DUPLICATE_CAMPAIGN_NAME' }, 'refused'],
    [400, { requestError: 'UNSUPPORTED_VERSION' }, 'refused'],
    [400, { mutateError: 'RESOURCE_NOT_FOUND' }, 'gone'],
    [400, { contextError: 'OPERATION_NOT_PERMITTED_FOR_REMOVED_RESOURCE' }, 'gone'],
    [401, { authenticationError: 'OAUTH_TOKEN_EXPIRED' }, 'signed-out'],
    [401, { authenticationError: 'DEVELOPER_TOKEN_INVALID' }, 'forbidden'],
    [400, { authenticationError: 'CUSTOMER_NOT_FOUND' }, 'forbidden'],
    [403, { authorizationError: 'CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION' }, 'forbidden'],
    [404, { requestError: 'UNKNOWN' }, 'unknown'],
    [500, { internalError: 'TRANSIENT_ERROR' }, 'unknown'],
    [503, { internalError: 'INTERNAL_ERROR' }, 'unknown'],
    [504, { internalError: 'DEADLINE_EXCEEDED' }, 'unknown'],
  ] as const)('%i %o is %s', (status, errorCode, kind) => {
    const failure = googleFailure(answer(status, bodyOf(status, errorCode)), 'write', now);
    expect(failure).toMatchObject({ kind, code: Object.values(errorCode)[0], requestId: 'r-1' });
  });

  it('is never signed-out for one of the 17 authorization errors, and says what each is about', () => {
    expect(Object.keys(AUTHORIZATION_ERRORS)).toHaveLength(17);
    for (const [code, { concerns, sentence }] of Object.entries(AUTHORIZATION_ERRORS)) {
      const failure = googleFailure(answer(403, bodyOf(403, { authorizationError: code })), 'write', now);
      expect(failure).toMatchObject({
        kind: 'forbidden',
        code,
        concerns,
        message: `Google Ads: No. ${sentence}`,
      });
    }
  });

  it('is forbidden for a missing scope, which is about the consent, and signed-out for a bad token', () => {
    const bare = (code: number, reason: string) => ({
      error: { code, status: STATUS[code], message: 'No.', details: [{ reason }] },
    });
    const scope = googleFailure(answer(403, bare(403, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT')), 'write', now);
    expect(scope).toMatchObject({ kind: 'forbidden', concerns: 'consent' });
    const token = googleFailure(answer(401, bare(401, 'ACCESS_TOKEN_EXPIRED')), 'write', now);
    expect(token).toMatchObject({ kind: 'signed-out', code: 'ACCESS_TOKEN_EXPIRED' });
  });
});

it.each([
  ['RESOURCE_EXHAUSTED', 'DEVELOPER', '40591s', { scope: 'application', window: 'day' }, 40_591_000],
  ['RESOURCE_EXHAUSTED', 'ACCOUNT', undefined, { scope: 'account', window: 'unnamed' }, null],
  ['RESOURCE_TEMPORARILY_EXHAUSTED', 'ACCOUNT', '2.5s', { scope: 'account', window: 'unnamed' }, 2_500],
])('reads scope and delay of %s for the %s', (code, rateScope, retryDelay, limit, retryAfterMs) => {
  const body = bodyOf(429, { quotaError: code });
  const [detail] = body.error.details;
  Object.assign(detail?.errors[0] ?? {}, { details: { quotaErrorDetails: { rateScope, retryDelay } } });
  const failure = googleFailure(answer(429, body), 'write', now);
  expect(failure).toMatchObject({ kind: 'slow-down', code, limit, retryAfterMs });
});

it('reads the error of a stream out of its array', () => {
  const body = [bodyOf(400, { queryError: 'UNRECOGNIZED_FIELD' })];
  const failure = googleFailure(answer(400, body), 'read', now);
  expect(failure).toMatchObject({ kind: 'refused', code: 'UNRECOGNIZED_FIELD', message: 'Google Ads: No.' });
});

it.each(['read', 'write'] as const)(
  'a %s answered with a foreign body is unknown whatever its status',
  (effect: Effect) => {
    fc.assert(
      fc.property(
        foreignAnswers(JSON.stringify(bodyOf(404, { mutateError: 'RESOURCE_NOT_FOUND' }))),
        (foreign) => {
          const failure = googleFailure(foreign, effect, now);
          expect(failure).toMatchObject({ kind: 'unknown', effect, leavesDoubt: effect === 'write' });
        },
      ),
      {
        numRuns: 1_000,
        examples: FOREIGN_BODIES.map((text) => [{ status: 404, headers: new Headers(), text }]),
      },
    );
  },
);

it('an answer whose body speaks of another status is not its own', () => {
  const body = bodyOf(404, { mutateError: 'RESOURCE_NOT_FOUND' });
  expect(googleFailure(answer(502, body), 'read', now).kind).toBe('unknown');
  expect(googleFailure(answer(307, bodyOf(307, {})), 'read', now).kind).toBe('unknown');
});
