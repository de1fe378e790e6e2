import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { until } from '../../../client/testing/until.ts';
import { factContracts } from '../../../contracts/analytics/facts.ts';
import { newsContracts, type News } from '../../../contracts/analytics/news.ts';
import { addDays, dayOf } from '../../../lib/time.ts';
import {
  metricRow,
  startAnalytics,
  type AnalyticsStack,
  type Person,
} from '../../analytics/tests/campaign-stand-in.ts';

const CLIENTS = 1_000;
const BYTES_OF_CLIENT = 64 * 1024;
const today = dayOf(new Date());

let stack: AnalyticsStack;
let person: Person;
let spring: string;
const open: Live[] = [];

beforeAll(async () => {
  const env = {
    LIMIT_API_PER_MINUTE: '100000',
    CONNECTIONS_PER_ADDRESS: '0',
    STREAMS_PER_CALLER: '2000',
    STREAMS_PER_ORGANIZATION: '2000',
  };
  stack = await startAnalytics({ services: ['gateway', 'analytics'], env });
});
afterAll(async () => {
  for (const live of open) live.socket.destroy();
  await stack.stop();
});
beforeEach(() => {
  person = stack.person('analyst');
  spring = stack.campaigns.add(person.organizationId);
});

type Live = { socket: Socket; text: () => string; news: () => News[] };

/** Opens a stream on a bare connection, which costs this process little. */
function follow(as: Person, headers: Record<string, string> = {}): Live {
  const { hostname, port } = new URL(stack.url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  const lines = Object.entries({ authorization: as.authorization, ...headers }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  );
  socket.write(`GET /api/analytics/events HTTP/1.1\r\nhost: here\r\n${lines.join('')}\r\n`);
  const live = {
    socket,
    text: () => text,
    news: () =>
      [...text.matchAll(/^event: news\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as News),
  };
  open.push(live);
  return live;
}
const begun = (live: Live) => until(live.news, (news) => news.length > 0);
const send = (date: string, clicks: number, as = person) =>
  stack.call(factContracts.ingest, { rows: [metricRow(spring, date, { clicks })] }, as);
const daysOf = (live: Live) =>
  live.news().flatMap(({ figures }) => figures.flatMap(({ days }) => days ?? []));

it('a change of figures is pushed to whoever may read them, with its campaign and day, and to no other organisation', async () => {
  const live = follow(stack.person('viewer', person.organizationId));
  const stranger = follow(stack.person('viewer'));
  await Promise.all([live, stranger].map(begun));
  const sentAt = Date.now();
  await send(addDays(today, -3), 7);
  await until(
    () => daysOf(live),
    (days) => days.length > 0,
  );
  process.stdout.write(`pushed after ${Date.now() - sentAt} ms\n`);
  expect(daysOf(live)).toContainEqual({ campaignId: spring, date: addDays(today, -3) });
  expect(daysOf(stranger)).toEqual([]);
});

it('whoever comes back with the id of the last event is told what happened meanwhile, and nothing twice', async () => {
  const first = follow(person);
  await begun(first);
  await send(addDays(today, -3), 7);
  await until(
    () => daysOf(first),
    (days) => days.length > 0,
  );
  first.socket.destroy();
  const last = first.news().at(-1)?.last ?? 0;
  await send(addDays(today, -2), 8);
  const again = follow(person, { 'last-event-id': String(last) });
  await until(
    () => daysOf(again),
    (days) => days.length > 0,
  );
  const told = daysOf(again).map(({ date }) => date);
  expect(told).toContain(addDays(today, -2));
  expect(told).not.toContain(addDays(today, -3));
  const lost = follow(person, { 'last-event-id': '999999' });
  expect(await begun(lost)).toMatchObject([{ missed: true, figures: [] }]);
});

it('an alert that opens is pushed, and the same as a plain answer', async () => {
  const live = follow(person);
  await begun(live);
  await send(addDays(today, -6), 7);
  const news = await until(live.news, (all) => all.some(({ alerts }) => alerts.length > 0));
  const alert = news.flatMap(({ alerts }) => alerts).at(0);
  expect(alert).toMatchObject({ code: 'FIGURES_OLD', state: 'open', campaignId: spring, spentMicros: null });
  const plain = await stack.call(newsContracts.news, { after: 0 }, person);
  expect(plain.alerts.map(({ id }) => id)).toContain(alert?.id);
});

it(`${CLIENTS} clients on a node take less than 64 KB each, all are told, and one that takes nothing keeps nobody waiting`, async () => {
  const memory = () => {
    globalThis.gc?.();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  await begun(follow(person));
  const before = memory();
  const clients: Live[] = [];
  for (let i = 0; i < CLIENTS; i += 100) {
    const some = Array.from({ length: 100 }, () => follow(person));
    clients.push(...some);
    await Promise.all(some.map(begun));
  }
  const bytes = (memory() - before) / CLIENTS;
  process.stdout.write(
    `${Math.round(bytes / 1024)} KB a client, this test's own end of the connection included\n`,
  );
  expect(bytes).toBeLessThan(BYTES_OF_CLIENT);
  clients[0]?.socket.pause();
  const sentAt = Date.now();
  await send(addDays(today, -1), 9);
  await until(
    () => clients.slice(1).filter((live) => daysOf(live).length === 0).length,
    (left) => left === 0,
  );
  process.stdout.write(`all were told after ${Date.now() - sentAt} ms\n`);
}, 60_000);
