import type { z } from 'zod';
import type { ActionContract } from './action.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** Headers that carry a parameter. */
export type HttpHeader = 'Idempotency-Key' | 'If-Match';

/**
 * How clients reach an action over HTTP. A parameter stands in the path when the path names it, in a header when
 * `headers` names it; any other one stands in the query of a GET and in the JSON body of every other method.
 * `contracts/places.ts` says so for a given contract; the gateway, OpenAPI and the client all ask there.
 */
export type HttpSide = {
  readonly method: HttpMethod;
  /** With parameters as `{id}`. */
  readonly path: `/${string}`;
  /** The chapter of the API's description. */
  readonly tag: string;
  /** Of a good answer; 200 where it is left out. 204 sends no body. */
  readonly status?: 201 | 202 | 204;
  /** The field of a result that stands for work which is accepted and not done: such a result is answered with 202. */
  readonly acceptedBy?: string;
  /** By parameter: the header that carries it. */
  readonly headers?: Readonly<Record<string, HttpHeader>>;
  /** The parameter that is the whole body; without it the body is an object of parameters. */
  readonly body?: string;
  /** The parameter in which the gateway says where the request comes from; clients cannot send it. */
  readonly connection?: string;
  /** Parameters that only services give; clients cannot send them. */
  readonly internal?: readonly string[];
  /** Names of the query that the description gives as plain text; the action checks them all the same. */
  readonly plainText?: readonly string[];
  /** What the query holds, where that is not parameters of the action. */
  readonly query?: z.ZodObject;
  /** What the query holds beside parameters of the action: how the answer is written. The gateway reads it. */
  readonly written?: z.ZodObject;
  /** Content types, where they are not JSON alone; the gateway reads such bodies and writes such answers by hand. */
  readonly media?: { readonly request?: readonly string[]; readonly response?: readonly string[] };
  /** The path of what was made, or of the work that is accepted, for the header Location; `{id}` is the result's. */
  readonly location?: `/${string}`;
  /**
   * What the ETag is made of: `true`, the `version` and `updatedAt` that the result has; `content`, the whole answer. A GET
   * answers 304 while the ETag is the same.
   */
  readonly etag?: true | 'content';
  /** The header Cache-Control, where it is not `no-store`. */
  readonly cacheControl?: string;
  /** A path that tells the result each time it changes, as server-sent events. */
  readonly events?: `/${string}`;
};

/** The same, with names that the parameters `P` have. */
export type HttpSideOf<P extends z.ZodType> = HttpSide & {
  readonly headers?: { readonly [K in NameIn<P>]?: HttpHeader };
  readonly body?: NameIn<P>;
  readonly connection?: NameIn<P>;
  readonly internal?: readonly NameIn<P>[];
};
type NameIn<P extends z.ZodType> = keyof z.input<P> & string;

/** An action that clients may call. */
export type PublicContract<C extends ActionContract = ActionContract> = C & { readonly http: HttpSide };

/** True for an action that clients may call. */
export const isPublic = (contract: ActionContract): contract is PublicContract => contract.http !== undefined;
