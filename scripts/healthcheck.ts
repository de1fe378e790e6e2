import { environment } from '../lib/environment.ts';
import { portOf, productSettings } from './services.ts';

/** The container's HEALTHCHECK: exits with 0 when this node's /health/live answers. */
const port = portOf(productSettings(environment()));
try {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(3_000) });
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
