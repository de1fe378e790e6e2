import { environment } from '../lib/environment.ts';
import { runNode } from '../scripts/run-node.ts';
import { productSettings } from '../scripts/services.ts';
import { untilSignal } from '../scripts/until-signal.ts';

/**
 * The product's node under load: gateway, auth and campaign in one process as in production (answers are not checked a
 * second time), except that one process needs no NATS.
 */
const { node: settings, services } = productSettings({ ...environment(), NODE_ENV: 'development' });
const node = await runNode({ node: { ...settings, production: true }, services });
await untilSignal(process);
await node.stop();
process.exit(0);
