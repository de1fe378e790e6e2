import { afterEach, beforeEach, describe } from 'vitest';
import { describeCreate } from './create.suite.ts';
import { describeDelivery } from './delivery.suite.ts';
import { describeFigures } from './figures.suite.ts';
import { describeFailures } from './failures.suite.ts';
import { describeOAuth } from './oauth.suite.ts';
import { describeRemove } from './remove.suite.ts';
import { describeServing } from './serving.suite.ts';
import { Trial, type PlatformHarness } from './trial.suite.ts';
import { describeUpdate } from './update.suite.ts';
import { describeWidening, type Widening } from './widening.suite.ts';

/** Tests every guarantee of `port.ts` on a platform. Called once for each adapter, with what widens on that platform. */
export function describePlatform(
  name: string,
  start: () => Promise<PlatformHarness>,
  widenings: readonly Widening[],
): void {
  describe(`${name} keeps the platform port's guarantees`, () => {
    const trial = new Trial(start);
    beforeEach(() => trial.restart());
    afterEach(() => trial.stop());

    describeCreate(trial);
    describeFailures(trial);
    describeServing(trial);
    describeUpdate(trial);
    describeWidening(trial, widenings);
    describeDelivery(trial);
    describeFigures(trial);
    describeRemove(trial);
    describeOAuth(trial);
  });
}
