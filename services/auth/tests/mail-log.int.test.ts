import { ServiceBroker } from 'moleculer';
import { expect, it, onTestFinished } from 'vitest';
import { accountContracts } from '../../../contracts/auth/accounts.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { brokerOptions } from '../../../mixins/broker-options.ts';
import { callFromBroker } from '../../../mixins/call.ts';
import { generateServiceKeys } from '../../../mixins/identity/service-keys.ts';
import { composeNode } from '../../../mixins/compose-node.ts';
import { nodeSettings } from '../../../mixins/node-settings.ts';
import { cloneDatabases } from '../../../tests/support/databases.ts';
import { withLogLines } from '../../../tests/support/log.ts';
import { authService } from '../auth.service.ts';
import { authSettings } from '../settings.ts';
import { address, PASSWORD } from './people.ts';

it('work that failed and will be tried again is in the log: which, which attempt, and why', async () => {
  const databases = await cloneDatabases(['auth']);
  const keys = generateServiceKeys(['auth']);
  const variables = {
    NODE_ENV: 'test',
    SERVICES: 'auth',
    DATABASE_URL: databases.url,
    DB_PASSWORD: databases.password,
    JWT_SECRET: 'a-secret-for-this-test-run-only-0123456789',
    SERVICE_KEYS: keys.all,
    SERVICE_PUBLIC_KEYS: keys.public,
    SMTP_URL: 'smtp://127.0.0.1:1', // nobody listens there
  };
  const { own, settings } = parseSettings(variables, { own: authSettings, settings: nodeSettings });
  const node = composeNode(settings);
  const { options, lines } = withLogLines(brokerOptions(settings, node));
  const broker = new ServiceBroker(options);
  broker.createService(authService(own, node));
  await broker.start();
  onTestFinished(async () => {
    await broker.stop();
    node.metrics.stop();
    await databases.drop();
  });
  const email = address();
  const person = { email, password: PASSWORD, name: 'Ada', organizationName: 'Engines' };
  await callFromBroker(broker)(accountContracts.register, person);
  const failed = () => lines.find(({ msg }) => msg === 'job auth.mail will be tried again');
  await expect.poll(failed, { timeout: 10_000 }).toMatchObject({
    job: 'auth.mail',
    jobId: expect.any(String) as string,
    attempt: 0,
    err: { message: expect.stringContaining('ECONNREFUSED') as string },
  });
  expect(JSON.stringify(lines)).not.toContain(email);
});
