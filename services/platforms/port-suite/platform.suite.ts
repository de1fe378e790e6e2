import { afterEach, beforeEach, describe } from 'vitest';
import { describeCreate } from './create.suite.ts';
import { describeFailures } from './failures.suite.ts';
import { describeOAuth } from './oauth.suite.ts';
import { describeRemove } from './remove.suite.ts';
import { describeServing } from './serving.suite.ts';
import { Trial, type PlatformHarness } from './trial.suite.ts';
import { describeUpdate } from './update.suite.ts';

/** Tests every guarantee of `port.ts` on a platform. Called once for each adapter. */
export function describePlatform(name: string, start: () => Promise<PlatformHarness>): void {
  describe(`${name} keeps the platform port's guarantees`, () => {
    const trial = new Trial(start);
    beforeEach(() => trial.restart());
    afterEach(() => trial.stop());

    describeCreate(trial);
    describeFailures(trial);
    describeServing(trial);
    describeUpdate(trial);
    describeRemove(trial);
    describeOAuth(trial);
  });
}
