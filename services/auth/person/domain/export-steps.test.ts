import { expect, it } from 'vitest';
import { EXPORTERS, firstStep, stepAfter, type Step } from './export-steps.ts';

function walk(organizationsAt: (steps: number) => readonly string[]): Step[] {
  const steps: Step[] = [];
  for (let step: Step | null = firstStep; step; step = stepAfter(step, organizationsAt(steps.length)))
    steps.push(step);
  return steps;
}

it('an export asks for the account, then every service in every organisation, once each', () => {
  const steps = walk(() => ['b', 'a']);
  const expected = ['a', 'b'].flatMap((organizationId) =>
    EXPORTERS.map((service) => ({ organizationId, service })),
  );
  expect(steps).toEqual([firstStep, ...expected]);
});

it('passes over an organisation that was left meanwhile, and ends', () => {
  const steps = walk((count) => (count < 3 ? ['a', 'b'] : ['b']));
  expect(steps.map(({ organizationId }) => organizationId)).toEqual([
    null,
    'a',
    'a',
    ...EXPORTERS.map(() => 'b'),
  ]);
});
