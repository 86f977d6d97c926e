import { z } from 'zod';

/** Where an activity the bot sends stands in the client's transcript. */
export interface TranscriptMark {
  readonly sequence: number;
  readonly revision: number;
}

const marked = z.object({
  transcript: z.object({ sequence: z.int().positive(), revision: z.int().positive() }),
});

/** Read from an outgoing activity's `channelData.transcript`; `undefined` for one that was not committed. */
export function transcriptMark(channelData: unknown): TranscriptMark | undefined {
  return marked.safeParse(channelData).data?.transcript;
}
