import type { ActionSchema, Context, Middleware } from 'moleculer';
import type { NodeMetrics } from '../node-metrics.ts';

type Next = (ctx: Context) => Promise<unknown>;

/** Times every action of ours on this node; labels are the action's name and the error's code, never an id. */
export function metricsMiddleware(metrics: NodeMetrics): Middleware {
  return {
    name: 'NodeMetrics',
    localAction(next: Next, action: ActionSchema) {
      const name = action.name ?? 'unknown';
      if (name.startsWith('$')) return next;
      return async (ctx: Context) => {
        const startedAt = performance.now();
        let outcome = 'ok';
        try {
          return await next(ctx);
        } catch (error) {
          outcome = (error as { type?: string }).type ?? 'INTERNAL_ERROR';
          throw error;
        } finally {
          metrics.rpc(name, outcome, (performance.now() - startedAt) / 1000);
        }
      };
    },
  };
}
