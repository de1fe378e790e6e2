import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { reportContracts } from '../contracts/analytics/reports.ts';
import { importContracts } from '../contracts/analytics/imports.ts';
import { contentContracts } from '../contracts/campaign/content.ts';
import { memberContracts } from '../contracts/auth/members.ts';
import { publicContracts } from '../contracts/routes.ts';
import { placesOf } from '../contracts/places.ts';
import type { PublicContract } from '../contracts/http.ts';
import type { Exchange } from '../services/gateway/exchange/exchange.ts';
import { paramsReader } from '../services/gateway/exchange/params.ts';
import { ClientFailure } from './failures.ts';
import { requestOf } from './request.ts';

describe('a request', () => {
  it('carries each parameter where its contract places it', () => {
    expect(
      requestOf(contentContracts.update, { id: 'a b', version: 3, campaign: { name: 'Spring' } }),
    ).toEqual({
      method: 'PUT',
      path: '/api/campaigns/a%20b',
      headers: { 'If-Match': '"3"' },
      json: '{"name":"Spring"}',
    });
    expect(requestOf(memberContracts.invite, { email: 'a@example.com', role: 'viewer' })).toEqual({
      method: 'POST',
      path: '/api/invitations',
      headers: {},
      json: '{"email":"a@example.com","role":"viewer"}',
    });
  });

  it('writes lists, parts of objects and JSON in the query, and leaves out what is not said', () => {
    const { path, json } = requestOf(reportContracts.performance, {
      groupBy: ['date', 'platform'],
      filter: { platform: ['google-ads'] },
      cursor: undefined,
    });
    expect([path, json]).toEqual([
      '/api/analytics/performance?groupBy=date%2Cplatform&platform=google-ads',
      undefined,
    ]);
    const columns = { date: 'Day & time' };
    const upload = requestOf(importContracts.commitImport, { fileName: 'a.csv', columns });
    expect(Object.fromEntries(new URLSearchParams(upload.path.split('?')[1]))).toEqual({
      fileName: 'a.csv',
      columns: JSON.stringify(columns),
    });
  });

  it.each(
    publicContracts.filter(({ http }) => http.media?.request === undefined).map((c) => [c.name, c] as const),
  )('of %s is read by the gateway as it was said', async (_name, contract) => {
    const asked = sampleFor(contract);
    const { path, headers, json } = requestOf(contract, asked);
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const [pathname = '', query = ''] = path.split('?');
    const exchange = {
      request: Object.assign(Readable.from([Buffer.from(json ?? '')]), {
        headers: {
          'content-type': 'application/json',
          ...(Object.fromEntries(lower) as Record<string, string>),
        },
      }),
      path: pathOf(contract, pathname),
      query: Object.fromEntries(new URLSearchParams(query)),
      address: '127.0.0.1',
    } as unknown as Exchange;
    const { connection } = contract.http;
    const read = await paramsReader(contract)(exchange);
    if (connection !== undefined) delete read[connection];
    expect(read).toEqual(asked);
  });
});

/** One value for every parameter that a client can send, of the kind that its place can carry. */
function sampleFor(contract: PublicContract): Record<string, unknown> {
  const { path, query, headers, body } = placesOf(contract);
  const asked: Record<string, unknown> = {};
  for (const name of path) asked[name] = `the ${name}/of it`;
  for (const { param, header } of headers) asked[param] = header === 'If-Match' ? 7 : 'a key of one request';
  for (const { name, within, form } of query) {
    const value = { text: `a & ${name}`, number: 7, list: ['one', 'two'], json: { of: name } }[form];
    if (within === undefined) asked[name] = value;
    else asked[within] = { ...(asked[within] as object | undefined), [name]: value };
  }
  if (body.kind === 'whole') asked[body.param] = { whole: true };
  if (body.kind === 'fields') for (const name of Object.keys(body.fields)) asked[name] = { field: name };
  return asked;
}

function pathOf({ http }: PublicContract, pathname: string): Record<string, string> {
  const parts = pathname.split('/');
  const named = http.path
    .split('/')
    .flatMap((part, i) =>
      part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(parts[i] ?? '')]] : [],
    );
  return Object.fromEntries(named) as Record<string, string>;
}

describe('a request that could not be what was meant', () => {
  it.each(['', '.', '..', 'a\ud800', undefined])('is not sent with %j in its path', (id) => {
    const asked = { id, campaign: {} } as never;
    expect(() => requestOf(contentContracts.update, asked)).toThrow(ClientFailure);
  });

  it('is not sent without a parameter that was said', () => {
    const asked = { id: 'a', campaing: {} };
    expect(() => requestOf(contentContracts.update, asked)).toThrow(
      'campaign.update has no parameter campaing',
    );
    expect(() => requestOf(reportContracts.performance, { platform: 'google-ads' })).toThrow(ClientFailure);
  });
});
