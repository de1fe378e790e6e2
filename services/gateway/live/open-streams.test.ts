import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { OpenStreams } from './open-streams.ts';

const response = (destroyed = false) =>
  Object.assign(new EventEmitter(), { destroyed }) as unknown as ServerResponse;
const refused = expect.objectContaining({ code: 'RATE_LIMIT_EXCEEDED' }) as Error;

it('a caller and an organisation hold so many streams open and no more; one that closes makes room', () => {
  const streams = new OpenStreams({ ofCaller: 2, ofOrganization: 3 });
  const first = response();
  streams.open('acme', 'ada', first);
  streams.open('acme', 'ada', response());
  expect(() => streams.open('acme', 'ada', response())).toThrow(refused);
  streams.open('acme', 'bob', response());
  expect(() => streams.open('acme', 'bob', response())).toThrow(refused);
  streams.open('other', 'ada', response()); // another organisation has room of its own
  first.emit('close');
  streams.open('acme', 'ada', response());
  expect(() => streams.open('acme', 'bob', response())).toThrow(refused);
});

it('a client who left already takes no room', () => {
  const streams = new OpenStreams({ ofCaller: 1, ofOrganization: 1 });
  streams.open('acme', 'ada', response(true));
  streams.open('acme', 'ada', response());
});
