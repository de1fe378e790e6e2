import { unreadable } from './unreadable.ts';

/** Letters of Japanese syllables, which text of another language never has. */
const KANA = /[\u3041-\u30fa]/;
const ASCII = /^[\0-\x7f]*$/;

/** The bytes are of another encoding: the file is read again as the next one. */
export class OtherEncoding extends Error {}

/** Decodes one text that comes piece by piece. @throws OtherEncoding */
export type Decoder = { push(bytes: Uint8Array): string; end(): string };

/** A way to read the bytes of a file, tried from its beginning. */
export type Encoding = () => Decoder;

/**
 * The encodings in which a file may be, by its first bytes, the likeliest first; the last one reads anything. UTF-8 or UTF-16 by
 * the byte order mark, UTF-16 without one by its zero bytes. Where the bytes are not UTF-8 a spreadsheet has saved them in the code
 * page of its country: Shift_JIS where that gives Japanese, Windows-1250 where `isPolish` says so of that reading of the beginning,
 * else Windows-1252.
 */
export function encodingsOf(head: Uint8Array, isPolish: (text: string) => boolean = () => false): Encoding[] {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return [() => utf16('utf-16le')];
  if (a === 0xfe && b === 0xff) return [() => utf16('utf-16be')];
  if (a !== 0 && b === 0 && head[3] === 0) return [() => utf16('utf-16le')];
  return [utf8, japanese, () => western(head, isPolish)];
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  return {
    push(piece) {
      bytes += piece.length;
      return decoder.decode(piece, { stream: true });
    },
    end() {
      if (bytes % 2 === 1) throw cut();
      return decoder.decode();
    },
  };
}

/** A last letter that is cut off may be one of another code page, where all others are letters of both. */
function utf8(): Decoder {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isAscii = true;
  return {
    push(piece) {
      const text = orOther(() => decoder.decode(piece, { stream: true }));
      isAscii &&= ASCII.test(text);
      return text;
    },
    end() {
      try {
        return decoder.decode();
      } catch {
        throw isAscii ? new OtherEncoding() : cut();
      }
    },
  };
}

function japanese(): Decoder {
  const decoder = new TextDecoder('shift_jis', { fatal: true });
  let hasKana = false;
  const see = (text: string) => {
    hasKana ||= KANA.test(text);
    return text;
  };
  return {
    push: (piece) => see(orOther(() => decoder.decode(piece, { stream: true }))),
    end() {
      const rest = see(orOther(() => decoder.decode()));
      if (!hasKana) throw new OtherEncoding();
      return rest;
    },
  };
}

function western(head: Uint8Array, isPolish: (text: string) => boolean): Decoder {
  const polish = new TextDecoder('windows-1250').decode(head);
  const decoder = new TextDecoder(isPolish(polish) ? 'windows-1250' : 'windows-1252');
  return { push: (piece) => decoder.decode(piece, { stream: true }), end: () => decoder.decode() };
}

function orOther(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new OtherEncoding();
  }
}

const cut = () => unreadable('The file is cut off in the middle of a letter: send it again.');
