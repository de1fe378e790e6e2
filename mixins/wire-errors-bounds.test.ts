import { Errors } from 'moleculer';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../lib/errors.ts';
import { asAppError, invalidRequest, neverDispatched, toWire } from './wire-errors.ts';

const action = 'ai.write';
const nodeID = 'n';

describe('a failure of the bus', () => {
  it.each([
    new Errors.ServiceNotFoundError({ action }),
    new Errors.ServiceNotAvailableError({ action, nodeID }),
    new Errors.RequestTimeoutError({ action, nodeID }),
    new Errors.RequestSkippedError({ action, nodeID }),
    new Errors.RequestRejectedError({ action, nodeID }),
    new Errors.BrokerDisconnectedError('the bus is away'),
  ])('is a dependency that is away, to be asked again in two seconds: $type', (failure) => {
    expect(asAppError(failure)).toMatchObject({
      code: 'DEPENDENCY_UNAVAILABLE',
      public: { retryAfterSeconds: 2 },
      cause: failure,
    });
  });

  it.each([
    [new Errors.ServiceNotFoundError({ action }), true],
    [new Errors.ServiceNotAvailableError({ action, nodeID }), true],
    [new Errors.RequestTimeoutError({ action, nodeID }), false],
    [new Errors.RequestSkippedError({ action, nodeID }), false],
    [new Errors.RequestRejectedError({ action, nodeID }), false],
    [new Errors.BrokerDisconnectedError('the bus is away'), false],
    [undefined, false],
  ])('is repeated only when nothing was sent: %s → %s', (failure, repeated) => {
    expect(neverDispatched(failure)).toBe(repeated);
  });
});

it("an error on the wire has no stack: it would tell other nodes this one's files", () => {
  const wire = toWire(new AppError('VERSION_STALE', { detail: 'Read it again.' }));
  expect(wire.stack).toBe('VERSION_STALE: Read it again.');
});

describe('the faults of a request', () => {
  it('are fifty at most', () => {
    const { error } = z.array(z.int()).safeParse(Array.from({ length: 200 }, () => 'x'));
    expect(error && invalidRequest(error).public.errors).toHaveLength(50);
  });

  it('name an unknown field with a hundred characters at most', () => {
    const { error } = z.strictObject({}).safeParse({ ['n'.repeat(5_000)]: 1 });
    expect(error && invalidRequest(error).public.errors?.[0]?.path).toBe('n'.repeat(100));
  });
});
