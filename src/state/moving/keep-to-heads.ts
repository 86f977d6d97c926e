import { z } from 'zod';
import type { Held } from './holdings.ts';
import type { MovedCollection } from './moved-collections.ts';

const head = z.object({ audit: z.object({ chain: z.string(), sequence: z.number() }) });
const segment = z.object({ events: z.array(z.object({ sequence: z.number() })) });

/**
 * For copying a home that is written to meanwhile, collection after collection. What came later than the client it
 * belongs to is left out: a client who was enrolled meanwhile, and events of the audit that were sealed after the head
 * that was copied; what of them that head knows, stands in its own document still.
 */
export function keepToHeads(): (collection: MovedCollection, held: Held) => boolean {
  const heads = new Map<string, number>();
  const clients = new Set<string>();
  return (collection, { partition, document }) => {
    switch (collection) {
      case 'clients':
        clients.add(document.id);
        noteHead(document);
        return true;
      case 'therapists':
      case 'clinic':
        noteHead(document);
        return true;
      case 'audit': {
        const last = segment.safeParse(document).data?.events.at(-1)?.sequence ?? 0;
        return last <= (heads.get(partition) ?? 0);
      }
      case 'checkIns':
      case 'alerts':
      case 'reminders':
      case 'deliveries':
        return clients.has(partition);
      case 'caseload':
        return clients.has(document.id);
      case 'channelUsers':
        if ('therapist' in document) return true;
        return 'client' in document && typeof document.client === 'string' && clients.has(document.client);
      case 'alertLines':
      case 'alertNotices':
      case 'deadLetters':
      case 'dueReminders':
      case 'invites':
        return 'client' in document && typeof document.client === 'string' && clients.has(document.client);
      case 'anchors':
      case 'suggestions':
        return true;
    }
  };

  function noteHead(document: unknown): void {
    const { data } = head.safeParse(document);
    if (data) heads.set(data.audit.chain, data.audit.sequence);
  }
}
