import { runNode } from '../scripts/run-node.ts';
import { untilSignal } from '../scripts/until-signal.ts';
import { loadConfig } from '../lib/config.ts';

/**
 * The product's node under load: gateway, auth and campaign in one process as in production (answers are not checked a
 * second time), except that one process needs no NATS.
 */
process.env['NODE_ENV'] = 'production';
const config = { ...loadConfig({ ...process.env, NODE_ENV: 'development' }), production: true };
const node = await runNode(config);
await untilSignal(process);
await node.stop();
process.exit(0);
