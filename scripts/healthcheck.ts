import { loadConfig } from '../lib/config.ts';

/** For the container's HEALTHCHECK: exit 0 when this node's /health/live answers. */
const { services, ports } = loadConfig();
const port = services.includes('gateway') ? ports.gateway : ports[services[0] ?? 'gateway'];
try {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(3_000) });
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
