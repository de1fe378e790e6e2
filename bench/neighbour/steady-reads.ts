/** What the requests of one stretch of time met. */
export type Waits = { ms: number[]; failed: number };
export type Pace = { rate: number; seconds: number };

const PATHS = ['/api/campaigns?limit=20', '/api/analytics/dashboard'];

/**
 * Ordinary reads at a steady rate, sent when they are due, whether earlier ones were answered or not; a wait counts from
 * the moment at which its request was due.
 */
export async function steadyReads(
  url: string,
  keys: readonly string[],
  { rate, seconds }: Pace,
): Promise<Waits> {
  const waits: Waits = { ms: [], failed: 0 };
  const startedAt = performance.now();
  const asked: Promise<void>[] = [];
  for (let i = 0; i < rate * seconds; i += 1) {
    const due = startedAt + (i * 1_000) / rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const request = new Request(`${url}${PATHS[i % PATHS.length]}`, {
      headers: { authorization: `Bearer ${keys[i % keys.length]}` },
    });
    asked.push(read(request, due, waits));
  }
  await Promise.all(asked);
  return waits;
}

async function read(request: Request, due: number, waits: Waits): Promise<void> {
  try {
    const response = await fetch(request);
    await response.arrayBuffer();
    if (!response.ok) waits.failed += 1;
  } catch {
    waits.failed += 1;
  }
  waits.ms.push(performance.now() - due);
}
