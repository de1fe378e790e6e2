import { z } from 'zod';
import { Shape } from '../lib/shape.ts';
import { Id } from './values.ts';

/**
 * News on the bus: a past fact that anybody may hear. An event carries no proof of its sender and may be lost, so it is
 * a hint at most; whoever acts on one reads the truth first.
 */
export type EventContract<S extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly payload: Shape<S>;
};
export type EventOf<E> = E extends EventContract<infer S> ? z.output<S> : never;

/** Writes that succeeded, by action: the count that any node may push. */
export const WRITES_TOTAL = 'business_writes_total';

export const events = {
  /** Figures or alerts of an organisation changed, and are committed. */
  analyticsNews: event('analytics.news', z.strictObject({ organizationId: Id })),
  /** In moleculer-prometheus's own words. */
  metricsUpdate: event(
    'metrics.update',
    z.strictObject({
      name: z.literal(WRITES_TOTAL),
      method: z.literal('inc'),
      labels: z.strictObject({
        action: z
          .string()
          .max(60)
          .regex(/^[a-z]+\.[A-Za-z]+$/),
      }),
    }),
  ),
} as const;

function event<S extends z.ZodType>(name: string, schema: S): EventContract<S> {
  return { name, payload: new Shape({ name: `event ${name}`, number: 1, schema }) };
}
