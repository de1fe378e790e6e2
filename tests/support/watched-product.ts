import { connect as connectNats } from 'nats';
import { Redis } from 'ioredis';
import { freePort } from '@sip/local-servers/free-port';
import { obtainRedisServer, startRedis } from '@sip/local-servers/redis';
import { startCluster, type Cluster } from './cluster.ts';
import { PLACES, type Catch, type Place } from './canaries.ts';
import { dumpDatabases } from './database-dump.ts';
import { startOpenBus } from './test-bus.ts';
import { startTextSink } from './text-sink.ts';

export type WatchedProduct = {
  cluster: Cluster;
  /** Everything that can be read anywhere by now. */
  caught(): Promise<Catch>;
  /** Puts a text at a place on the way on which the product's own would come there. */
  plant(place: Place, text: string): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The product as a process a service, watched from outside: logs at their most talkative, every request traced, a sniffer on an
 * open bus, Redis where there is one, and dumps of all databases.
 */
export async function startWatchedProduct(nats: string): Promise<WatchedProduct> {
  const redisBinary = await obtainRedisServer();
  const [sink, redis, brokerPort] = await Promise.all([
    startTextSink(),
    redisBinary ? startRedis(redisBinary) : null,
    freePort(),
  ]);
  const settings = {
    LOG_LEVEL: 'debug',
    TRACE_SAMPLE_RATIO: '1',
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    TRUSTED_PROXY_HOPS: '1',
    BROKER_METRICS_PORT: String(brokerPort),
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  const bus = await startOpenBus(nats);
  const sniffer = await connectNats({ servers: bus.url });
  const heard: string[] = [];
  sniffer.subscribe('>', {
    callback: (_error, message) => heard.push(message.subject, Buffer.from(message.data).toString('latin1')),
  });
  await sniffer.flush();
  const cluster = await startCluster(nats, [], settings, () => Promise.resolve(bus));
  const counters = redis ? new Redis(redis.url) : null;
  const pages = () => [
    ...cluster.nodes.map(({ port }) => `http://127.0.0.1:${port}/metrics`),
    `http://127.0.0.1:${brokerPort}/metrics`,
  ];
  const planted: Partial<Record<Place, string>> = {};
  return {
    cluster,
    caught: async () => ({
      ...((await dumpDatabases(cluster.databases)) as Catch),
      logs: cluster.nodes.map((node) => node.output()).join('\n') + (planted.logs ?? ''),
      traces: sink.text(),
      metrics: (await Promise.all(pages().map(textOf))).join('\n') + (planted.metrics ?? ''),
      bus: heard.join('\n'),
      redis: counters ? await everythingIn(counters) : '',
      mails: JSON.stringify(cluster.sandbox.mail.messages()),
    }),
    async plant(place, text) {
      if (place === 'bus') sniffer.publish('MOL-sip.EVENT.planted', Buffer.from(text));
      else if (place === 'traces') await fetch(sink.url, { method: 'POST', body: text });
      else if (place === 'redis' && counters) await counters.set('planted', text);
      else if (place === 'logs' || place === 'metrics') planted[place] = `\n${text}\n`;
      await sniffer.flush();
    },
    stop: async () => {
      await sniffer.close();
      counters?.disconnect();
      await cluster.stop();
      await Promise.all([redis?.stop(), sink.close()]);
    },
  };
}

/** The places at which `plant` can put something. */
export const PLANTABLE = PLACES.filter((place) =>
  ['logs', 'metrics', 'bus', 'traces', 'redis'].includes(place),
);

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.text();
}

async function everythingIn(redis: Redis): Promise<string> {
  const keys = await redis.keys('*');
  const values = await Promise.all(keys.map((key) => valueOf(redis, key)));
  return keys.map((key, index) => `${key} ${values[index]}`).join('\n');
}

/** A value as its words; DUMP would show it compressed. @throws Error for a kind of value that nobody reads here */
async function valueOf(redis: Redis, key: string): Promise<string> {
  const kind = await redis.type(key);
  if (kind === 'string') return (await redis.get(key)) ?? '';
  if (kind === 'hash') return JSON.stringify(await redis.hgetall(key));
  if (kind === 'none') return ''; // it has expired meanwhile
  throw new Error(`${key} in Redis is a ${kind}: read it too`);
}
