import { SERVICES } from '../../contracts/permissions.ts';
import { Http } from './http.ts';
import { connectBoth, invite, register, type Accounts } from './journey.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { startStack, type Stack } from './stack.ts';

/** The whole product with its simulators, and two people of one organisation whose ad accounts are connected. */
export type Product = {
  stack: Stack;
  sandbox: Sandbox;
  http: Http;
  /** The owner. */
  alice: Http;
  /** A manager. */
  bob: Http;
  adAccounts: Accounts;
  stop(): Promise<void>;
};

/** Starts everything in this process; limits are raised, so that a test may ask often. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const sandbox = await startSandbox();
  const stack = await startStack({
    services: SERVICES,
    env: { ...sandbox.env, LIMIT_API_PER_MINUTE: '100000', ...env },
  });
  const http = new Http(stack.url);
  const alice = (await register(http, 'Alice')).http;
  const bob = await invite(alice, http, sandbox.mail, 'manager');
  const stop = async () => {
    await stack.stop();
    await sandbox.close();
  };
  return { stack, sandbox, http, alice, bob, adAccounts: await connectBoth(alice), stop };
}
