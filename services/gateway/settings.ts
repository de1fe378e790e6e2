import { z } from 'zod';
import { defineSettings, list, port, wholeNumber, type ValuesOf } from '../../lib/settings.ts';
import { listening } from '../../mixins/node-settings.ts';

/**
 * The settings of the gateway: its port and certificate, CORS, trusted proxies, request limits, and the Redis that counts
 * requests. STREAMS_PER_CALLER and STREAMS_PER_ORGANIZATION bound the event streams open on one node. UPLOAD_MAX_MB is what a file may have as it is sent, UPLOAD_JSON_MAX_ROWS what a JSON body of figures (NDJSON has
 * any number), REPORT_FILE_MAX_ROWS what a spreadsheet or Parquet file, which is made in memory, whole.
 */
export const gatewaySettings = defineSettings({
  includes: [listening],
  shape: {
    API_GATEWAY_PORT: port(3000),
    BROKER_METRICS_PORT: port(3030),
    CORS_ORIGIN: list,
    TRUSTED_PROXY_HOPS: wholeNumber(0, 0),
    TLS_CERT_FILE: z.string().optional(),
    TLS_KEY_FILE: z.string().optional(),
    HTTP_REDIRECT_PORT: port(0),
    CONNECTIONS_PER_ADDRESS: wholeNumber(2_000, 0),
    LIMIT_API_PER_MINUTE: wholeNumber(600),
    LIMIT_REGISTER_PER_MINUTE: wholeNumber(30),
    LIMIT_LOGIN_PER_MINUTE: wholeNumber(60),
    LIMIT_STOP_PER_MINUTE: wholeNumber(120),
    STREAMS_PER_CALLER: wholeNumber(50),
    STREAMS_PER_ORGANIZATION: wholeNumber(500),
    UPLOAD_MAX_MB: wholeNumber(512),
    UPLOAD_JSON_MAX_ROWS: wholeNumber(50_000),
    REPORT_FILE_MAX_ROWS: wholeNumber(50_000),
    REDIS_URL: z.string().optional(),
    REDIS_HOST: z.string().optional(),
    REDIS_PORT: port(6379),
  },
  checkProduction: ({ TLS_CERT_FILE, TLS_KEY_FILE }) =>
    (TLS_CERT_FILE === undefined) === (TLS_KEY_FILE === undefined)
      ? []
      : ['TLS_CERT_FILE and TLS_KEY_FILE: one is of no use without the other'],
  derive: ({
    API_GATEWAY_PORT,
    TLS_CERT_FILE,
    TLS_KEY_FILE,
    REDIS_URL,
    REDIS_HOST,
    REDIS_PORT,
    ...values
  }) => ({
    ...values,
    streams: { ofCaller: values.STREAMS_PER_CALLER, ofOrganization: values.STREAMS_PER_ORGANIZATION },
    certificate: certificateOf(TLS_CERT_FILE, TLS_KEY_FILE),
    // behind a proxy every connection comes from the proxy
    connectionsPerNetwork: values.TRUSTED_PROXY_HOPS > 0 ? 0 : values.CONNECTIONS_PER_ADDRESS,
    port: API_GATEWAY_PORT,
    exchange: {
      uploadBytes: values.UPLOAD_MAX_MB * 1024 * 1024,
      jsonRows: values.UPLOAD_JSON_MAX_ROWS,
      fileRows: values.REPORT_FILE_MAX_ROWS,
    },
    redisUrl: REDIS_URL ?? (REDIS_HOST ? `redis://${REDIS_HOST}:${REDIS_PORT}` : undefined),
  }),
});
export type GatewaySettings = ValuesOf<typeof gatewaySettings>;

/** With half of it the gateway fails at start; it never falls back to plain HTTP. */
function certificateOf(certFile: string | undefined, keyFile: string | undefined) {
  if (certFile === undefined && keyFile === undefined) return undefined;
  return { certFile: certFile ?? '', keyFile: keyFile ?? '' };
}
