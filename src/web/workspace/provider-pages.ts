import { createSession, endSession, readSession } from '../../state/sign-in.ts';
import type { Obstacle, SignIn } from '../sign-in/create-sign-in.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { homeOf, homes } from './homes.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { PageReply, Visit } from './route.ts';
import { sessionLifetime } from './session-lifetime.ts';

/** The pages around signing in at an identity provider: leaving for it, coming back, leaving it. */
export function providerPages({ store }: WorkspaceDependencies, signIn: SignIn) {
  return {
    /** Sends the browser to the provider. */
    async begin(visit: Visit): Promise<PageReply> {
      const { query } = visit;
      const again = query.get('again') !== null;
      const begun = await signIn.begin(visit, { to: query.get('to'), again });
      if (!begun.ok) return notSignedIn(visit, begun.reason);
      return { kind: 'redirect', to: begun.address, flow: { begins: begun.secret } };
    },

    /** Opens a session for who comes back from the provider, new in any case; one that stood in this browser ends. */
    async arrive(visit: Visit): Promise<PageReply> {
      const { query, flow, session: standing, now, wording } = visit;
      const arrival = await signIn.arrive({ ...visit, language: wording.language }, { secret: flow, query });
      if (!arrival.ok) {
        // opened twice, or by going back: whoever is signed in here is not troubled with it
        const known =
          arrival.reason === 'stale' &&
          standing &&
          (await readSession(store, { kind: 'therapist', secret: standing, now }));
        return known ? { kind: 'redirect', to: homes.therapist } : notSignedIn(visit, arrival.reason);
      }
      const { member, roles, to } = arrival;
      if (standing) await endSession(store, { secret: standing });
      const begins = await createSession(store, {
        kind: 'therapist',
        subject: member.id,
        now,
        lifetimeMs: sessionLifetime.idleMs,
        roles,
      });
      const home = homeOf(roles) ?? homes.therapist;
      return {
        kind: 'redirect',
        to: to === homes.therapist ? home : to,
        session: { begins },
        flow: 'ends',
      };
    },

    /** Says that the session is over, and leads on to sign out of the provider as well. */
    async signedOut(visit: Visit): Promise<PageReply> {
      const { t, wording, origin } = visit;
      const next = await signIn.signOutAddress(`${origin}/workspace/sign-in`);
      return {
        kind: 'page',
        status: 200,
        page: layout({
          t,
          wording,
          title: t('workspace.signIn.signedOut'),
          ...(next !== undefined && { leadsTo: next }),
          main: html`<div class="message">
            <h1>${t('workspace.signIn.signedOut')}</h1>
            ${
              next === undefined
                ? html`<p>${t('workspace.signIn.signedOutHere')}</p>
                    <p><a class="button" href="/workspace/sign-in">${t('workspace.signIn.button')}</a></p>`
                : html`<p>${t('workspace.signIn.signingOut')}</p>
                    <p><a class="button" href="${next}">${t('workspace.signIn.goOn')}</a></p>`
            }
          </div>`,
        }),
      };
    },
  };
}

const statusOf = {
  unavailable: 503,
  declined: 403,
  refused: 403,
  stale: 403,
  'no-role': 403,
  busy: 429,
} as const satisfies Readonly<Record<Obstacle, number>>;

/** Nobody was signed in: why, in words, and how to try again. Nothing that the provider said. */
function notSignedIn({ t, wording }: Visit, reason: Obstacle): PageReply {
  const other = reason === 'no-role' || reason === 'declined';
  const href = `/workspace/sign-in/begin${other ? '?again' : ''}`;
  return {
    kind: 'page',
    status: statusOf[reason],
    page: layout({
      t,
      wording,
      title: t(`workspace.signIn.obstacle.${reason}.title`),
      main: html`<div class="message">
        <h1>${t(`workspace.signIn.obstacle.${reason}.title`)}</h1>
        <p>${t(`workspace.signIn.obstacle.${reason}.text`)}</p>
        <p>
          <a class="button" href="${href}"
            >${t(other ? 'workspace.signIn.other' : 'workspace.signIn.retry')}</a
          >
        </p>
      </div>`,
    }),
    // what is over is not kept; a sign-in begun in another tab may still come back
    ...(reason === 'stale' || reason === 'busy' ? {} : { flow: 'ends' as const }),
  };
}
