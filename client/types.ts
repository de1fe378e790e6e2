import type { z } from 'zod';
import type { ParamsOf, ResultOf } from '../contracts/action.ts';
import type { PublicContract } from '../contracts/http.ts';
import type { JsonText } from '../contracts/json-text.ts';

/** What a client says to call an action: the action's parameters without those that no client can send. */
export type AskOf<C extends PublicContract> = object &
  (C['http'] extends { readonly query: infer Q extends z.ZodType }
    ? z.input<Q>
    : Omit<ParamsOf<C>, ClosedIn<C>>);

/** What the action answers: what its text holds where that is JSON text, nothing where it sends no body. */
export type AnswerOf<C extends PublicContract> = C['http'] extends { readonly status: 204 }
  ? undefined
  : ResultOf<C> extends { text: JsonText<infer T> }
    ? T
    : ResultOf<C>;

type ClosedIn<C extends PublicContract> =
  | (C['http'] extends { readonly internal: readonly (infer I extends string)[] } ? I : never)
  | (C['http'] extends { readonly connection: infer N extends string } ? N : never);
