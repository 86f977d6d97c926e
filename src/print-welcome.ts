import type { App } from './app.ts';
import type { Config } from './config.ts';
import type { ClinicDocument } from './state/store.ts';
import { changeClient } from './state/change-client.ts';
import { createInvite } from './state/claim-invite.ts';
import { createSession } from './state/sign-in.ts';

/** How long the printed sign-in link can be used; it works once. */
const signInLifetimeMs = 12 * 60 * 60 * 1000;

/**
 * Prints where to go: the client's chat with an invite that works, the workspace with a one-time sign-in, and how to
 * stop. In production no link opens anything: people come by their invites, and sign in at the identity provider.
 */
export async function printWelcome(app: App, config: Config, print: (line: string) => void): Promise<void> {
  if (app.refused.length > 0) print('These instruments cannot be used:');
  for (const fault of app.refused) print(`  ${fault}`);
  if (config.production) {
    print('Alliance Check-in is running.');
    print(`Therapist workspace: ${app.url}/workspace`);
    return;
  }
  const now = new Date().toISOString();
  const code = await workingInvite(app, app.clinic, { now, days: config.inviteDays });
  const secret = await createSession(app.store, {
    kind: 'sign-in',
    subject: app.clinic.therapist,
    now,
    lifetimeMs: signInLifetimeMs,
  });
  print(
    app.clinic.seeded === 'demo'
      ? 'Alliance Check-in is running with a demo clinic: its clients are made up.'
      : 'Alliance Check-in is running.',
  );
  print(
    code === undefined
      ? `Client chat: ${app.url}/chat (enrol a client in the workspace to get an invite)`
      : `Client chat: ${app.url}/chat?invite=${code}`,
  );
  print(`Therapist workspace: ${app.url}/workspace/sign-in?code=${secret}`);
  if (config.signIn) print(`With an account: ${app.url}/workspace/sign-in`);
  print('Each link works once; start again for new ones. To stop: press Ctrl-C. All data stays.');
}

/** The demo client's invite if it can still be used, otherwise a new link for the same client. */
async function workingInvite(
  { store, auditor }: Pick<App, 'store' | 'auditor'>,
  { demoClient, demoInvite, therapist }: ClinicDocument,
  { now, days }: { now: string; days: number },
): Promise<string | undefined> {
  if (demoClient === undefined || demoInvite === undefined) return undefined;
  const client = (await store.clients.get(demoClient, demoClient))?.document.client;
  const latest = client?.invite ?? demoInvite;
  const invite = (await store.invites.get(latest, latest))?.document;
  if (invite && invite.claimedBy === undefined && invite.expiresAt > now) return invite.id;
  const made = await createInvite(store, { client: demoClient, therapist, now, days });
  await changeClient({ store, auditor }, demoClient, (current) => ({ ...current, invite: made.id }), {
    at: now,
    actor: { role: 'system', id: 'start' },
    action: 'update',
    record: 'invite',
    outcome: 'success',
  });
  return made.id;
}
