import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { AppError } from '../../../lib/errors.ts';
import { bodyChunks } from '../http/read-body.ts';

/** The file of a form: the name that it was sent with, and its bytes, which end with an error where the form does. */
export type FormFile = { readonly fileName: string | null; readonly chunks: AsyncIterable<Buffer> };

/** Names of fields and files are short; what is longer is no form of ours. */
const LIMITS = { files: 1, fields: 1, fieldSize: 1_000, headerPairs: 20, headerSize: 4_096 } as const;

/**
 * The one file of a body of multipart/form-data, at most `limit` bytes with all that stands around it. It is read as it comes.
 * @throws AppError REQUEST_MALFORMED for anything but a form, or a form with another number of files or with fields;
 * REQUEST_TOO_LARGE
 */
export function formFile(request: IncomingMessage, limit: number): Promise<FormFile> {
  const form = parserOf(request);
  return new Promise((resolve, reject) => {
    let file: Readable | undefined;
    const end = Promise.withResolvers<undefined>();
    end.promise.catch(() => undefined); // whoever reads the file hears of it
    const fail = (error: unknown) => {
      const told = asMalformed(error);
      file?.destroy(told);
      end.reject(told);
      reject(told);
    };
    form.on('file', (_field: string, stream: Readable, fileName: string) => {
      file = stream;
      stream.on('error', () => undefined);
      resolve({ fileName: fileName || null, chunks: whole(stream, end.promise) });
    });
    form.on('field', () => fail(malformed('Send the file alone; what is said of it stands in the query.')));
    form.on('filesLimit', () => fail(malformed('Send one file.')));
    form.on('error', fail);
    form.on('finish', () => (file ? end.resolve(undefined) : fail(malformed('The form has no file.'))));
    pipeline(Readable.from(bodyChunks(request, limit)), form, (error) => {
      if (error) fail(error);
    });
  });
}

/** The bytes of a file, which are whole only when the form is. */
async function* whole(stream: Readable, formEnds: Promise<unknown>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw asMalformed(error);
  }
  await formEnds;
}

function parserOf({ headers }: IncomingMessage): InstanceType<typeof Busboy> {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits: LIMITS });
  } catch (error) {
    throw malformed('The form does not say its boundary.', error);
  }
}

const asMalformed = (error: unknown): AppError =>
  error instanceof AppError ? error : malformed('The form is cut off or damaged.', error);
const malformed = (detail: string, cause?: unknown) => new AppError('REQUEST_MALFORMED', { detail }, cause);
