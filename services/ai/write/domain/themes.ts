import type { Reading } from '../../brief/domain/read-brief.ts';
import type { Topic } from '../../brief/domain/read-phrases.ts';
import { lowerFirst, upperFirst } from '../../brief/domain/casing.ts';
import type { Slots } from './templates.ts';
import { cutToWidth, fits } from '../../brief/domain/width.ts';
import { AIMS } from './aims.ts';

/** What one ad group is about: one intent a group. */
export type Theme = {
  kind: 'brand' | 'topic' | 'audience' | 'benefit';
  name: string;
  topic: Topic | undefined;
  audience: string[];
  /** The uses that the group leads with; another group begins with another one. */
  benefits: string[][];
  index: number;
};

/** Two to four themes of a brief: the brand, the kind of product, the audience, the uses. */
export function chooseThemes(reading: Reading): Theme[] {
  const { topics, audiences, benefits, product, vocabulary } = reading;
  const [first, second] = topics;
  const [audience = []] = audiences;
  const planned: Pick<Theme, 'kind' | 'name' | 'topic'>[] = [];
  if (product !== '') planned.push({ kind: 'brand', name: vocabulary.labels.brand, topic: first });
  if (first !== undefined) planned.push({ kind: 'topic', name: topicName(first), topic: first });
  if (audience.length > 0)
    planned.push({ kind: 'audience', name: audienceName(reading, audience), topic: first });
  if (benefits.length > 1) planned.push({ kind: 'benefit', name: vocabulary.labels.benefits, topic: first });
  else if (second !== undefined) planned.push({ kind: 'topic', name: topicName(second), topic: second });
  while (planned.length < AIMS.adGroups.min)
    planned.push({
      kind: 'benefit',
      name: `${vocabulary.labels.benefits} ${planned.length + 1}`,
      topic: first,
    });
  return planned.map((theme, index) => ({
    ...theme,
    name: groupName(product, theme.name || vocabulary.labels.benefits),
    audience,
    benefits: [...benefits.slice(index), ...benefits.slice(0, index)],
    index,
  }));
}

/** The slots that a theme fills in templates. */
export function slotsOf(theme: Theme, reading: Reading, action: string): Slots {
  const { topic } = theme;
  const plain = topic?.variants ?? [];
  const article = topic?.article ?? '';
  const lower = plain.map((t) => lowerFirst(t, reading.vocabulary, [reading.product]));
  return {
    topic: plain,
    aTopic: article === '' ? [] : lower.map((t) => (article === '-' ? t : `${articleFor(t, article)} ${t}`)),
    audience: theme.audience,
    action: [action],
  };
}

function topicName(topic: Topic): string {
  return upperFirst(shortName(topic.variants));
}

function audienceName({ vocabulary, product }: Reading, audience: readonly string[]): string {
  const short = lowerFirst(shortName(audience), vocabulary, [product]);
  return vocabulary.labels.audience.replace('{audience}', () => short);
}

/** A shorter version may begin with another letter: an applicant tracking system, a tracking system. */
function articleFor(topic: string, article: string): string {
  if (article !== 'a' && article !== 'an') return article;
  return /^(?:[aeio]|u(?!ni|s|ti)|hono|hour)/iu.test(topic) && !/^(?:one|eu)/iu.test(topic) ? 'an' : 'a';
}

/** The longest version that is short enough for a name. */
function shortName(variants: readonly string[]): string {
  return variants.find((v) => fits(v, 40)) ?? cutToWidth(variants.at(-1) ?? '', 40);
}

function groupName(product: string, label: string): string {
  return [...(product === '' ? label : `${product} | ${label}`)].slice(0, 110).join('').trim();
}
