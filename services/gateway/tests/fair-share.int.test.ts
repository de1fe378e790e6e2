import { expect, it } from 'vitest';
import { contentContracts } from '../../../contracts/campaign/content.ts';
import type { z } from 'zod';
import type { CampaignPage } from '../../../contracts/campaign/campaign.ts';
import { asJsonText } from '../../../contracts/json-text.ts';
import { until } from '../../../client/testing/until.ts';
import { action, bind } from '../../../mixins/action.ts';
import { stackForTest } from '../../../tests/support/stack.ts';

const SHARE = 8;
type Page = z.infer<typeof CampaignPage>;

/** A gateway, and something in the place of campaign that keeps one organisation's lists until the test lets them go. */
async function gatewayWithSlowLists() {
  const stack = await stackForTest({ services: ['gateway'] });
  const [loud, quiet] = [stack.person('owner'), stack.person('owner')];
  const colleague = stack.person('viewer', loud.organizationId);
  const state = { atWork: 0, most: 0, open: () => undefined as void };
  const opened = new Promise<void>((resolve) => (state.open = resolve));
  const { list: contract } = contentContracts;
  const list = action(contract, async function list({ organizationId }) {
    if (organizationId === loud.organizationId) {
      state.most = Math.max(state.most, (state.atWork += 1));
      await opened;
      state.atWork -= 1;
    }
    return { text: asJsonText<Page>(JSON.stringify({ data: [], page: { nextCursor: null } })) };
  });
  stack.running.broker.createService({
    name: 'campaign',
    actions: bind(stack.running.node, { list: contract }, { list }),
  });
  await stack.running.broker.waitForServices('campaign');
  const ask = async ({ authorization }: { authorization: string }) =>
    (await fetch(`${stack.url}/api/campaigns`, { headers: { authorization } })).status;
  return { ask, state, loud, colleague, quiet };
}

it('everybody of one organisation shares eight calls, and another organisation waits for none of them', async () => {
  const { ask, state, loud, colleague, quiet } = await gatewayWithSlowLists();
  const asked = Array.from({ length: 20 }, (_, i) => ask(i % 2 ? loud : colleague));
  await until(
    async () => state.atWork,
    (atWork) => atWork === SHARE,
  );
  expect(await ask(quiet)).toBe(200);
  expect(state.atWork).toBe(SHARE);
  state.open();
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]));
  expect(state.most).toBe(SHARE);
});
