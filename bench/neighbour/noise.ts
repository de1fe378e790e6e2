import { parentPort, workerData } from 'node:worker_threads';
import autocannon from 'autocannon';
import { metricsBody } from './metrics-body.ts';
import type { Noise, NoiseOrder } from './start-noise.ts';

const LIST_CONNECTIONS = 100;
const UPLOAD_CONNECTIONS = 8;
const LISTS = [
  '/api/campaigns?limit=100',
  '/api/analytics/dashboard',
  '/api/recommendations',
  '/api/members',
];

/** Half of the keys send metrics, the others ask for lists; both go on when they are refused. */
const { url, keys, campaignId, perSecond, seconds } = workerData as NoiseOrder;
const half = Math.floor(keys.length / 2);
const body = metricsBody(campaignId);
const common = { url, duration: seconds, timeout: 60 };

const [lists, uploads] = await Promise.all([
  autocannon({
    ...common,
    connections: LIST_CONNECTIONS,
    overallRate: perSecond,
    requests: keys
      .slice(half)
      .flatMap((key) =>
        LISTS.map((path) => ({ method: 'GET', path, headers: { authorization: `Bearer ${key}` } })),
      ),
  }),
  autocannon({
    ...common,
    connections: UPLOAD_CONNECTIONS,
    requests: keys.slice(0, half).map((key) => ({
      method: 'POST',
      path: '/api/analytics/metrics',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })),
  }),
]);

const counts = ({ statusCodeStats, errors }: typeof lists) => ({
  ...Object.fromEntries(Object.entries(statusCodeStats).map(([status, { count }]) => [status, count])),
  ...(errors > 0 ? { 'no answer': errors } : {}),
});
const noise: Noise = { lists: counts(lists), uploads: counts(uploads) };
parentPort?.postMessage(noise);
