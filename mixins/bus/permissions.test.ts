import { describe, expect, it } from 'vitest';
import { KEY_HOLDERS, type KeyHolder } from '../identity/service-keys.ts';
import { permissionsOf } from './permissions.ts';

/** Whether one of NATS's patterns (`>` for one word or more, at the end) is for a subject. */
const allows = (patterns: readonly string[], subject: string) =>
  patterns.some((pattern) =>
    pattern.endsWith('.>') ? subject.startsWith(pattern.slice(0, -1)) : pattern === subject,
  );
const hears = (holders: KeyHolder[], subject: string) => allows(permissionsOf(holders).subscribe, subject);
const says = (holders: KeyHolder[], subject: string) => allows(permissionsOf(holders).publish, subject);
/** Moleculer's packets to one node (transit.js, makeSubscriptions). */
const TO_ONE = ['EVENT', 'REQ', 'RES', 'DISCOVER', 'INFO', 'PING', 'PONG'];

describe.each(KEY_HOLDERS)('the credential of %s', (holder) => {
  const others = KEY_HOLDERS.filter((name) => name !== holder);

  it('hears all that Moleculer subscribes to for its nodes', () => {
    for (const packet of ['DISCOVER', 'INFO', 'DISCONNECT', 'HEARTBEAT', 'PING'])
      expect(hears([holder], `MOL-sip.${packet}`)).toBe(true);
    for (const packet of TO_ONE)
      for (const node of [holder, `${holder}.pod-7`, `${holder}.${holder}-7d9f-x`])
        expect(hears([holder], `MOL-sip.${packet}.${node}`)).toBe(true);
  });

  it('hears nothing that is said to a node of anybody else, and no more than the product says', () => {
    for (const packet of TO_ONE)
      for (const node of [...others, ...others.map((name) => `${name}.pod-7`), `${holder}x`])
        expect(hears([holder], `MOL-sip.${packet}.${node}`)).toBe(false);
    for (const subject of ['>', 'MOL-sip.>', '*', 'MOL-sip.*', 'MOL-sip.REQ.>', '_INBOX.x', '$SYS.SERVER.X'])
      expect(hears([holder], subject)).toBe(false);
  });

  it('says what its nodes say, to every node, and nothing else', () => {
    for (const node of KEY_HOLDERS)
      for (const packet of ['REQ', 'RES', 'EVENT', 'DISCOVER', 'INFO', 'PONG'])
        expect(says([holder], `MOL-sip.${packet}.${node}.pod-7`)).toBe(true);
    for (const packet of ['DISCOVER', 'INFO', 'DISCONNECT', 'HEARTBEAT'])
      expect(says([holder], `MOL-sip.${packet}`)).toBe(true);
    for (const subject of [
      'MOL-other.INFO',
      'MOL-sip.REQB.auth.login',
      'MOL-sip.DISCONNECT.x',
      '$SYS.x',
      '_INBOX.x',
    ])
      expect(says([holder], subject)).toBe(false);
    expect(says([holder], 'MOL-sip.PING')).toBe(holder === 'operator');
  });
});

it('a process that runs several services hears for each of them, by whichever its node is named', () => {
  for (const name of ['gateway', 'campaign.2', 'analytics.pod-7'])
    expect(hears(['gateway', 'campaign', 'analytics'], `MOL-sip.REQ.${name}`)).toBe(true);
  expect(hears(['gateway', 'campaign', 'analytics'], 'MOL-sip.REQ.auth')).toBe(false);
});
