import { describe, expect, it } from 'vitest';
import { AppError, ERRORS, type ErrorCode } from '../../lib/errors.ts';
import { refusalOf, unservedAt } from './refuse.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

describe('a refusal', () => {
  it.each(codes)('%s has the status and the sentence of the catalogue', (code) => {
    const { title, status } = ERRORS[code];
    expect(refusalOf(new AppError(code))).toMatchObject({ code, status, title, detail: title });
  });

  it('tells the public detail and the faults, and nothing of the cause', () => {
    const errors = [{ path: 'name', code: 'FIELD_MISSING', message: 'Send a name.' }];
    const refusal = refusalOf(
      new AppError('REQUEST_INVALID', { detail: 'Look again.', errors }, new Error('secret')),
    );
    expect(refusal).toEqual({
      code: 'REQUEST_INVALID',
      status: 422,
      title: ERRORS.REQUEST_INVALID.title,
      detail: 'Look again.',
      errors,
    });
  });

  it('of an error that nobody expected is INTERNAL_ERROR, with the error for the log only', () => {
    const error = new TypeError('x is not a function');
    const { unexpected, ...told } = refusalOf(error);
    expect(told).toEqual({
      code: 'INTERNAL_ERROR',
      status: 500,
      title: ERRORS.INTERNAL_ERROR.title,
      detail: ERRORS.INTERNAL_ERROR.title,
    });
    expect(unexpected).toBe(error);
  });

  it.each(codes.filter((code) => [429, 503].includes(ERRORS[code].status)))(
    '%s says when to try again',
    (code) => {
      expect(refusalOf(new AppError(code)).retryAfterSeconds).toBe(2);
      expect(refusalOf(new AppError(code, { retryAfterSeconds: 0.2 })).retryAfterSeconds).toBe(1);
      expect(refusalOf(new AppError(code, { retryAfterSeconds: 30.1 })).retryAfterSeconds).toBe(31);
    },
  );
});

describe('what goes to the log of an error that nobody expected', () => {
  it('is its cause, where it has one', () => {
    const cause = new Error('the disk is full');
    expect(refusalOf(new AppError('INTERNAL_ERROR', {}, cause)).unexpected).toBe(cause);
  });

  it('is the error itself, where it has none', () => {
    const error = new AppError('INTERNAL_ERROR');
    expect(refusalOf(error).unexpected).toBe(error);
  });

  it.each(codes.filter((code) => ERRORS[code].status !== 500))('is nothing for %s', (code) => {
    expect(refusalOf(new AppError(code, {}, new Error('cause')))).not.toHaveProperty('unexpected');
  });
});

it.each(codes.filter((code) => ![429, 503].includes(ERRORS[code].status)))(
  '%s says when to try again only where the error does',
  (code) => {
    expect(refusalOf(new AppError(code))).not.toHaveProperty('retryAfterSeconds');
    expect(refusalOf(new AppError(code, { retryAfterSeconds: 5 })).retryAfterSeconds).toBe(5);
  },
);

describe('what is not served', () => {
  const why = unservedAt([
    { method: 'GET', path: '/api/campaigns/{id}' },
    { method: 'PUT', path: '/api/campaigns/{id}' },
    { method: 'GET', path: '/.well-known/jwks.json' },
    { method: 'GET', path: '/api/campaigns/{id}/ads/{ad}.json' },
    { method: 'GET', path: '/api/campaigns/{campaign}' },
  ]);

  it.each([
    '/api/campaigns',
    '/api/campaigns/1/plan',
    '/xwell-known/jwks.json',
    '/.well-known/jwksxjson',
    '',
    '/v1/api/campaigns/1',
    '/api/campaigns/',
    '/api/campaigns/1//',
  ])('at %s: there is nothing', (path) => {
    expect(why(path)).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' }, allowed: [] });
  });

  it('every parameter of a path is any text without a slash', () => {
    expect(why('/api/campaigns/1/ads/2.json').allowed).toEqual(['GET']);
    expect(why('/api/campaigns/1/ads/2/3.json').allowed).toEqual([]);
  });

  it.each(['/api/campaigns/1', '/api/campaigns/1/'])('at %s: only by these methods', (path) => {
    expect(why(path)).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' }, allowed: ['GET', 'PUT'] });
  });
});
