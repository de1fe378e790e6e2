import { Errors } from 'moleculer';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../lib/errors.ts';
import { asAppError, invalidRequest, neverDispatched, toWire } from './wire-errors.ts';

describe('errors on the wire', () => {
  it('carry the code, the status and what may be told, and nothing else', () => {
    const wire = toWire(
      new AppError('VERSION_STALE', { detail: 'Read it again.' }, new Error('secret of ours')),
    );
    expect([wire.code, wire.type, wire.data]).toEqual([412, 'VERSION_STALE', { detail: 'Read it again.' }]);
    expect(JSON.stringify({ ...wire, stack: wire.stack })).not.toContain('secret of ours');
  });

  it('hide what nobody expected', () => {
    const wire = toWire(new Error('password=hunter2 at db.internal'));
    expect([wire.code, wire.type]).toEqual([500, 'INTERNAL_ERROR']);
    expect(`${wire.message}${wire.stack}`).not.toContain('hunter2');
  });

  it('mean the same after another node has sent them', () => {
    const there = toWire(
      new AppError('REQUEST_INVALID', { errors: [{ path: 'a', code: 'X', message: 'm' }] }),
    );
    const here = asAppError(
      Object.assign(new Error(there.message), {
        code: there.code,
        type: there.type,
        data: there.data as unknown,
      }),
    );
    expect([here.code, here.public.errors]).toEqual([
      'REQUEST_INVALID',
      [{ path: 'a', code: 'X', message: 'm' }],
    ]);
  });

  it('drop what a foreign node adds to them', () => {
    const here = asAppError({ type: 'VERSION_STALE', data: { detail: 5, errors: 'x', sql: 'SELECT 1' } });
    expect(here.public).toEqual({});
  });

  it.each([
    [new Errors.ServiceNotFoundError({ action: 'x' }), 'DEPENDENCY_UNAVAILABLE', 503],
    [new Errors.RequestTimeoutError({ action: 'x', nodeID: 'n' }), 'DEPENDENCY_UNAVAILABLE', 503],
    [new Errors.QueueIsFullError({ action: 'x', nodeID: 'n', size: 1, limit: 1 }), 'SERVICE_OVERLOADED', 503],
    [new TypeError('x'), 'INTERNAL_ERROR', 500],
    [undefined, 'INTERNAL_ERROR', 500],
  ])('are translated: %s', (error, code, status) => {
    const known = asAppError(error);
    expect([known.code, known.status]).toEqual([code, status]);
  });

  it('say whether a call was ever sent', () => {
    expect(neverDispatched(new Errors.ServiceNotFoundError({ action: 'x' }))).toBe(true);
    expect(neverDispatched(new Errors.RequestTimeoutError({ action: 'x', nodeID: 'n' }))).toBe(false);
  });
});

describe('faults of a request', () => {
  it('name each field with its path: unknown, missing and wrong', () => {
    const shape = z.strictObject({ a: z.strictObject({ b: z.int() }), c: z.string() });
    const error = shape.safeParse({ a: { b: 'x', extra: 1 } }).error;
    expect(error && invalidRequest(error).public.errors?.map((e) => [e.path, e.code])).toEqual(
      expect.arrayContaining([
        ['a.b', 'FIELD_INVALID'],
        ['a.extra', 'FIELD_UNKNOWN'],
        ['c', 'FIELD_MISSING'],
      ]),
    );
  });
});
