import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

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

export async function startMeddlingProxy(): Promise<MeddlingProxy> {
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
