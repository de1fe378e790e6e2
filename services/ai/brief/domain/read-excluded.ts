import type { Lexicon } from '../../bank/domain/bank.ts';

/** What the brief says that the firm does not do. */
export type Excluded = {
  /** In the brief's words: `intensive courses`. */
  phrases: string[];
  /** Stems that stand nowhere else in the brief. */
  stems: ReadonlySet<string>;
  /** The text without what is excluded. */
  rest: string;
};

/** Finds `we do not do intensive courses`, `Balkonkraftwerke machen wir nicht`, `no hacemos mudanzas de particulares`. */
export function readExcluded(description: string, lexicon: Lexicon): Excluded {
  const phrases: string[] = [];
  let rest = description;
  for (const source of lexicon.file.excluded)
    rest = rest.replace(new RegExp(source, 'gimu'), (...found) => {
      const groups = found.at(-1) as { what?: string };
      const what = (groups.what ?? '').trim();
      if (what !== '') phrases.push(what);
      return ' . ';
    });
  const said = new Set(lexicon.stems(rest));
  const stems = new Set(
    phrases.flatMap((phrase) => lexicon.stems(phrase)).filter((stem) => !said.has(stem) && stem.length > 2),
  );
  return { phrases, stems, rest };
}
