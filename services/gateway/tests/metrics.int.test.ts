import { expect, it } from 'vitest';
import { structureContracts } from '../../../contracts/ai/structures.ts';
import { freePort } from '@sip/local-servers/free-port';
import { until } from '../../../client/testing/until.ts';
import { stackForTest } from '../../../tests/support/stack.ts';

it("counts requests on the node's /metrics and pushed writes on the broker's, and never labels by an id", async () => {
  const port = await freePort();
  const stack = await stackForTest({
    services: ['gateway', 'ai'],
    env: { BROKER_METRICS_PORT: String(port), TRACE_SAMPLE_RATIO: '1' },
  });
  const owner = stack.person('owner');
  const brief = {
    product: 'Acme CRM',
    description: 'A CRM that keeps every customer conversation in one place.',
    audience: 'Sales managers',
    landingPageUrl: 'https://www.example.com/',
    objective: 'leads' as const,
    platforms: ['google-ads' as const],
    locations: ['US'],
    languages: ['en'],
  };
  await stack.call(structureContracts.campaignStructure, { brief }, owner);
  await stack.call(structureContracts.campaignStructure, { brief }, undefined).catch(() => undefined);
  const own = await (await fetch(`${stack.url}/metrics`)).text();
  const counts = own
    .split('\n')
    .filter((l) => l.startsWith('rpc_seconds_count') && l.includes('ai.campaignStructure'));
  expect(counts.find((l) => l.includes('outcome="ok"'))).toMatch(/ 1$/);
  expect(counts.find((l) => l.includes('outcome="TOKEN_MISSING"'))).toMatch(/ 1$/);
  expect(own).toContain('database_connections_ai');
  expect(own).not.toContain(owner.organizationId);
  const broker = await until(
    async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    (text) =>
      /business_writes_total\{action="ai\.campaignStructure"\} 1/.test(text) &&
      /moleculer_req_total\{[^}]*ai\.campaignStructure/.test(text),
  );
  expect(broker).toMatch(/moleculer_services_total \d/);
});
