import type { ServerResponse } from 'node:http';
import type { Count } from '../../../mixins/door/limit.ts';

/** Writes the IETF fields RateLimit-Policy and RateLimit: the rule, and where the count stands. */
export function writeLimitFields(
  response: ServerResponse,
  { name, quota, windowSeconds, remaining, resetSeconds }: Count,
): void {
  response.setHeader('ratelimit-policy', `"${name}";q=${quota};w=${windowSeconds}`);
  response.setHeader('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
}
