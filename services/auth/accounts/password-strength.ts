import { readFile } from 'node:fs/promises';
import { BloomFilter } from './domain/bloom-filter.ts';
import { requireStrongPassword, type Judges, type PasswordContext } from './domain/password-rules.ts';

/** How often a password that is on no list is taken for a listed one, at each look of a check. */
export const FALSE_POSITIVE_RATE = 1e-6;
/** zxcvbn reads letters that may be signs in so many ways: with its own hundred, 100 characters can take ten seconds. */
const READINGS_OF_SIGNS = 5;

/**
 * Judges passwords that people choose. The lists take half a second and 100 MB to load, so they are loaded when somebody
 * chooses the first one, and once in a process; no sign-in asks for them.
 */
export class PasswordStrength {
  readonly #filterFile: string | undefined;
  #judges: Promise<Judges> | undefined;

  /** @param filterFile a filter to be used in place of the list that comes along (scripts/breach-filter.ts makes one) */
  constructor(filterFile?: string) {
    this.#filterFile = filterFile;
  }

  /** Checks that a filter that was given can be read. @throws Error in one sentence */
  async prepare(): Promise<void> {
    if (this.#filterFile !== undefined) await this.#load();
  }

  /** @throws AppError PASSWORD_WEAK with the reason */
  async require(password: string, context: PasswordContext): Promise<void> {
    requireStrongPassword(password, context, await this.#load());
  }

  #load(): Promise<Judges> {
    this.#judges ??= judgesWith(this.#filterFile);
    return this.#judges;
  }
}

async function judgesWith(filterFile: string | undefined): Promise<Judges> {
  if (filterFile === undefined) return builtInJudges();
  const filter = await filterIn(filterFile);
  return { ...(await builtInJudges()), isListed: (text) => filter.has(text) };
}

async function filterIn(file: string): Promise<BloomFilter> {
  try {
    return BloomFilter.parse(await readFile(file));
  } catch (error) {
    throw new Error(`BREACH_FILTER cannot be used: ${(error as Error).message}.`, { cause: error });
  }
}

let builtIn: Promise<Judges> | undefined;

/** The judges that need no file: the list of @zxcvbn-ts/language-common as a filter, and zxcvbn. */
export function builtInJudges(): Promise<Judges> {
  builtIn ??= loadJudges();
  return builtIn;
}

async function loadJudges(): Promise<Judges> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const filter = filterOf(common.dictionary['passwords-common']);
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: READINGS_OF_SIGNS,
  });
  return {
    isListed: (text) => filter.has(text),
    scoreOf: (password, words) => zxcvbn.check(password, [...words]).score,
  };
}

/** A filter of these passwords, in small letters. */
export function filterOf(passwords: readonly string[], rate = FALSE_POSITIVE_RATE): BloomFilter {
  const filter = BloomFilter.for(passwords.length, rate);
  for (const password of passwords) filter.add(password.normalize('NFKC').toLowerCase());
  return filter;
}
