import { repeatable } from '../../src/demo/repeatable.ts';
import { attackWithCrowd, type CrowdAttack, type CrowdReport } from './attack-with-crowd.ts';

/** Of the activities, how many have replies that are slow, refused for a while, or come without the bot knowing. */
const badReplies = { slow: 0.05, refused: 0.04, unheard: 0.03 } as const;

/**
 * Two servers over one Cosmos DB get what a crowd writes in copies, out of order and at once, over a channel that
 * brings their replies late or at first not at all. Who hears nothing writes the same again.
 */
export function duplicates(attack: CrowdAttack): Promise<CrowdReport> {
  const random = repeatable(attack.seed + 1);
  const { pace = 1 } = attack;
  return attackWithCrowd(attack, {
    instances: 2,
    habits: { again: 0.55, late: 0.1, latestMs: pace * 4000 },
    choose() {
      const drawn = random();
      const { slow, refused, unheard } = badReplies;
      if (drawn < slow) return { kind: 'slow', ms: pace * (200 + random() * 1300) };
      if (drawn < slow + refused) return { kind: 'refused', ms: pace * (300 + random() * 3000) };
      return { kind: drawn < slow + refused + unheard ? 'unheard' : 'taken' };
    },
  });
}
