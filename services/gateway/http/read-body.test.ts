import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requestWith } from '../testing/request.ts';
import { bodyChunks, decodeUtf8, JSON_LIMIT, mediaType, readBody, readJson } from './read-body.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const json = (text: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
  readJson(requestWith([text], { 'content-length': String(Buffer.byteLength(text)), ...headers }));

describe('a JSON body', () => {
  it('is read whatever parameters and capitals its media type has', async () => {
    expect(await json('{"a":[1]}', { 'content-type': 'Application/JSON; charset=utf-8' })).toEqual({
      a: [1],
    });
  });

  it('may be missing: nothing is said then', async () => {
    expect(await readJson(requestWith([], {}))).toEqual({});
    expect(await readJson(requestWith([], { 'content-length': '0', 'content-type': 'text/plain' }))).toEqual(
      {},
    );
  });

  it.each([
    ['another media type', '{}', { 'content-type': 'text/plain' }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['no media type', '{}', {}, 'MEDIA_TYPE_UNSUPPORTED'],
    ['a compressed body', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['text that is no JSON', '{"a":', JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a byte order mark', '\ufeff{}', JSON_TYPE, 'REQUEST_MALFORMED'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a field named __proto__', '{"a":{"__proto__":{}}}', JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a field named constructor', '{"constructor" :1}', JSON_TYPE, 'REQUEST_MALFORMED'],
    ['a field named prototype', '{"prototype":1}', JSON_TYPE, 'REQUEST_MALFORMED'],
  ])('with %s is refused', async (_what, text, headers, code) => {
    await expect(readJson(requestWith([text], { 'content-length': '9', ...headers }))).rejects.toMatchObject({
      code,
    });
  });

  it('may hold those names as values', async () => {
    expect(await json('["__proto__", "constructor"]')).toEqual(['__proto__', 'constructor']);
  });

  it('may have 100 KB and not a byte more, whether it says its length or not', async () => {
    const ofBytes = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
    expect(await json(ofBytes(JSON_LIMIT))).toHaveLength(JSON_LIMIT - 2);
    await expect(json(ofBytes(JSON_LIMIT + 1))).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
    const chunked = requestWith([ofBytes(JSON_LIMIT), ' '], { ...JSON_TYPE, 'transfer-encoding': 'chunked' });
    await expect(readJson(chunked)).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  });
});

describe('a body', () => {
  it('is not read at all when its length is above the limit', async () => {
    const request = requestWith(['never read'], { 'content-length': '11' });
    await expect(bodyChunks(request, 10).next()).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
    expect(request.readableDidRead).toBe(false);
  });

  it('comes whole, in however many pieces', async () => {
    expect((await readBody(requestWith(['ab', 'c', 'de']), 5)).toString()).toBe('abcde');
    expect((await readBody(requestWith(['ab'], { 'content-encoding': 'identity' }), 2)).toString()).toBe(
      'ab',
    );
  });

  it('that is cut off is malformed, with the cause', async () => {
    const cut = new Readable({ read: () => undefined });
    const read = readBody(Object.assign(cut, { headers: {} }) as unknown as IncomingMessage, 10);
    cut.destroy(new Error('aborted'));
    await expect(read).rejects.toMatchObject({ code: 'REQUEST_MALFORMED', cause: { message: 'aborted' } });
  });

  it('has the media type that its header says, without parameters', () => {
    expect(mediaType(requestWith([], { 'content-type': ' Text/CSV ; header=present' }))).toBe('text/csv');
    expect(mediaType(requestWith([]))).toBe('');
  });

  it('of text keeps every letter', () => {
    expect(decodeUtf8(Buffer.from('Größe €'))).toBe('Größe €');
  });
});

it('a body that ends with an error leaves the connection for the answer', async () => {
  const server = createServer((request, response) => {
    const read = async () => {
      let length = 0;
      for await (const chunk of bodyChunks(request, 100_000, { gzip: true })) length += chunk.length;
      return String(length);
    };
    read().then(
      (length) => response.end(length),
      (error: unknown) => response.writeHead((error as { status: number }).status).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const send = async (body: Uint8Array[], encoding = 'identity') => {
    const stream = ReadableStream.from(body);
    const headers = { 'content-encoding': encoding };
    const init = { method: 'POST', body: stream, headers, duplex: 'half' as const };
    const response = await fetch(`http://127.0.0.1:${port}/`, init);
    return [response.status, await response.text()];
  };
  const piece = Buffer.alloc(60_000);
  expect(await send([piece])).toEqual([200, '60000']);
  expect(await send([piece, piece, piece])).toEqual([413, '']);
  expect(await send([gzipSync(piece)], 'gzip')).toEqual([200, '60000']);
  expect(await send([gzipSync(Buffer.alloc(1_000_000))], 'gzip')).toEqual([413, '']);
  expect(await send([gzipSync(randomBytes(50_000)).subarray(0, 40_000)], 'gzip')).toEqual([400, '']);
});
