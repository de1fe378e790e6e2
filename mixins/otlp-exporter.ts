import { TracerExporters, type Span, type Tracer } from 'moleculer';
import { asHookResult } from './moleculer.ts';

export type OtlpOptions = {
  url: string;
  intervalMs?: number;
  maxBatch?: number;
  onError?: (error: unknown) => void;
};
type Value =
  { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean };

const MAX_QUEUE = 5_000;

/**
 * Sends Moleculer's spans to an OpenTelemetry collector (OTLP/HTTP, JSON), with whole 128-bit trace ids. Spans are sent
 * in batches. When the collector is down, the oldest spans are dropped, and requests are not delayed.
 */
export class OtlpExporter extends TracerExporters.Base {
  readonly #otlp: OtlpOptions;
  #queue: Span[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: OtlpOptions) {
    super({});
    this.#otlp = options;
  }

  override init(tracer: Tracer): void {
    super.init(tracer);
    this.#timer = setInterval(() => void this.flush(), this.#otlp.intervalMs ?? 2_000);
    this.#timer.unref();
  }

  /** Sends the remaining spans; Moleculer waits for the promise, although the type is void. */
  override stop(): void {
    clearInterval(this.#timer);
    return asHookResult(this.flush());
  }

  override spanFinished(span: Span): void {
    if (!span.sampled) return;
    if (this.#queue.length >= MAX_QUEUE) this.#queue.shift();
    this.#queue.push(span);
  }

  async flush(): Promise<void> {
    if (this.#queue.length === 0) return;
    const spans = this.#queue.splice(0, this.#otlp.maxBatch ?? 1_000);
    try {
      const response = await fetch(`${this.#otlp.url.replace(/\/$/, '')}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toOtlp(spans)),
        signal: AbortSignal.timeout(5_000),
      });
      if (!response.ok) throw new Error(`the collector answered ${response.status}`);
    } catch (error) {
      this.#otlp.onError?.(error);
    }
  }
}

/** Spans as an OTLP/JSON body, grouped by service. */
export function toOtlp(spans: readonly Span[]): object {
  const spansByService = new Map<string, Span[]>();
  for (const span of spans) {
    const name = span.service?.name ?? 'unknown';
    spansByService.set(name, [...(spansByService.get(name) ?? []), span]);
  }
  return {
    resourceSpans: [...spansByService].map(([name, list]) => ({
      resource: { attributes: [{ key: 'service.name', value: { stringValue: name } }] },
      scopeSpans: [{ scope: { name: 'moleculer' }, spans: list.map(toSpan) }],
    })),
  };
}

function toSpan(span: Span): object {
  return {
    traceId: hex(span.traceID, 32),
    spanId: hex(span.id, 16),
    ...(span.parentID ? { parentSpanId: hex(span.parentID, 16) } : {}),
    name: span.name,
    kind: span.type === 'action' ? 2 : 1,
    startTimeUnixNano: nanos(span.startTime),
    endTimeUnixNano: nanos(span.finishTime),
    attributes: Object.entries(span.tags ?? {}).flatMap(([key, value]) => attribute(key, value)),
    status: span.error
      ? { code: 2, message: String((span.error as { type?: string }).type ?? 'error') }
      : { code: 1 },
  };
}

/** Ids are UUIDs or W3C hex; a span's own id keeps its last 16 hex digits. */
function hex(id: string | undefined | null, length: number): string {
  return (id ?? '')
    .replace(/[^0-9a-f]/gi, '')
    .toLowerCase()
    .padStart(length, '0')
    .slice(-length);
}

const nanos = (ms: number | null | undefined) => String(BigInt(Math.round((ms ?? 0) * 1_000)) * 1_000n);

function attribute(key: string, value: unknown): { key: string; value: Value }[] {
  if (typeof value === 'string') return [{ key, value: { stringValue: value } }];
  if (typeof value === 'boolean') return [{ key, value: { boolValue: value } }];
  if (typeof value === 'number') {
    return [{ key, value: Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value } }];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([k, v]) => attribute(`${key}.${k}`, v));
  }
  return [];
}
