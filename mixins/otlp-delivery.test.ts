import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Span, Tracer } from 'moleculer';
import { expect, it, onTestFinished } from 'vitest';
import { OtlpExporter } from './otlp-exporter.ts';

type Body = { resourceSpans: { scopeSpans: { spans: { name: string }[] }[] }[] };

const span = (name: string, sampled = true): Span =>
  ({ id: 'a', traceID: 'b', name, type: 'action', startTime: 1, finishTime: 2, tags: {}, sampled }) as never;

/** A collector that answers with `status`, and the names of the spans of each request that it got. */
async function collector(status = 200) {
  const requests: string[][] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(text) as Body;
      requests.push(
        resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans.map((one) => one.name))),
      );
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

it('sends the spans of sampled requests only', async () => {
  const { url, requests } = await collector();
  const exporter = new OtlpExporter({ url });
  exporter.spanFinished(span('kept'));
  exporter.spanFinished(span('left out', false));
  await exporter.flush();
  await exporter.flush(); // nothing is left to send
  expect(requests).toEqual([['kept']]);
});

it('keeps five thousand spans while the collector is away and drops the oldest', async () => {
  const { url, requests } = await collector();
  const exporter = new OtlpExporter({ url, maxBatch: 10_000 });
  for (let i = 0; i <= 5_000; i += 1) exporter.spanFinished(span(`n${i}`));
  await exporter.flush();
  expect(requests.map((names) => [names.length, names[0], names.at(-1)])).toEqual([[5_000, 'n1', 'n5000']]);
});

it('tells of a collector that refuses', async () => {
  const { url } = await collector(503);
  const errors: unknown[] = [];
  const exporter = new OtlpExporter({ url, onError: (error) => errors.push(error) });
  exporter.spanFinished(span('refused'));
  await exporter.flush();
  expect(errors).toEqual([new Error('the collector answered 503')]);
});

it('sends by itself, and what is left when the node stops', async () => {
  const { url, requests } = await collector();
  const exporter = new OtlpExporter({ url, intervalMs: 20 });
  const tracer = { broker: {}, logger: {} } as unknown as Tracer;
  exporter.init(tracer);
  exporter.spanFinished(span('in time'));
  await expect.poll(() => requests).toEqual([['in time']]);
  exporter.spanFinished(span('last'));
  exporter.stop();
  await expect.poll(() => requests.flat()).toEqual(['in time', 'last']);
});
