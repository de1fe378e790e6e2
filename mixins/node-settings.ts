import { z } from 'zod';
import { SERVICES } from '../contracts/permissions.ts';
import { defineSettings, list, port, type ValuesOf } from '../lib/settings.ts';
import { speaksTls } from './bus/address.ts';
import { NODE_NAME } from './node-id.ts';

/** The address (`host`) on which a node listens. */
export const listening = defineSettings({
  shape: { HOST: z.string().optional() },
  derive: ({ HOST }, production) => ({ host: HOST ?? (production ? '0.0.0.0' : '127.0.0.1') }),
});
export type ListeningSettings = ValuesOf<typeof listening>;

/** The product's public address (`publicUrl`), for services that write it into links; by default the gateway's. */
export const publicAddress = defineSettings({
  shape: { PUBLIC_URL: z.url().optional(), API_GATEWAY_PORT: port(3000) },
  derive: ({ PUBLIC_URL, API_GATEWAY_PORT }) => ({
    publicUrl: PUBLIC_URL ?? `http://127.0.0.1:${API_GATEWAY_PORT}`,
  }),
});

/**
 * Whether a second factor is asked of everybody, for what their contracts say (`stepUpRequired`), or only of people who have
 * added one. Production asks everybody unless it is told otherwise.
 */
export const stepUpPolicy = defineSettings({
  shape: { STEP_UP: z.enum(['required', 'when_enrolled']).optional() },
  derive: ({ STEP_UP }, production) => ({
    stepUpRequired: STEP_UP === undefined ? production : STEP_UP === 'required',
  }),
});

/** The settings of every node, whichever services it runs. */
export const nodeSettings = defineSettings({
  includes: [listening],
  shape: {
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    SERVICES: list.pipe(z.array(z.enum(SERVICES))),
    NODE_ID: z.string().max(100).regex(NODE_NAME, 'letters, digits, - and _, with dots between').optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('warn'),
    NATS_URL: z.string().optional(),
    NATS_CA: z.string().optional(),
    NATS_NKEY: z.string().optional(),
    NATS_SERVER_NAME: z.string().optional(),
    SERVICE_KEYS: z.string().optional(),
    SERVICE_PUBLIC_KEYS: z.string().optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    TRACE_SAMPLE_RATIO: z.coerce.number().min(0).max(1).default(0.01),
  },
  secrets: ['SERVICE_KEYS', 'NATS_NKEY'],
  neededInProduction: ['SERVICE_KEYS', 'SERVICE_PUBLIC_KEYS', 'NATS_URL', 'NATS_NKEY'],
  checkProduction: ({ NATS_URL }) =>
    NATS_URL === undefined || speaksTls(NATS_URL)
      ? []
      : ['NATS_URL: production reaches the bus over TLS only (tls://host:port)'],
  derive: ({ SERVICES: selected, ...values }, production) => ({
    ...values,
    production,
    /** The services that this node runs: those that are named, or all of them. */
    services: selected.length > 0 ? selected : [...SERVICES],
  }),
});
export type NodeSettings = ValuesOf<typeof nodeSettings>;
