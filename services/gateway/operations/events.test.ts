import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import type { Operation } from '../../../contracts/campaign/publishing.ts';
import { POLL_MS, streamOperation } from './events.ts';
import { SharedLooks } from './shared-looks.ts';
import type { Exchange } from '../exchange/exchange.ts';

const AT = '2026-11-22T10:00:00.000Z';
const operation = (status: Operation['status'], updatedAt = AT): Operation => ({
  id: '01a205e7-b570-775d-9c70-124a94ac0380',
  kind: 'publish',
  campaignId: '01a205e7-b4e1-7131-9db9-d70cf57f47f5',
  status,
  progress: { done: 0, total: 2, step: status },
  error: null,
  result: null,
  createdAt: AT,
  updatedAt,
});

/** Streams these states, one a look, and gives what was written. */
async function streamed(states: Operation[], lastEventId?: string): Promise<string> {
  const left = [...states];
  let text = '';
  const ended = new Promise<void>((resolve) => {
    const response = {
      destroyed: false,
      writeHead: () => undefined,
      write: (chunk: string) => (text += chunk),
      end: () => resolve(),
    } as unknown as ServerResponse;
    const request = {
      headers: lastEventId ? { 'last-event-id': lastEventId } : {},
    } as unknown as IncomingMessage;
    const call = (async () => (left.length > 1 ? left.shift() : left[0])) as unknown as Exchange['call'];
    void streamOperation({
      request,
      response,
      query: {},
      path: { id: 'x' },
      call,
      stopping: () => false,
      requireSameCaller: async () => undefined,
      holdStream: () => undefined,
      inShare: <T>(work: () => Promise<T>) => work(),
      looks: new SharedLooks(POLL_MS),
      organizationId: 'acme',
    } as unknown as Exchange);
  });
  await ended;
  return text;
}

const statuses = (text: string) => [...text.matchAll(/"status":"(\w+)"/g)].map((m) => m[1]);

it('tells every change, also two within one millisecond, and ends with the operation', async () => {
  const text = await streamed([
    operation('pending'),
    operation('pending'),
    operation('running'),
    operation('succeeded'),
  ]);
  expect(statuses(text)).toEqual(['pending', 'running', 'succeeded']);
});

it('goes on after the last event that the client saw', async () => {
  const later = '2026-11-22T10:00:01.000Z';
  const text = await streamed([operation('running'), operation('succeeded', later)], String(Date.parse(AT)));
  expect(statuses(text)).toEqual(['succeeded']);
});
