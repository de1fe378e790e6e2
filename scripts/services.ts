import type { ServiceSchema } from 'moleculer';
import { SERVICES, type ServiceName } from '../contracts/permissions.ts';
import type { Environment } from '../lib/environment.ts';
import { parseSettings, type ValuesOf } from '../lib/settings.ts';
import { nodeSettings, type NodeSettings } from '../mixins/node-settings.ts';
import type { Node } from '../mixins/node.ts';
import { aiSettings } from '../services/ai/settings.ts';
import { analyticsSettings } from '../services/analytics/settings.ts';
import { authSettings } from '../services/auth/settings.ts';
import { campaignSettings } from '../services/campaign/settings.ts';
import { gatewaySettings } from '../services/gateway/settings.ts';
import { platformsSettings } from '../services/platforms/settings.ts';

/** The settings of each service. */
export const SERVICE_SETTINGS = {
  gateway: gatewaySettings,
  auth: authSettings,
  campaign: campaignSettings,
  ai: aiSettings,
  analytics: analyticsSettings,
  platforms: platformsSettings,
};
type Settings = { [S in ServiceName]: ValuesOf<(typeof SERVICE_SETTINGS)[S]> };
type Creators = { [S in ServiceName]: (settings: Settings[S], node: Node) => Promise<ServiceSchema> };

/** Creates a service from its settings. Services are imported here, so that a process loads only those that it runs. */
const CREATE: Creators = {
  gateway: async (s, n) => (await import('../services/gateway/gateway.service.ts')).gatewayService(s, n),
  auth: async (s, n) => (await import('../services/auth/auth.service.ts')).authService(s, n),
  campaign: async (s, n) => (await import('../services/campaign/campaign.service.ts')).campaignService(s, n),
  ai: async (s, n) => (await import('../services/ai/ai.service.ts')).aiService(s, n),
  analytics: async (s, n) =>
    (await import('../services/analytics/analytics.service.ts')).analyticsService(s, n),
  platforms: async (s, n) =>
    (await import('../services/platforms/platforms.service.ts')).platformsService(s, n),
};

/** The settings of a node and of each service that it runs. */
export type ProductSettings = { node: NodeSettings; services: Partial<Settings> };

/**
 * Reads the settings of a node and of its services (those in SERVICES, or all).
 * @throws SettingsError with every fault
 */
export function productSettings(environment: Environment): ProductSettings {
  const selected = (environment['SERVICES'] ?? '').split(',').map((name) => name.trim());
  const chosen = SERVICES.filter((name) => selected.includes(name));
  const names = chosen.length > 0 ? chosen : SERVICES;
  const definitions: Partial<typeof SERVICE_SETTINGS> = Object.fromEntries(
    names.map((name) => [name, SERVICE_SETTINGS[name]]),
  );
  const { node, ...services } = parseSettings(environment, { ...definitions, node: nodeSettings });
  return { node, services };
}

/** Creates one service of the node. @throws Error when its settings were not read */
export async function createService<S extends ServiceName>(
  name: S,
  services: Partial<Settings>,
  node: Node,
): Promise<ServiceSchema> {
  const settings = services[name];
  if (settings === undefined) throw new Error(`the settings of ${name} were not read`);
  return CREATE[name](settings, node);
}

/** The port of a node: that of its first service. */
export function portOf({ node, services }: ProductSettings): number {
  return services[node.services[0] ?? 'gateway']?.port ?? 0;
}
