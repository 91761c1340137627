import { problemDetailsSchema } from '../../shared/api/index.ts';
import type { Modality } from '../../shared/stage/modalities/modality-names.ts';
import { ApiError } from '../client/api-error.ts';
import { urlOfRoute } from '../client/call-route.ts';

/** Bytes that are worth a post while a file is still growing. */
const worthPosting = 1024 * 1024;
/** Largest piece of a file per post. */
const pieceBytes = 8 * 1024 * 1024;

/** Sends the file of one modality as it grows, one post at a time and in order. Its methods reject with {@link ApiError} when a post was refused. */
export interface FilePoster {
  /** Takes the file's next bytes. Waits when a post is still under way and the next is due. */
  add(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Sends what is left and resolves to the size of the whole file. */
  finish(): Promise<number>;
}

/** Makes the poster of one file of a job. */
export function createFilePoster(jobId: string, modality: Modality): FilePoster {
  let held: Uint8Array<ArrayBuffer>[] = [];
  let heldBytes = 0;
  let sentBytes = 0;
  let underWay: Promise<void> = Promise.resolve();

  const send = async () => {
    await underWay;
    underWay = postPieces(jobId, modality, sentBytes, new Blob(held));
    // Whoever awaits it next meets the error; until then it must not count as unhandled.
    underWay.catch(() => undefined);
    sentBytes += heldBytes;
    [held, heldBytes] = [[], 0];
  };
  return {
    async add(bytes) {
      held.push(bytes);
      heldBytes += bytes.byteLength;
      if (heldBytes >= worthPosting) await send();
    },
    async finish() {
      await send();
      await underWay;
      return sentBytes;
    },
  };
}

/** Sends a finished file. Rejects with {@link ApiError} when a piece is refused. */
export async function postFile(jobId: string, modality: Modality, file: Blob): Promise<void> {
  await postPieces(jobId, modality, 0, file);
}

async function postPieces(jobId: string, modality: Modality, firstByte: number, bytes: Blob): Promise<void> {
  const address = urlOfRoute('postVideo', { params: { id: jobId } });
  for (let at = 0; at < bytes.size; at += pieceBytes) {
    const url = `${address}?modality=${modality}&offset=${firstByte + at}`;
    const response = await fetch(url, { method: 'POST', body: bytes.slice(at, at + pieceBytes) });
    if (response.ok) continue;
    const problem = problemDetailsSchema.safeParse(await response.json().catch(() => null));
    const { code, detail } = problem.data ?? {
      code: 'internal' as const,
      detail: `The backend answered ${response.status} to a piece of ${modality}.`,
    };
    throw new ApiError(code, detail, { status: response.status });
  }
}
