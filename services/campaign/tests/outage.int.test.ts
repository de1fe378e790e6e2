import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { publishingContracts } from '../../../contracts/campaign/publishing.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { platformsService } from '../../platforms/platforms.service.ts';
import { platformsSettings } from '../../platforms/settings.ts';
import { startCampaign, type CampaignStack } from './campaign-stack.ts';

let stack: CampaignStack;
beforeAll(async () => {
  stack = await startCampaign();
});
afterAll(() => stack.stop());

it('a publish that was accepted while platforms is down waits, says so, and ends when it is back', async () => {
  const team = await stack.team();
  const { id } = await stack.approved(team, { platforms: ['google-ads'] });
  const { broker } = stack.running;
  await broker.destroyService('platforms');
  const params = { id, idempotencyKey: 'x' };
  const operation = await stack.call(publishingContracts.publish, params, team.owner);
  await vi.waitFor(
    async () => {
      const now = await stack.call(publishingContracts.operation, { id: operation.id }, team.owner);
      expect(now).toMatchObject({ status: 'running', progress: { step: 'prepare, waiting for platforms' } });
    },
    { timeout: 8_000, interval: 50 },
  );
  expect(await stack.get(id, team)).toMatchObject({ status: 'publishing' });
  const { settings } = parseSettings(stack.variables, { settings: platformsSettings });
  broker.createService(platformsService(settings, stack.running.node));
  expect(await stack.ended(operation, team)).toMatchObject({ status: 'succeeded' });
  expect(await stack.get(id, team)).toMatchObject({ status: 'active' });
});
