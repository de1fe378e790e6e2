import { readInThread } from '../read-in-thread.ts';

/**
 * node read-large.ts <megabytes>: reads a file of so many megabytes in its thread, keeps nothing of it, and says by how many
 * megabytes the process has grown at most, and how many rows it had.
 */
const MEGABYTE = 1024 * 1024;
const ROWS_OF_CHUNK = 4_000;
const HEADER = 'Day,Campaign,Campaign ID,Ad group,Keyword,Currency code,Impr.,Clicks,Cost,Conversions\n';

const bytes = Number(process.argv[2]) * MEGABYTE;
const lineOf = (i: number) =>
  `2026-01-${String(1 + (Math.floor(i / 50_000) % 28)).padStart(2, '0')},Campaign number ${i % 50},90${i % 50},Ad group ${i % 20},` +
  `keyword ${i},USD,${1_000 + (i % 2_000)},${i % 90},${i % 90}.25,1.50\n`;
const chunkOf = (chunk: number): Buffer => {
  const rows = Array.from({ length: ROWS_OF_CHUNK }, (_, i) => lineOf(chunk * ROWS_OF_CHUNK + i));
  return Buffer.from((chunk === 0 ? HEADER : '') + rows.join(''));
};
const chunks = Math.ceil(bytes / chunkOf(1).length);

const before = process.memoryUsage.rss();
let most = before;
const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
const { rows } = await readInThread(
  {
    options: { platform: null, currency: null, columns: {} },
    today: '2026-11-28',
    limits: { campaigns: 1_000 },
    sizes: { textBytes: 2 * bytes, unpackedBytes: bytes },
  },
  {
    chunk: (index) => Promise.resolve(index < chunks ? chunkOf(index) : null),
    keep: () => Promise.resolve(),
  },
);
clearInterval(timer);
const grownMb = Math.round((most - before) / MEGABYTE);
process.stdout.write(JSON.stringify({ grownMb, rows, sent: chunks * ROWS_OF_CHUNK }));
