/** A dot as a mail program or a browser may read it: also the wide ones, and those that are more than a dot. */
const isDot = (character: string) => /[.\u3002]$/u.test(character.normalize('NFKC'));
/** Letters in circles and squares are signs to Unicode and letters to whoever reads them. */
const BEGINS_LABEL = /^[\p{L}\p{M}\p{N}\p{So}]/u;
const IPV4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/gu;

/**
 * A text that others chose, written so that no mail program makes a link of it, whatever it takes for one today: a blank stands
 * after a dot that a label may follow, after a scheme, after an @ and between slashes. "Booking.com" is read "Booking. com",
 * "J.P. Morgan" is "J. P. Morgan". It depends on no list of domains, which would be of yesterday. Numbers with a point in them
 * stay as they are, unless there are four that may be an address.
 */
export function unlinked(text: string): string {
  const characters = [...text.replace(IPV4, (address) => address.replaceAll('.', '. '))];
  const broken = characters.map((character, at) => {
    const next = characters[at + 1] ?? ' ';
    const digits = /^\d/u.test(next) && /\d$/u.test(characters[at - 1] ?? '') && character === '.';
    return isDot(character) && BEGINS_LABEL.test(next.normalize('NFKC')) && !digits
      ? `${character} `
      : character;
  });
  return broken
    .join('')
    .replace(/([\p{L}][\p{L}\p{N}+-]+[:\uff1a\ufe55])(?=\S)/gu, '$1 ')
    .replace(/(?<=\S)([@\uff20\ufe6b])(?=\S)/gu, '$1 ')
    .replace(/([/\\\uff0f\uff3c])(?=[/\\\uff0f\uff3c])/gu, '$1 ');
}
