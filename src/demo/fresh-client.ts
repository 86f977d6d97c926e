import type { Client } from '../domain/client.ts';
import type { ClientId, Instant, InviteCode, TherapistId } from '../domain/ids.ts';
import { demoLabel, hoursFrom } from './tell-story.ts';

/** A made-up client enrolled yesterday who has not joined: whoever tries the chat is this one. */
export function freshClient({
  id,
  therapist,
  now,
  invite,
}: {
  readonly id: ClientId;
  readonly therapist: TherapistId;
  readonly now: Instant;
  readonly invite: InviteCode;
}): Client {
  const yesterday = hoursFrom(now, -24);
  return {
    id,
    therapist,
    label: demoLabel(11, 'K. L.'),
    status: 'invited',
    demo: true,
    enrolledAt: yesterday,
    invite,
    goals: [
      { id: 'demo-11-g1', title: 'Go to bed before midnight', agreedAt: yesterday },
      { id: 'demo-11-g2', title: 'Speak up once in the team meeting', agreedAt: yesterday },
    ],
    homework: [{ id: 'demo-11-h1', title: 'Note when you went to bed and how you slept', setAt: yesterday }],
    recent: [],
    alerts: [],
  };
}
