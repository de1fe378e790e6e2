import { startOpenAi } from '@sip/ad-sandbox/openai/server';
import type { Client } from '../../../client/client.ts';
import { ClientFailure, ProblemAnswer } from '../../../client/failures.ts';
import { structureContracts } from '../../../contracts/ai/structures.ts';
import { findProduct } from '../../../scripts/demo/product.ts';
import { newcomer } from '../ask.ts';
import { readBriefs, type TestBrief } from '../briefs.ts';
import { goodLines, hostileLines, type Line } from './lines.ts';
import { modelAnswer, portions } from './model.ts';
import { checkerLines, fateOf, figuresOf, type Outcome } from './outcome.ts';

const KEY = 'sk-judge-of-the-checker';
/** Every so many requests it says how far it is. */
const SAY = 100;

/**
 * Lets a model that writes hostile and good lines answer the product's requests, and sees what reaches the user: the
 * product is started with the fake of the Responses API from packages/ad-sandbox as its OpenAI. Hostile lines are tried one by one.
 * @throws ClientFailure when a product answers at `base` already, because its OpenAI would be another
 */
export async function runChecker(base: string, say: (line: string) => void, verbose: boolean): Promise<void> {
  const fake = await startOpenAi({ apiKey: KEY });
  const product = await findProduct(base, say, { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: fake.url });
  try {
    if (!product.started)
      throw new ClientFailure(`a product answers at ${base} already: stop it, or name another API_URL`);
    const client = await newcomer(product.base);
    const briefs = new Map(readBriefs().map((test) => [test.key, test]));
    let asked = 0;
    const tryOut = async (lines: readonly Line[]): Promise<Outcome[]> => {
      const test = briefs.get(lines[0]?.key ?? '');
      if (test === undefined) throw new Error(`no brief ${lines[0]?.key}`);
      fake.setAnswer(() => modelAnswer(test, lines));
      asked += 1;
      if (asked % SAY === 0) say(`${asked} requests`);
      const answer = await answerTo(client, test, asked);
      return lines.map((line) => ({ line, fate: fateOf(line, answer) }));
    };
    const hostile = await inTurn(
      hostileLines().map((line) => [line]),
      tryOut,
    );
    const byBrief = [...Map.groupBy(goodLines(), ({ key }) => key)];
    const groups = byBrief.flatMap(([key, lines]) => portions(lines, briefs.get(key)?.language ?? 'en'));
    const good = await inTurn(groups, tryOut);
    if (verbose) {
      for (const { line, fate } of hostile) if (fate === 'passed') say(`passed, ${line.kind}: ${line.text}`);
      for (const { line, fate } of good)
        if (fate !== 'passed') say(`${fate}, good: ${line.text} (${line.key})`);
    }
    for (const line of checkerLines(figuresOf(hostile, good))) say(line);
  } finally {
    await product.stop();
    await fake.close();
  }
}

async function inTurn(
  all: readonly (readonly Line[])[],
  tryOut: (lines: readonly Line[]) => Promise<Outcome[]>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const lines of all) outcomes.push(...(await tryOut(lines)));
  return outcomes;
}

/** The structure, or null when the checks let nothing out. Each request is a brief of its own, so that none is answered from a cache. */
async function answerTo(client: Client, test: TestBrief, turn: number) {
  const landingPageUrl = `${test.brief.landingPageUrl.replace(/[?#].*$/, '')}?turn=${turn}`;
  const brief = { ...test.brief, landingPageUrl, platforms: ['google-ads' as const] };
  try {
    return await client.call(structureContracts.campaignStructure, { brief });
  } catch (error) {
    if (error instanceof ProblemAnswer && error.code === 'GENERATION_FAILED') return null;
    throw error;
  }
}
