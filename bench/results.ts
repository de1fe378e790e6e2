import { table } from '../scripts/demo/table.ts';
import { median, type Sample } from './measure.ts';

/** All rounds of one workload: ours and the peer's, in pairs. */
export type Rounds = { name: string; ours: Sample[]; peer: Sample[] };

const HEAD = ['', 'req/s', 'p50 ms', 'p99 ms', 'app CPU µs/req'];

/** The table of one workload and its ratios: medians of the rounds, ratios of each round's pair. */
export function describe({ name, ours, peer }: Rounds): string[] {
  const rows = [line('ours', ours), line('peer (Fastify 5 + pg)', peer)];
  const speed = ratios(ours, peer, (s) => s.perSecond);
  const cpu = ratios(ours, peer, (s) => s.cpuMicros ?? NaN);
  const [first = '', ...rest] = table(HEAD, rows);
  return [
    name,
    ...[first, ...rest].map((text) => `  ${text}`),
    `  ours ÷ peer: req/s × ${spread(speed)}; CPU a request × ${spread(cpu)}`,
    '',
  ];
}

function line(name: string, samples: readonly Sample[]): string[] {
  const middle = (of: (sample: Sample) => number, digits: number) => median(samples.map(of)).toFixed(digits);
  const cpu = middle((s) => s.cpuMicros ?? NaN, 0);
  return [
    name,
    middle((s) => s.perSecond, 0),
    middle((s) => s.p50, 1),
    middle((s) => s.p99, 1),
    cpu === 'NaN' ? '–' : cpu,
  ];
}

function ratios(ours: readonly Sample[], peer: readonly Sample[], of: (sample: Sample) => number): number[] {
  return ours.flatMap((sample, i) => {
    const other = peer[i];
    return other ? [of(sample) / of(other)] : [];
  });
}

function spread(values: readonly number[]): string {
  if (values.some(Number.isNaN)) return '–';
  return `${median(values).toFixed(2)} (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
}
