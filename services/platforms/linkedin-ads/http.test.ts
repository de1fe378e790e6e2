import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { linkedInAdsHttp } from './http.ts';

it('reads every page of a finder and carries version, protocol and trace', async () => {
  const seen: { url: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers });
    const last = request.url?.includes('pageToken=p2') === true;
    response.end(
      JSON.stringify({
        elements: [{ id: seen.length, status: 'ACTIVE' }],
        metadata: last ? {} : { nextPageToken: 'p2' },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const http = linkedInAdsHttp(
    {
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest`,
      apiVersion: '202609',
      authorizeUrl: '',
      tokenUrl: '',
      revokeUrl: '',
      clientId: '',
      clientSecret: '',
      timeoutMs: 1000,
    },
    () => new Date(0),
  );
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const session = {
    account: '1',
    currency: 'USD',
    timeZone: 'UTC',
    traceparent,
    loginCustomerId: null,
    accessToken: () => Promise.resolve('token'),
  };
  expect(await http.findAll(session, '/adAccounts', { q: 'search' })).toMatchObject([{ id: 1 }, { id: 2 }]);
  expect(seen.map(({ url }) => url)).toEqual([
    '/rest/adAccounts?q=search&pageSize=500',
    '/rest/adAccounts?q=search&pageSize=500&pageToken=p2',
  ]);
  expect(seen[0]?.headers).toMatchObject({
    'linkedin-version': '202609',
    'x-restli-protocol-version': '2.0.0',
    authorization: 'Bearer token',
    traceparent,
  });
  server.close();
  server.closeAllConnections();
});
