import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { campaignIn, publication } from '../../content/domain/testing/content.ts';
import { CAUSES } from './causes.ts';
import { waysOut } from './ways-out.ts';

/** Codes in the same files that never come with `needs_review`: what is only told, or refused before anything is begun. */
const NO_CAUSE = ['CHECKS_UNAVAILABLE', 'CAMPAIGN_STATE_CONFLICT', 'PERMISSION_DENIED'];

const names = (...asked: Parameters<typeof waysOut>) =>
  waysOut(...asked).map(({ contract }) => contract.name);

describe('the ways out of a review', () => {
  it('are known for every code that the code of this product ends a step or an operation with', () => {
    const files = globSync([
      'services/platforms/ledger/{domain,steps,jobs}/*.ts',
      'services/campaign/publishing/{domain,jobs}/*.ts',
      'services/campaign/drift/domain/*.ts',
    ]).filter((file) => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(20);
    const used = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bcode: '([A-Z][A-Z_]+)'/g)].map(([, code]) => code ?? ''),
    );
    expect(used).toContain('PLATFORM_MISMATCH');
    const unknown = used.filter((code) => !Object.hasOwn(CAUSES, code) && !NO_CAUSE.includes(code));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it.each([...Object.keys(CAUSES), 'SOME_CODE_OF_A_PLATFORM', 'toString'])(
    'begin with pausing where something may serve, and never end with nothing (%s)',
    (code) => {
      const publications = [publication('google-ads', 'needs_review')];
      const campaign = campaignIn({ status: 'needs_review', publishedVersion: 1, publications });
      const ways = names(code, { campaign, last: null }, true, publications[0] ?? null);
      expect(ways[0]).toBe('campaign.pause');
      if (code !== 'PAUSE_UNPROVED') expect(ways.length).toBeGreaterThan(1);
    },
  );

  it('have no pause where nothing serves, and none that the state of the campaign does not allow', () => {
    const campaign = campaignIn({ status: 'paused', publishedVersion: 1 });
    expect(names('PLATFORM_OBJECT_GONE', { campaign, last: null }, false, null)).toEqual([
      'campaign.submit',
      'campaign.update',
      'campaign.archive',
    ]);
  });
});
