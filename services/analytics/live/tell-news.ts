import type { ServiceBroker, ServiceSchema } from 'moleculer';
import { events } from '../../../contracts/events.ts';
import { broadcast } from '../../../mixins/events.ts';
import { Listener } from '../../../storage/listener.ts';

/** Several changes within this time are one hint. */
const TOGETHER_MS = 100;

/**
 * Tells all nodes that an organisation's figures or alerts changed, once PostgreSQL has committed it, whoever wrote it. It is a hint
 * and may be lost or come twice: whoever hears it reads what changed, with the rights of whoever wants to know.
 */
export function tellNews(url: string): Partial<ServiceSchema> {
  const waiting = new Map<string, NodeJS.Timeout>();
  let listener: Listener | undefined;
  return {
    async started(this: { broker: ServiceBroker }) {
      const { broker } = this;
      const tell = (organizationId: string) => {
        waiting.delete(organizationId);
        broadcast(broker, events.analyticsNews, { organizationId });
      };
      const channel = { url, applicationName: 'analytics', channel: 'analytics_news' };
      listener = new Listener(channel, (organizationId) => {
        if (!waiting.has(organizationId))
          waiting.set(
            organizationId,
            setTimeout(() => tell(organizationId), TOGETHER_MS),
          );
      });
      await listener.start();
    },
    async stopped() {
      for (const timer of waiting.values()) clearTimeout(timer);
      await listener?.stop();
    },
  };
}
