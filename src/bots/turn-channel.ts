import type { TranscriptEntry } from '../state/client-document.ts';

/** What a channel that reads the transcript itself offers the turn. */
export interface TurnChannel {
  /** The client's own message now stands in the transcript. Called after the commit, before the replies (also on a replay). */
  stored(entry: TranscriptEntry): void;
  /** Highest transcript position known to have reached the client on the device that wrote, in this process's life. */
  seen(): number;
}
