import { z } from 'zod';
import type { Exchange } from './google-definitions.ts';

/** RFC 6749 (4.1.3, 5, 6) with RFC 7636, and RFC 7009; strict but for what a vendor adds to its tokens. */
const text = z.string().min(1);
const client = { client_id: text, client_secret: text };
const SENT = {
  token: z.discriminatedUnion('grant_type', [
    z.strictObject({
      grant_type: z.literal('authorization_code'),
      code: text,
      code_verifier: z.string().regex(/^[\w.~-]+$/),
      redirect_uri: z.url(),
      ...client,
    }),
    z.strictObject({ grant_type: z.literal('refresh_token'), refresh_token: text, ...client }),
  ]),
  revoke: z.strictObject({
    token: text,
    client_id: text.optional(),
    client_secret: text.optional(),
    token_type_hint: text.optional(),
  }),
};
const refusal = z.strictObject({ error: text, error_description: z.string().optional() });
const ANSWERED = {
  token: z.looseObject({ access_token: text, expires_in: z.int().positive() }),
  revoke: z.union([z.undefined(), z.strictObject({})]),
};

/** Which endpoint of OAuth a path is; null for every other. */
export function oauthEndpoint(path: string): keyof typeof SENT | null {
  if (path === '/token' || path === '/oauth/v2/accessToken') return 'token';
  return path === '/revoke' || path === '/oauth/v2/revoke' ? 'revoke' : null;
}

/** Everything in a call of an OAuth endpoint that the standards do not have. */
export function oauthFaults({ path, request, status, answer }: Exchange): string[] {
  const endpoint = oauthEndpoint(path);
  if (endpoint === null) return [`${path} is no endpoint of OAuth`];
  const form = request === undefined ? undefined : Object.fromEntries(new URLSearchParams(request));
  const body: unknown = answer === '' ? undefined : JSON.parse(answer);
  return [
    ...(form === undefined ? [] : told('request', SENT[endpoint], form)),
    ...told('answer', status >= 400 ? refusal : ANSWERED[endpoint], body),
  ];
}

/** What a value has that its schema does not; what is too long counts unless the vendor has refused it itself. */
export function told(what: string, schema: z.ZodType, value: unknown, isRefused = false): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues
    .filter(({ code }) => !isRefused || code !== 'too_big')
    .map(({ path, message }) => `${what}.${path.join('.')}: ${message}`);
}
