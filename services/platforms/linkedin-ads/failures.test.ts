import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOREIGN_BODIES, foreignAnswers } from '../fixtures/foreign-answers.ts';
import { linkedInFailure, type Addressed } from './failures.ts';

const answer = (status: number, body: object) => ({
  status,
  headers: new Headers(),
  text: JSON.stringify({ status, message: 'No.', ...body }),
});
const now = new Date(0);
const entityWrite = { effect: 'write', addressed: 'entity' } as const;

describe("a write that LinkedIn answers in LinkedIn's own shape", () => {
  it.each([
    [400, { code: 'FIELD_VALUE_TOO_LOW' }, 'refused'],
    [400, { serviceErrorCode: 100 }, 'refused'],
    [401, { code: 'INVALID_ACCESS_TOKEN', serviceErrorCode: 65600 }, 'signed-out'],
    [401, { serviceErrorCode: 65601 }, 'signed-out'],
    [401, { code: 'EXPIRED_ACCESS_TOKEN' }, 'signed-out'],
    [401, { code: 'UNAUTHORIZED', serviceErrorCode: 0 }, 'forbidden'],
    [403, { code: 'ACCESS_DENIED' }, 'forbidden'],
    [403, { code: 'NO_PERMISSION_ON_ENTITY' }, 'forbidden'],
    [404, { code: 'NOT_FOUND' }, 'gone'],
    [404, { code: 'RESOURCE_NOT_FOUND' }, 'gone'],
    [404, { code: 'RESOURCE_NOT_FOUND', message: 'No virtual resource found' }, 'unknown'],
    [408, { code: 'REQUEST_TIMEOUT' }, 'unknown'],
    [409, { code: 'CONFLICT' }, 'refused'],
    [426, { code: 'NONEXISTENT_VERSION' }, 'refused'],
    [429, { code: 'TOO_MANY_REQUESTS' }, 'slow-down'],
    [500, { serviceErrorCode: 0 }, 'unknown'],
    [501, { code: 'NOT_IMPLEMENTED' }, 'refused'],
    [503, { serviceErrorCode: 0 }, 'unknown'],
  ] as const)('%i %o is %s', (status, body, kind) => {
    expect(linkedInFailure(answer(status, body), entityWrite, now).kind).toBe(kind);
  });

  it.each([
    ['write', 'collection', 'not-sent'],
    ['read', 'collection', 'unknown'],
    ['read', 'entity', 'gone'],
  ] as const)('a 404 to a %s of a %s is %s: only an entity is gone', (effect, addressed, kind) => {
    const failure = linkedInFailure(answer(404, { code: 'NOT_FOUND' }), { effect, addressed }, now);
    expect(failure).toMatchObject({ kind, code: 'NOT_FOUND', message: 'LinkedIn Ads: No.' });
  });

  it('says what a forbidden answer is about', () => {
    const about = (code: string) => linkedInFailure(answer(403, { code }), entityWrite, now).concerns;
    expect(['ACCESS_DENIED', 'NO_PERMISSION_ON_ENTITY', 'SOMETHING_NEW'].map(about)).toEqual([
      'consent',
      'object',
      'object',
    ]);
  });
});

it.each([
  ['APPLICATION_AND_MEMBER DAY', { scope: 'application-and-member', window: 'day' }],
  ['APPLICATION MINUTE', { scope: 'application', window: 'minute' }],
  ['MEMBER SECOND', { scope: 'member', window: 'second' }],
  ['MEMBER YEAR', { scope: 'account', window: 'unnamed' }],
])('reads the %s limit out of the sentence', (words, limit) => {
  const message = `Resource level throttle ${words} limit for calls to this resource is reached.`;
  const failure = linkedInFailure(answer(429, { code: 'TOO_MANY_REQUESTS', message }), entityWrite, now);
  expect(failure).toMatchObject({ kind: 'slow-down', limit });
  expect(linkedInFailure(answer(403, { code: 'ACCESS_DENIED', message }), entityWrite, now).limit).toBeNull();
});

it.each([
  ['read', 'entity'],
  ['read', 'collection'],
  ['write', 'entity'],
  ['write', 'collection'],
] as const)(
  'a %s of a %s answered with a foreign body is unknown whatever its status',
  (effect, addressed: Addressed) => {
    const genuine = JSON.stringify({ status: 404, code: 'NOT_FOUND', message: 'Not Found' });
    fc.assert(
      fc.property(foreignAnswers(genuine), (foreign) => {
        const failure = linkedInFailure(foreign, { effect, addressed }, now);
        expect(failure).toMatchObject({ kind: 'unknown', effect, leavesDoubt: effect === 'write' });
      }),
      {
        numRuns: 1_000,
        examples: FOREIGN_BODIES.map((text) => [{ status: 404, headers: new Headers(), text }]),
      },
    );
  },
);

it('an answer whose body speaks of another status is not its own', () => {
  const text = JSON.stringify({ status: 404, code: 'NOT_FOUND', message: 'Not Found' });
  for (const status of [200, 302, 403, 502])
    expect(linkedInFailure({ status, headers: new Headers(), text }, entityWrite, now).kind).toBe('unknown');
});
