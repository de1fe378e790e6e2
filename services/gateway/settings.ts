import { z } from 'zod';
import { defineSettings, list, port, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { listening } from '../../mixins/node-settings.ts';

/** The settings of the gateway: its port, CORS, trusted proxies, request limits, and the Redis that counts requests. */
export const gatewaySettings = defineSettings({
  includes: [listening],
  shape: {
    API_GATEWAY_PORT: port(3000),
    BROKER_METRICS_PORT: port(3030),
    CORS_ORIGIN: list,
    TRUSTED_PROXY_HOPS: wholeNumber(0, 0),
    LIMIT_API_PER_MINUTE: wholeNumber(600),
    LIMIT_REGISTER_PER_MINUTE: wholeNumber(30),
    LIMIT_LOGIN_PER_MINUTE: wholeNumber(60),
    REDIS_URL: z.string().optional(),
    REDIS_HOST: z.string().optional(),
    REDIS_PORT: port(6379),
  },
  derive: ({ API_GATEWAY_PORT, REDIS_URL, REDIS_HOST, REDIS_PORT, ...values }) => ({
    ...values,
    port: API_GATEWAY_PORT,
    redisUrl: REDIS_URL ?? (REDIS_HOST ? `redis://${REDIS_HOST}:${REDIS_PORT}` : undefined),
  }),
});
export type GatewaySettings = ValuesOf<typeof gatewaySettings>;
