import type { Language } from '../briefs.ts';
import type { AdText } from './texts.ts';

/** A fault that can be seen without understanding the sentence. */
type Rule = { name: string; languages?: readonly Language[]; found: (text: AdText) => boolean };

/** Words that need another one after them. */
const DANGLING: Readonly<Record<Language, string>> = {
  en: 'a an the of for in to and with by at from or your our their its than as is are but because that which',
  de: 'der die das den dem des ein eine einen einem einer und oder für in im mit von vom zum zur am auf bei ihr ihre unser unsere als ist sind dass weil wenn',
  fr: 'le la les un une des du de et ou pour en à au aux avec dans sur par votre vos notre nos que qui est sont',
  es: 'el la los las un una de del y o para en a al con por su sus tu tus nuestro nuestra que es son',
};
/** The same after a full stop, where verbs with a prefix ("sehen Sie sich alles an") and relative clauses end sentences. */
const WHOLE: Partial<Record<Language, string>> = {
  en: 'a an the of and or your our their its',
  de: 'der die das den des ein eine einen einem einer und oder für ihr ihre unser unsere',
};
/** Words that may stand twice: "vous vous", "die die", "sie sie", "that that", "nous nous". */
const TWICE = /^(vous|nous|die|das|der|sie|that|had|very|blah|tuk)$/iu;

const pattern =
  (expression: RegExp) =>
  ({ text }: AdText): boolean =>
    expression.test(text);

const RULES: readonly Rule[] = [
  {
    name: 'doubled word',
    found: ({ text }) =>
      [...text.matchAll(/(?<![\p{L}-])(\p{L}+)\s+\1(?![\p{L}-])/giu)].some(
        ([, word = '']) => !TWICE.test(word),
      ),
  },
  { name: 'cut at punctuation', found: pattern(/[,;:–—&+/-]\s*$|…|\.\.\./u) },
  { name: 'unit in the wrong case', found: pattern(/\d\s?(?:Mm|Kg|KG|Km|Cm|Ml|Kw|Kwp|Gb|Mhz|Db)\b/u) },
  {
    name: 'space before punctuation',
    languages: ['en', 'de', 'es'],
    found: pattern(/\p{L}\s+[,.;!?](?:\s|$)/u),
  },
  { name: 'no space after a comma', found: pattern(/\p{L},\p{L}/u) },
  { name: 'open bracket or quote', found: ({ text }) => unbalanced(text) },
  {
    name: 'machine leftover',
    found: pattern(/&\w+;|\b(?:undefined|null|NaN|lorem ipsum)\b|[{}<>|]|\bhttps?\b/iu),
  },
  { name: 'a or an', languages: ['en'], found: ({ text }) => wrongArticle(text) },
  {
    name: 'missing elision',
    languages: ['fr'],
    found: pattern(
      /(?<![\p{L}'’-])(?:le|la|de|que|ne|je|se|me|te|jusque|lorsque)\s(?!onz|oui|un\b|ouistiti|yaourt|yoga|y\b|h)[aeiouâàéèêëîïôûù]/iu,
    ),
  },
  {
    name: 'gender of the article',
    languages: ['fr'],
    found: pattern(
      /(?<!\p{L})(?:(?:le|un|du|au|ce|mon|notre nouveau)\s\p{L}{3,}(?:tion|sion|té(?<!côté|été|comité|comté|traité|pâté))|(?:la|une|cette|ma)\s\p{L}{3,}(?:ement|isme|eau(?<!peau|eau)))(?!\p{L})/iu,
    ),
  },
  {
    name: 'gender of the article',
    languages: ['es'],
    found: pattern(
      /(?<!\p{L})(?:(?:el|un|los|unos|este|nuestro)\s\p{L}{2,}(?:ción|sión|dad|ciones|dades)|(?:la|una|las|unas|esta|nuestra)\s\p{L}{2,}(?:aje|miento|ajes|mientos))(?!\p{L})/iu,
    ),
  },
  {
    name: 'gender of the article',
    languages: ['de'],
    found: pattern(
      /(?<!\p{L})(?:[Dd]as|[Dd]em|[Dd]es|[Ee]in|[Ee]inem|[Ee]ines)\s\p{Lu}\p{L}{2,}(?:ung(?<!sprung|schwung)|heit|keit|schaft)(?!\p{L})/u,
    ),
  },
  {
    name: 'agreement of the participle',
    languages: ['fr'],
    found: pattern(
      /(?<!\p{L})(?:\p{L}+erie|clinique|entreprise|agence|école|auto-école|solution|formation|équipe|société|offre|salle)(?:\s\p{Lu}[\p{L}-]*)*,\s(?:pensé|conçu|fait|créé|adapté|dédié|fondé)(?!\p{L})/iu,
    ),
  },
  {
    name: 'agreement of the participle',
    languages: ['es'],
    found: pattern(
      /(?<!\p{L})(?:\p{L}+ería|clínica|empresa|agencia|tienda|academia|escuela|autoescuela|posada|asesoría|solución|oferta)(?:\s\p{Lu}[\p{L}-]*)*,?\s(?:pensado|hecho|creado|diseñado|fundado|dedicado|preparado)(?!\p{L})/iu,
    ),
  },
  {
    name: 'question without its first mark',
    languages: ['es'],
    found: ({ text }) => text.includes('?') && !text.includes('¿'),
  },
];

/** The names of the faults of one text; `last` words are those after which a text cannot end. */
export function grammarFaults(text: AdText, language: Language): string[] {
  const faults = RULES.filter((rule) => rule.languages?.includes(language) ?? true)
    .filter((rule) => rule.found(text))
    .map(({ name }) => name);
  return endsDangling(text.text, language) ? [...faults, 'ends at a word that needs another'] : faults;
}

function endsDangling(text: string, language: Language): boolean {
  const last = /(\p{L}+)[\s.]*$/u.exec(text)?.[1];
  if (last === undefined || /^\p{Lu}+$/u.test(last)) return false; // "IT", "A" as names
  const whole = text.trimEnd().endsWith('.') ? WHOLE[language] : undefined;
  return (whole ?? DANGLING[language]).split(' ').includes(last.toLowerCase());
}

function unbalanced(text: string): boolean {
  const count = (sign: string) => text.split(sign).length - 1;
  return (
    count('(') !== count(')') ||
    count('«') !== count('»') ||
    count('"') % 2 === 1 ||
    (count('“') !== count('”') && count('„') !== count('“'))
  );
}

const SOUNDS_AS_CONSONANT = /^(?:un[ai](?!m|n)|use|user|usual|eu|one|once|ubiq|uk\b|us\b|u-)/iu;
const SOUNDS_AS_VOWEL =
  /^(?:hour|honest|honou?r|heir|m[bo]?a\b|mba|mot\b|hr\b|nhs|sms|seo|fsc|xdr|mdr|mcs)/iu;

function wrongArticle(text: string): boolean {
  return [...text.matchAll(/(?<![\p{L}'’.-])(an?)\s(\p{L}[\p{L}-]*)/giu)].some(
    ([, article = '', word = '']) => {
      if (/^\p{Lu}/u.test(word) && word.length <= 4) return false; // spoken letter by letter, or a name
      const vowel =
        SOUNDS_AS_VOWEL.test(word) || (/^[aeiou]/iu.test(word) && !SOUNDS_AS_CONSONANT.test(word));
      return (article.toLowerCase() === 'an') !== vowel;
    },
  );
}
