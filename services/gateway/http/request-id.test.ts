import { expect, it } from 'vitest';
import { requestWith } from '../testing/request.ts';
import { requestIdOf } from './request-id.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const idWith = (headers: Record<string, string>) => requestIdOf(requestWith([], headers));

it("is the trace id of the client's traceparent, before any other", () => {
  expect(idWith({ traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'x-request-id': 'mine-12345' })).toBe(
    TRACE,
  );
});

it.each(['mine-1234', 'A'.repeat(64)])('is the id that the client gives (%s)', (given) => {
  expect(idWith({ 'x-request-id': given })).toBe(given);
});

it.each([
  { 'x-request-id': 'short-1' },
  { 'x-request-id': 'A'.repeat(65) },
  { 'x-request-id': 'with spaces in it' },
  { 'x-request-id': 'a-line\nin-the-log' },
  { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
  { traceparent: `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01` },
  { traceparent: `x00-${TRACE}-00f067aa0ba902b7-01` },
  {},
])('is a new one where the client gives none that is harmless (%j)', (headers: Record<string, string>) => {
  const id = idWith(headers);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(idWith(headers)).not.toBe(id);
});
