import type { ServerResponse } from 'node:http';
import type { Count } from '../../../mixins/door/limit.ts';

/** Sets the IETF header fields RateLimit-Policy (the limit) and RateLimit (its present state). */
export function writeLimitFields(
  response: ServerResponse,
  { name, quota, windowSeconds, remaining, resetSeconds }: Count,
): void {
  response.setHeader('ratelimit-policy', `"${name}";q=${quota};w=${windowSeconds}`);
  response.setHeader('ratelimit', `"${name}";r=${remaining};t=${resetSeconds}`);
}
