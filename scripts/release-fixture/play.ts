import { Client } from '../../client/client.ts';
import type { FigureSource } from '../demo/figures.ts';
import { generateFigures } from '../demo/generated-figures.ts';
import { play } from '../demo/journey.ts';
import { Output } from '../demo/output.ts';
import { playAdvice, playFigures, playModel } from './advice.ts';
import { playCampaigns } from './campaigns.ts';
import { leaveCredentials, meetPeople, type Cast } from './people.ts';
import type { Person } from './person.ts';
import { PASSWORD, type Repeat } from './person.ts';
import { slowClock } from './slow-clock.ts';
import type { Stage } from './stage.ts';
import { completeBygone, playBygone, playNeighbour, playTroubles } from './troubles.ts';
import { keepFresh, leaveWaiting } from './waiting.ts';

/** What a test must know to go on where the scenes end. */
export type PlayedRelease = {
  people: { email: string; password: string }[];
  credentials: {
    invitation: { email: string; token: string };
    apiKey: string;
    refreshToken: string;
    consent: string;
  };
  repeats: Repeat[];
};

const THREE_DAYS = 3 * 86_400_000;

/** Plays the demo and every scene that leaves rows of a kind, and stops the product with work waiting. */
export async function playRelease(stage: Stage): Promise<PlayedRelease> {
  const repeats: Repeat[] = [];
  const restoreClock = slowClock(THREE_DAYS);
  await stage.start();
  const { neighbour, structure } = await playNeighbour(stage, repeats);
  const cast = await meetPeople(stage, repeats, structure);
  const bygone = await playBygone(cast);
  await stage.stop();
  restoreClock();
  await stage.start();
  await signIn(cast, neighbour);
  await completeBygone(cast, bygone);
  const demo = await playDemo(stage);
  const played = await playCampaigns(cast);
  await playTroubles(cast);
  await playAdvice(cast, played);
  await playFigures(cast, played.live);
  await stage.start({ OPENAI_API_KEY: 'test-only', OPENAI_BASE_URL: stage.openai.url });
  await playModel(cast);
  await stage.start();
  const credentials = await leaveCredentials(cast, neighbour);
  await leaveWaiting(cast, played.pausable);
  await keepFresh(stage, repeats);
  const roles = ['owner', 'manager', 'admin', 'analyst', 'viewer', 'neighbour', 'approver'];
  const people = roles.map((role) => ({ email: `${role}@fixture.example.com`, password: PASSWORD }));
  return { people: [...people, ...demo], credentials, repeats };
}

async function signIn(cast: Cast, neighbour: Person): Promise<void> {
  for (const person of [cast.owner, cast.manager, neighbour]) await person.login();
}

async function playDemo(stage: Stage): Promise<PlayedRelease['people']> {
  const silent = new Output({ write: () => undefined });
  const { people } = await play(new Client(stage.base), stage.mail.inboxUrl, fourWeeks(), silent);
  return [people.owner, people.approver].map(({ email }) => ({ email, password: people.password }));
}

/** Generated figures, of them one ad in the last four weeks: enough for a recommendation, and a fixture stays small. */
function fourWeeks(): FigureSource {
  const { days, figures, words } = generateFigures(7, 4);
  const first = days - 28;
  const last = figures.filter(({ day, ad }) => day >= first && ad === 'Ad A');
  return { days: 28, figures: last.map((figure) => ({ ...figure, day: figure.day - first })), words };
}
