import { expect, it } from 'vitest';
import { serverEvents } from './server-events.ts';

const read = async (pieces: readonly string[]) => {
  const bytes = pieces.map((piece) => new TextEncoder().encode(piece));
  const stream = (async function* () {
    yield* bytes;
  })();
  const events = [];
  for await (const event of serverEvents(stream)) events.push(event);
  return events;
};

it('come whole however the bytes are cut; comments and retry say nothing', async () => {
  const text =
    'retry: 2000\n\nid: 7\nevent: operation\ndata: {"a":1}\n\n: still here\n\ndata: x\r\ndata: y\r\n\r\n';
  const events = [
    { id: '7', event: 'operation', data: '{"a":1}' },
    { id: null, event: 'message', data: 'x\ny' },
  ];
  expect(await read([text])).toEqual(events);
  expect(await read([...text])).toEqual(events);
  expect(await read(['data: cut off'])).toEqual([]);
});
