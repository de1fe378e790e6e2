import type { AdGroup, Structure } from '../../../contracts/structure.ts';
import type { TestBrief } from '../briefs.ts';
import type { Share } from '../statistics/intervals.ts';
import { meaning, stemsOf } from '../text/words.ts';

/** A group is about what at least this share of its keywords says. */
const MOST_OF_IT = 0.5;

/**
 * How many of the brief's services have an ad group of their own. One group serves one service: the pairs are chosen so
 * that as many services as possible have one (augmenting paths; Kuhn 1955).
 */
export function measureGroups({ adGroups }: Structure, test: TestBrief): Share {
  const served = new Map<number, number>();
  const about = test.services.map((ways) =>
    adGroups.flatMap((group, g) => (ways.some((way) => isAbout(group, way, test)) ? [g] : [])),
  );
  const place = (service: number, tried: Set<number>): boolean =>
    (about[service] ?? []).some((group) => {
      if (tried.has(group)) return false;
      tried.add(group);
      const holder = served.get(group);
      if (holder !== undefined && !place(holder, tried)) return false;
      served.set(group, service);
      return true;
    });
  const part = test.services.filter((_, service) => place(service, new Set())).length;
  return { part, whole: test.services.length };
}

/** LinkedIn reaches people by who they are: ad groups with LinkedIn ads, and how many of them say to whom they go. */
export function measureAudiences({ adGroups }: Structure): Share {
  const groups = adGroups.filter(({ ads }) => ads.some(({ format }) => format !== 'responsive_search'));
  const chosen = groups.filter(({ audiences }) =>
    Object.values(audiences ?? {}).some((urns) => urns.length > 0),
  );
  return { part: chosen.length, whole: groups.length };
}

function isAbout(group: AdGroup, service: string, test: TestBrief): boolean {
  if (speaksOf(group.name, service, test)) return true;
  const speaking = group.keywords.filter(({ text }) => speaksOf(text, service, test)).length;
  return group.keywords.length > 0 && speaking / group.keywords.length >= MOST_OF_IT;
}

/** True when each word of a service begins a word of the text; in German it may also stand within a compound. */
function speaksOf(text: string, service: string, { language }: TestBrief): boolean {
  const words = stemsOf(text, language);
  const wanted = meaning(service, language);
  const within = (word: string, part: string) =>
    word.startsWith(part) || (language === 'de' && part.length >= 4 && word.includes(part));
  return wanted.length > 0 && wanted.every((part) => words.some((word) => within(word, part)));
}
