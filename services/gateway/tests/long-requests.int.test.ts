import { request } from 'node:http';
import { expect, it } from 'vitest';
import { stackForTest } from '../../../tests/support/stack.ts';

const BRIEF = JSON.stringify({
  product: 'Acme CRM',
  description: 'A CRM that keeps every customer conversation in one place.',
  audience: 'Sales managers',
  landingPageUrl: 'https://www.example.com/',
  objective: 'leads',
  platforms: ['google-ads'],
  locations: ['US'],
  languages: ['en'],
});

/** Sends the first half of a body, waits, and sends the rest. */
function slowly(url: string, authorization: string, body: string, pauseMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const half = Math.floor(body.length / 2);
    const sent = request(url, {
      method: 'POST',
      headers: {
        authorization,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.write(body.slice(0, half));
    setTimeout(() => sent.end(body.slice(half)), pauseMs);
  });
}

it(
  "is not cut by the bus's time limit while a client sends or waits: that limit is for calls",
  { timeout: 20_000 },
  async () => {
    const stack = await stackForTest({ services: ['gateway', 'ai'] });
    const { authorization } = stack.person('owner');
    expect(await slowly(`${stack.url}/api/ai/campaign-structures`, authorization, BRIEF, 5_600)).toBe(200);
  },
);
