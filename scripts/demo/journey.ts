import { randomUUID } from 'node:crypto';
import { structureContracts } from '../../contracts/ai/structures.ts';
import { type Campaign } from '../../contracts/campaign/campaign.ts';
import { contentContracts } from '../../contracts/campaign/content.ts';
import { reviewContracts } from '../../contracts/campaign/review.ts';
import type { Structure } from '../../contracts/structure.ts';
import { addDays, dayOf } from '../../lib/time.ts';
import { platformName } from '../../rules/words.ts';
import { BRIEF, campaignFrom, CURRENCY } from './brief.ts';
import { printChanges } from './changes.ts';
import type { Client } from '../../client/client.ts';
import { connectAll, type Accounts } from './connect.ts';
import { DemoFailure } from './failure.ts';
import type { FigureSource } from './figures.ts';
import { apply, optimize } from './improve.ts';
import { sendFigures } from './ingest.ts';
import type { Output, Say } from './output.ts';
import { meet, type People, type Person } from './people.ts';
import { approve, publish } from './publish.ts';
import { readReports, type Reports } from './reports.ts';

/** The results of the journey. */
export type Journey = { people: People; before: Campaign; after: Campaign; reports: Reports; from: string };

/** Plays the main job, from registration to an improved campaign. @throws DemoFailure at the first wrong result */
export async function play(
  client: Client,
  inboxUrl: string,
  source: FigureSource,
  out: Output,
): Promise<Journey> {
  const people = await out.step('Two people of one organisation', (say) => meet(client, inboxUrl, say));
  const { owner, approver } = people;
  const accounts = await out.step('A sandbox ad account of each platform', (say) =>
    connectAll(owner, CURRENCY, say),
  );
  const structure = await out.step('A brief in, a checked structure out', (say) => write(owner, say));
  const from = addDays(dayOf(new Date()), -source.days);
  const { id } = await out.step('The campaign', (say) => create(owner, structure, accounts, say));
  await out.step('Submitted by one, approved by the other', async (say) => {
    await owner.client.call(reviewContracts.submit, { id });
    say('Anna submits version 1');
    return approve(owner, approver, id, say);
  });
  const before = await out.step('Published to both platforms', (say) => publish(owner, id, say));
  const target = { campaignId: id, currency: CURRENCY, from };
  await out.step('Performance in', (say) => sendFigures(owner.client, source, target, say));
  const reports = await out.step('Dashboard and performance report', (say) =>
    readReports(owner.client, source, target, say),
  );
  const best = await out.step('What to improve', (say) => optimize(owner, before, say));
  const after = await out.step('The recommendation applied', async (say) => {
    await apply(owner, best, say);
    await approve(owner, approver, id, say);
    return publish(owner, id, say);
  });
  await out.step('What changed', (say) => printChanges(people, before, after, say));
  return { people, before, after, reports, from };
}

async function write(person: Person, say: Say): Promise<Structure> {
  say(`Brief: ${BRIEF.product}, for ${BRIEF.audience}`);
  const draft = await person.client.call(structureContracts.campaignStructure, {
    brief: BRIEF,
    idempotencyKey: randomUUID(),
  });
  for (const group of draft.structure.adGroups) {
    const first = group.ads.flatMap((ad) => (ad.format === 'responsive_search' ? ad.headlines : []))[0];
    const example = first ? `, e.g. “${first.text}”` : '';
    say(`${group.name}: ${group.ads.length} ads, ${group.keywords.length} keywords${example}`);
  }
  const errors = draft.checks.filter((check) => check.severity === 'error');
  if (errors.length > 0) {
    throw new DemoFailure(
      'the structure does not pass its own checks',
      errors.map((check) => `${check.path}: ${check.message} (${check.code})`),
    );
  }
  say(`Written by ${draft.provenance.provider} (${draft.provenance.model}); checked: no error`);
  const notes = draft.checks.map(
    ({ platform, message }) => `Note${platform ? ` for ${platformName(platform)}` : ''}: ${message}`,
  );
  for (const note of new Set(notes)) say(note);
  return draft.structure;
}

async function create(person: Person, structure: Structure, accounts: Accounts, say: Say): Promise<Campaign> {
  const startDate = dayOf(new Date());
  const name = `Fieldbook ${startDate} ${randomUUID().slice(0, 8)}`;
  const campaign = await person.client.call(contentContracts.create, {
    campaign: campaignFrom(structure, accounts, { name, startDate }),
    idempotencyKey: randomUUID(),
  });
  say(`“${campaign.name}” is a ${campaign.status}, version ${campaign.version}`);
  return campaign;
}
