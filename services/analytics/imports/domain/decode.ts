import { unreadable } from './unreadable.ts';

/** Letters of Japanese syllables, which text of another language never has. */
const KANA = /[\u3041-\u30fa]/;
const ASCII = /^[\0-\x7f]*$/;

/**
 * The text of a file: UTF-8 or UTF-16 by its byte order mark, UTF-16 without one by its zero bytes. Where the bytes are
 * not UTF-8 a spreadsheet has saved them in the code page of its country: Shift_JIS where that gives Japanese,
 * Windows-1250 where `isPolish` says so of that reading, else Windows-1252. @throws AppError IMPORT_UNREADABLE for a
 * file that ends within a letter
 */
export function decodeText(bytes: Uint8Array, isPolish: (text: string) => boolean = () => false): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return utf16(bytes, 'utf-16le');
  if (a === 0xfe && b === 0xff) return utf16(bytes, 'utf-16be');
  if (a !== 0 && b === 0 && bytes[3] === 0) return utf16(bytes, 'utf-16le');
  return utf8(bytes) ?? japanese(bytes) ?? western(bytes, isPolish);
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  if (bytes.length % 2 === 1) throw cut();
  return new TextDecoder(encoding).decode(bytes);
}

/** Null for bytes that are not UTF-8. */
function utf8(bytes: Uint8Array): string | null {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = decoder.decode(bytes, { stream: true });
  } catch {
    return null;
  }
  try {
    return text + decoder.decode();
  } catch {
    if (ASCII.test(text)) return null; // the last letter may be one of another code page
    throw cut();
  }
}

function japanese(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
    return KANA.test(text) ? text : null;
  } catch {
    return null;
  }
}

function western(bytes: Uint8Array, isPolish: (text: string) => boolean): string {
  const polish = new TextDecoder('windows-1250').decode(bytes);
  return isPolish(polish) ? polish : new TextDecoder('windows-1252').decode(bytes);
}

const cut = () => unreadable('The file is cut off in the middle of a letter: send it again.');
