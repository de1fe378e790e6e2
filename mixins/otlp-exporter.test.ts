import type { Span } from 'moleculer';
import { expect, it } from 'vitest';
import { toOtlp } from './otlp-exporter.ts';

type Sent = {
  resourceSpans: {
    resource: { attributes: { value: { stringValue: string } }[] };
    scopeSpans: { spans: Record<string, unknown>[] }[];
  }[];
};

const span = (over: Partial<Span>): Span =>
  ({
    id: 'a0a0a0a0-0000-4000-8000-00000000beef',
    traceID: 'ab'.repeat(16),
    name: 'x',
    type: 'action',
    startTime: 1_000,
    finishTime: 1_000.5,
    tags: {},
    sampled: true,
    ...over,
  }) as unknown as Span;

it('keeps whole trace ids, the chain of parents, times in nanoseconds and the outcome', () => {
  const sent = toOtlp([
    span({
      service: { name: 'campaign' },
      parentID: 'b0b0b0b0-0000-4000-8000-00000000cafe',
      error: { type: 'VERSION_STALE' } as never,
      tags: { action: { name: 'campaign.get' }, remoteCall: true },
    }),
  ]) as Sent;
  const group = sent.resourceSpans[0];
  expect(group?.resource.attributes[0]?.value.stringValue).toBe('campaign');
  expect(group?.scopeSpans[0]?.spans[0]).toMatchObject({
    traceId: 'ab'.repeat(16),
    spanId: '800000000000beef',
    parentSpanId: '800000000000cafe',
    startTimeUnixNano: '1000000000',
    endTimeUnixNano: '1000500000',
    status: { code: 2, message: 'VERSION_STALE' },
    attributes: expect.arrayContaining([
      { key: 'action.name', value: { stringValue: 'campaign.get' } },
    ]) as unknown,
  });
});

it('groups spans by service', () => {
  const sent = toOtlp([
    span({ service: { name: 'a' } }),
    span({ service: { name: 'b' } }),
    span({ service: { name: 'a' } }),
  ]) as Sent;
  expect(sent.resourceSpans.map((g) => g.scopeSpans[0]?.spans.length)).toEqual([2, 1]);
});
