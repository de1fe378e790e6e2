import { SERVICES } from '../../contracts/permissions.ts';
import { natsBinary, startCluster } from '../support/cluster.ts';
import { startSandbox, type Sandbox } from '../support/sandbox.ts';
import { startStack } from '../support/stack.ts';

/** Something to send requests to. */
export type Target = { url: string; sandbox: Sandbox; stop(): Promise<void> };

/** Limits that count and never refuse. */
export const NO_LIMITS = {
  LIMIT_API_PER_MINUTE: '100000000',
  LIMIT_LOGIN_PER_MINUTE: '100000000',
  LIMIT_REGISTER_PER_MINUTE: '100000000',
};

/** One process a service, over a real nats-server. */
export async function clusterTarget(): Promise<Target> {
  const binary = await natsBinary();
  if (!binary) throw new Error('no nats-server: apt-get install nats-server');
  return startCluster(binary, [], NO_LIMITS);
}

/** The whole product in this process. */
export async function singleTarget(): Promise<Target> {
  const sandbox = await startSandbox();
  const stack = await startStack({ services: SERVICES, env: { ...sandbox.env, ...NO_LIMITS } });
  const stop = async () => {
    await stack.stop();
    await sandbox.close();
  };
  return { url: stack.url, sandbox, stop };
}
