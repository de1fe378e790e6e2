import type { PublicContract } from '../../../contracts/http.ts';
import { NEEDS_PROVED_ADDRESS } from '../../../contracts/permissions.ts';
import type { Places } from '../../../contracts/places.ts';
import { STEP_UP_ERRORS } from '../../../contracts/action.ts';
import { STEP_UP_PURPOSES } from '../../../contracts/step-up.ts';
import { ERRORS, type ErrorCode } from '../../../lib/errors.ts';
import type { Schema } from './components.ts';

/** The codes that every signed-in route may answer, besides those of its contract. */
const COMMON_CODES: readonly ErrorCode[] = [
  'TOKEN_MISSING',
  'PERMISSION_DENIED',
  'REQUEST_MALFORMED',
  'REQUEST_TOO_SLOW',
  'HEADERS_TOO_LARGE',
  'REQUEST_INVALID',
  'ANSWER_TOO_LARGE',
  'RATE_LIMIT_EXCEEDED',
  'INTERNAL_ERROR',
  'DEPENDENCY_UNAVAILABLE',
];
const SIGNED_IN_CODES: readonly ErrorCode[] = ['TOKEN_MISSING', 'PERMISSION_DENIED'];

/** The error responses of a route by status: the codes of its contract, and those of reading its request. */
export function failures(contract: PublicContract, { headers, body }: Places): Record<string, Schema> {
  const isPublic = contract.permission === 'public';
  const keyRequired = headers.some(({ header, required }) => header === 'Idempotency-Key' && required);
  const codes: ErrorCode[] = [
    ...COMMON_CODES.filter((code) => !isPublic || !SIGNED_IN_CODES.includes(code)),
    ...(NEEDS_PROVED_ADDRESS.includes(contract.permission) ? (['ADDRESS_UNPROVED'] as const) : []),
    ...(contract.errors ?? []),
    ...(contract.stepUp === 'none' ? [] : STEP_UP_ERRORS),
    ...(keyRequired ? (['IDEMPOTENCY_KEY_REQUIRED'] as const) : []),
    ...(body.kind === 'none' ? [] : (['REQUEST_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'] as const)),
  ];
  const byStatus = Map.groupBy(new Set(codes), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, list]) => [
        String(status),
        {
          description: list.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

/** The body of every error, RFC 9457. */
export const PROBLEM: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    stepUp: {
      type: 'object',
      description: 'What POST /api/auth/step-up confirms; its token goes into the header Step-Up-Token.',
      additionalProperties: false,
      required: ['purpose', 'hash'],
      properties: { purpose: { type: 'string', enum: STEP_UP_PURPOSES }, hash: { type: 'string' } },
    },
    operationId: {
      type: 'string',
      format: 'uuid',
      description:
        'The operation that runs, where it is what keeps this from being done: GET /api/operations/{id}.',
    },
    progress: {
      type: 'object',
      description:
        'How far an upload of rows came that ended midway: accepted + rejectedCount = sent; the rows behind these were not ' +
        'read. OUTCOME_UNKNOWN: whether the row was saved is not known; to send it again is safe.',
      additionalProperties: false,
      required: ['sent', 'accepted', 'rejectedCount', 'rejected'],
      properties: {
        sent: { type: 'integer' },
        accepted: { type: 'integer' },
        rejectedCount: { type: 'integer' },
        rejected: { type: 'array', maxItems: 1000, items: { $ref: '#/components/schemas/RejectedRow' } },
      },
    },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
