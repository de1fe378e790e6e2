import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inRounds } from './rounds.ts';

const requestOf = (client: string | undefined, number: number) =>
  ({
    headers: client === undefined ? {} : { authorization: client },
    socket: { remoteAddress: '192.0.2.1' },
    url: `/${number}`,
  }) as unknown as IncomingMessage;
const response = (destroyed = false) => ({ destroyed }) as ServerResponse;

function room() {
  const begun: string[] = [];
  const handle = inRounds(({ headers, url }) => {
    begun.push(`${headers.authorization ?? 'stranger'}${url}`);
  });
  const send = (client: string | undefined, number: number, gone = false) =>
    handle(requestOf(client, number), response(gone));
  return { begun, send };
}

it('a client that sends few requests waits for nothing', () => {
  const { begun, send } = room();
  for (const number of [1, 2, 3, 4]) send('quiet', number);
  expect(begun).toEqual(['quiet/1', 'quiet/2', 'quiet/3', 'quiet/4']);
});

it('of hundreds that one client sends at once four are begun before the loop turns, and others come between', async () => {
  const { begun, send } = room();
  for (let number = 0; number < 300; number += 1) send('loud', number);
  send('quiet', 1);
  send(undefined, 1);
  expect(begun).toEqual(['loud/0', 'loud/1', 'loud/2', 'loud/3', 'quiet/1', 'stranger/1']);
  await setImmediate();
  expect(begun.slice(6)).toEqual(['loud/4', 'loud/5', 'loud/6', 'loud/7']);
  send('quiet', 2);
  expect(begun.at(-1)).toBe('quiet/2');
});

it('every request is begun, each client’s in the order in which it came, but those of clients that have gone', async () => {
  const { begun, send } = room();
  for (let number = 0; number < 50; number += 1) send('loud', number, number === 30);
  for (let turns = 0; turns < 20; turns += 1) await setImmediate();
  const kept = Array.from({ length: 50 }, (_, number) => number).filter((number) => number !== 30);
  expect(begun).toEqual(kept.map((number) => `loud/${number}`));
  send('loud', 51);
  expect(begun.at(-1)).toBe('loud/51');
});
