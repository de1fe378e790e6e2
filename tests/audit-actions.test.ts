import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOT_RECORDED, RECORDED, RECORDED_BESIDE } from '../contracts/audit-actions.ts';
import { everyContract } from './support/contracts.ts';

const ROOT = join(import.meta.dirname, '..');

/** Every audit action in the code of the services: `'<noun>.<past>'` in the words of the trail; names of columns look alike. */
function actionsInCode(): Set<string> {
  const files = globSync('services/*/**/*.ts', { cwd: ROOT }).filter(
    (file) => !/\.test\.ts$|\/tests\/|\/testing\/|\/header-names\/|migrations/.test(file),
  );
  const text = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  const nouns =
    'auth|sql_login|report_schedule|campaign|drift|policy|recommendation|ad_account|submission|ai|import|figures|organization|alert|alerts|alert_rules|currency_rates?|alert_webhook';
  return new Set(
    [...text.matchAll(new RegExp(`'((?:${nouns})\\.[a-z]+(?:_[a-z]+)*)'`, 'g'))].map(([, a = '']) => a),
  );
}

describe('the audit trail', () => {
  it('has an action for every contract that changes something, or a reason why not', async () => {
    const changing = (await everyContract())
      .filter(({ http, stepUp }) => http?.method !== 'GET' || stepUp !== 'none')
      .map(({ name }) => name);
    const known = new Set([...Object.keys(RECORDED), ...Object.keys(NOT_RECORDED)]);
    expect(changing.filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(RECORDED).filter((name) => name in NOT_RECORDED)).toEqual([]);
    const names = new Set((await everyContract()).map(({ name }) => name as string));
    expect([...known].filter((name) => !names.has(name))).toEqual([]);
  });

  it('has an action for everything that a person confirms with a fresh factor; a challenge alone needs none', async () => {
    const confirmed = (await everyContract()).filter(({ stepUp }) => stepUp !== 'none');
    const missing = confirmed.map(({ name }) => name).filter((name) => !(name in RECORDED));
    expect(missing).toEqual(['auth.beginPasskey']);
  });

  it('knows every action that the code records, and records every one that it knows', async () => {
    const listed = new Set([...Object.values(RECORDED).flat(), ...RECORDED_BESIDE]);
    const contracts = new Set((await everyContract()).map(({ name }) => name as string));
    const found = [...actionsInCode()].filter((action) => !contracts.has(action));
    expect(found.filter((action) => !listed.has(action))).toEqual([]);
    const written = new Set([...found, ...SPELLED_BY_CODE]);
    const promised = Object.entries(RECORDED).flatMap(([name, actions]) =>
      contracts.has(name) ? actions : [],
    );
    const missing = promised.filter((action) => !written.has(action));
    expect(missing).toEqual([]);
  });
});

/** Actions that the code puts together: `submission.${end}`, `campaign.${kind}_requested`. */
const SPELLED_BY_CODE = [
  'campaign.publish_requested',
  'campaign.resume_requested',
  'submission.done',
  'submission.failed',
  'submission.needs_review',
];
