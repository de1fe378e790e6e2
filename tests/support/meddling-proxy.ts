import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Platform } from '../../contracts/values.ts';

/** An answer in the vendor's place; `hang` never answers. */
export type Meddling = { status: number; type: string; body: string } | 'hang';
type Asked = { method: string; path: string; body: string };

/** A proxy that stands between the product and a simulator, and answers some requests itself. */
export type MeddlingProxy = {
  url: string;
  /** Where requests go; set before the first one. */
  target: string;
  /** What to answer instead of the simulator; null lets a request pass. */
  meddle: (asked: Asked) => Meddling | null;
  /** What was asked so far. */
  asked: Asked[];
  close: () => Promise<void>;
};

async function startMeddlingProxy(): Promise<MeddlingProxy> {
  const server = createServer((request, response) => void pass(proxy, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: MeddlingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    meddle: () => null,
    asked: [],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

async function pass(proxy: MeddlingProxy, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const { method = 'GET', url: path = '/' } = request;
  proxy.asked.push({ method, path, body });
  const instead = proxy.meddle({ method, path, body });
  if (instead === 'hang') return;
  if (instead) {
    response.writeHead(instead.status, { 'content-type': instead.type }).end(instead.body);
    return;
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => name !== 'host' && name !== 'connection'),
  ) as Record<string, string>;
  const init = { method, headers, redirect: 'manual' as const };
  const answer = await fetch(`${proxy.target}${path}`, body === '' ? init : { ...init, body }).catch(
    () => null,
  );
  if (!answer) return void response.destroy();
  const text = await answer.text();
  const back = Object.fromEntries(
    [...answer.headers].filter(
      ([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name),
    ),
  );
  response.writeHead(answer.status, back).end(text);
}

/** The page of a proxy that knows no such address: no word of any vendor. */
export const HTML_404: Meddling = {
  status: 404,
  type: 'text/html',
  body: '<html><head><title>404 Not Found</title></head><body>nginx</body></html>',
};

/** Google's daily limit, for eleven hours. */
export const GOOGLE_DAY_LIMIT: Meddling = {
  status: 429,
  type: 'application/json',
  body: JSON.stringify({
    error: {
      code: 429,
      status: 'RESOURCE_EXHAUSTED',
      message: 'Too many requests.',
      details: [
        {
          '@type': 'type.googleapis.com/google.ads.googleads.v26.errors.GoogleAdsFailure',
          errors: [
            {
              errorCode: { quotaError: 'RESOURCE_EXHAUSTED' },
              message: 'Too many requests.',
              details: {
                quotaErrorDetails: { rateScope: 'DEVELOPER', rateName: 'Ops', retryDelay: '40591s' },
              },
            },
          ],
          requestId: 'r',
        },
      ],
    },
  }),
};

type Vendor = { url: string; objects: { reset(): Promise<void> } };

/** Proxies between a product and the simulators of both platforms. */
export type MeddledPlatforms = {
  proxies: Record<Platform, MeddlingProxy>;
  /** Settings with which the product finds the platforms behind the proxies. */
  env: Record<string, string>;
  /** Says where the simulators are, before the first request. */
  lead: (stack: { google: Vendor; linkedIn: Vendor }) => void;
  /** Lets everything pass again, and empties the simulators. */
  reset: () => Promise<void>;
  close: () => Promise<void>;
};

export async function startMeddledPlatforms(): Promise<MeddledPlatforms> {
  const [google, linkedIn] = await Promise.all([startMeddlingProxy(), startMeddlingProxy()]);
  const both = [google, linkedIn];
  let vendors: Vendor[] = [];
  return {
    proxies: { 'google-ads': google, 'linkedin-ads': linkedIn },
    env: { GOOGLE_ADS_URL: google.url, LINKEDIN_ADS_URL: linkedIn.url },
    lead: (stack) => {
      google.target = stack.google.url;
      linkedIn.target = stack.linkedIn.url;
      vendors = [stack.google, stack.linkedIn];
    },
    reset: async () => {
      for (const proxy of both) proxy.meddle = () => null;
      await Promise.all(vendors.map(({ objects }) => objects.reset()));
    },
    close: async () => {
      await Promise.all(both.map((proxy) => proxy.close()));
    },
  };
}
