import type { Random } from '../../lib/random.ts';

/** Letters of several scripts, and characters whose width or nature is easily mistaken. */
const SCRIPTS: readonly string[] = [
  'abcdefghij',
  'ABCDEFGHIJ',
  'äöüßéèñçåø',
  'αβγδεζηθικ',
  'абвгдежзий',
  'ابتثجحخدذر',
  'अआइईउऊऋएऐओ',
  'กขคงจฉชซญด',
  '広告会計料金東京大阪',
  'ひらがなのもじです',
  'ｱｲｳｴｵｶｷｸｹｺ',
  '광고회계요금서울부산',
  'ＡＢＣＤＥＦＧＨ',
  '\u{20000}\u{20001}\u{2a700}\u{30000}',
  '\u4dc0\u4dc1\u4dff',
  '\ufe50\ufe51\ufe52\ufe54',
  '\ua960\ua961\ua97c',
  '🚀🎯📈',
  'e\u0301a\u0308o\u0302',
  '\u303f\u3000\uff61\uffe6',
  '\ue000\u200b\u00ad',
];

export type Texts = {
  /** One of a list. */
  pick: <T>(list: readonly T[]) => T;
  /** True once in `often` times. */
  once: (often: number) => boolean;
  /** A text about as long as a limit: just below it, at it, or just above it, in characters or in width. */
  around: (limit: number) => string;
  /** The same text, or one that differs in letter case, spaces or letter width only. */
  twin: (text: string) => string;
};

/** Texts from a seeded source: the same seed gives the same texts. */
export function textsFrom(random: Random): Texts {
  const pick = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T;
  const once = (often: number): boolean => random.int(1, often) === 1;
  const letters = (count: number): string => {
    const script = [...pick(SCRIPTS)];
    return Array.from({ length: Math.max(0, count) }, () => pick(script)).join('');
  };
  const plain = (limit: number): string => {
    const near = limit + random.int(-1, 1);
    return letters(once(2) ? near : Math.floor(near / 2) + random.int(0, 1));
  };
  const around = (limit: number): string => {
    if (once(4)) return letters(random.int(2, 8));
    if (once(6))
      return `{${pick(['KeyWord', 'keyword', 'KEYWORD', 'LOCATION(City)', 'Other'])}:${plain(limit)}}`;
    if (once(8)) return `Buy {KeyWord:${plain(limit - 4)}}`;
    return once(40) ? pick([' ', '\u3000']) : plain(limit);
  };
  const twin = (text: string): string =>
    pick([text, text.toUpperCase(), ` ${text}`, text.replace(/[!-~]/g, wide)]);
  return { pick, once, around, twin };
}

function wide(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);
}
