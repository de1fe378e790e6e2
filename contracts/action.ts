import { z } from 'zod';
import type { ErrorCode } from '../lib/errors.ts';
import type { HttpSide, HttpSideOf, PublicContract } from './http.ts';
import type { Permission, ServiceName } from './permissions.ts';
import type { StepUpPurpose } from './step-up.ts';

/**
 * What crosses the wire for one action. `name` is the wire name `service.verb`; `errors` are the codes that the action
 * may give beyond the ones every action may give (401, 403, 422, 503); `callers` are the services whose own token is
 * accepted (beside, or with permission `service` instead of, a user's); `idempotent` actions may be retried; `http` says
 * how clients reach the action, and an action without it is for services only.
 */
export type ActionName = `${ServiceName}.${string}`;

export type ActionContract<
  P extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  N extends ActionName = ActionName,
> = {
  readonly name: N;
  readonly summary: string;
  readonly params: P;
  readonly result: R;
  readonly permission: Permission;
  /** What a person has to confirm with a fresh factor for it; `none` where nothing. */
  readonly stepUp: StepUpPurpose | 'none';
  readonly errors?: readonly ErrorCode[];
  readonly callers?: readonly ServiceName[];
  readonly idempotent?: true;
  /** How long the action may take, when that is more than the house's five seconds. */
  readonly timeoutMs?: number;
  /**
   * The count that requests of clients go to; `api` where it is left out. `stop` is for what only stops: it has a count and a share of
   * the calls of its own, bounded too, so that nothing else that somebody asks for, or asks too much of, stands before a stop.
   */
  readonly limit?: 'login' | 'register' | 'stop';
  readonly http?: HttpSide;
};
type Unreachable<P extends z.ZodType, R extends z.ZodType, N extends ActionName> = Omit<
  ActionContract<P, R, N>,
  'http'
>;

/** Keeps the precise types of one action's contract, its name and its HTTP side included. */
export function contract<
  P extends z.ZodType,
  R extends z.ZodType,
  const N extends ActionName,
  const H extends HttpSideOf<P>,
>(
  declared: Unreachable<P, R, N> & { readonly http: H },
): PublicContract<ActionContract<P, R, N>> & { readonly http: H };
export function contract<P extends z.ZodType, R extends z.ZodType, const N extends ActionName>(
  declared: Unreachable<P, R, N>,
): ActionContract<P, R, N>;
export function contract(declared: ActionContract): ActionContract {
  return declared;
}

/** Codes that any action may give, whatever its contract lists. */
export const COMMON_ERRORS = [
  'TOKEN_MISSING',
  'TOKEN_INVALID',
  'TOKEN_EXPIRED',
  'IDENTITY_STALE',
  'PERMISSION_DENIED',
  'ADDRESS_UNPROVED',
  'REQUEST_INVALID',
  'REQUEST_TOO_LARGE',
  'ANSWER_TOO_LARGE',
  'DEPENDENCY_UNAVAILABLE',
  'SERVICE_OVERLOADED',
  'INTERNAL_ERROR',
] as const satisfies readonly ErrorCode[];

/** Codes that an action may give beside them when its contract has something confirmed. */
export const STEP_UP_ERRORS = [
  'STEP_UP_REQUIRED',
  'STEP_UP_INVALID',
  'FACTOR_REQUIRED',
] as const satisfies readonly ErrorCode[];

/** The parameters that a caller sends. */
export type ParamsOf<C> = C extends ActionContract<infer P, z.ZodType> ? z.input<P> : never;
/** The parameters after parsing: defaults filled in. */
export type ParsedParamsOf<C> = C extends ActionContract<infer P, z.ZodType> ? z.output<P> : never;
/** The answer. */
export type ResultOf<C> = C extends ActionContract<z.ZodType, infer R> ? z.output<R> : never;

/** No fields. */
export const Nothing = z.strictObject({});
/** An answer without content. */
export const Done = z.strictObject({ done: z.literal(true) });
