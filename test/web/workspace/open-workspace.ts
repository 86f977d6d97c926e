import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Alert } from '../../../src/domain/alert.ts';
import type { Client } from '../../../src/domain/client.ts';
import { alertId, checkInId, clientId, therapistId, type ClientId } from '../../../src/domain/ids.ts';
import { enrolledClient } from '../../../src/domain/client-changes.ts';
import { shelve } from '../../../src/domain/instrument/instrument-shelf.ts';
import { createTexts } from '../../../src/i18n/index.ts';
import { createLog } from '../../../src/log.ts';
import type { CheckIn } from '../../../src/domain/check-in.ts';
import { pastWeek } from '../../../src/domain/past-week.ts';
import { changeClient } from '../../../src/state/change-client.ts';
import { performAndClear } from '../../../src/state/change-document.ts';
import { newClientDocument } from '../../../src/state/client-document.ts';
import { createSession } from '../../../src/state/sign-in.ts';
import { openSqliteStore } from '../../../src/state/sqlite/open-sqlite-store.ts';
import type { Store } from '../../../src/state/store.ts';
import { createServer } from '../../../src/web/server.ts';
import { createSignIn } from '../../../src/web/sign-in/create-sign-in.ts';
import type { WorkspaceDependencies } from '../../../src/web/workspace/dependencies.ts';
import { registerWorkspace } from '../../../src/web/workspace/register-workspace.ts';
import type { IdentityProvider } from '../../helpers/identity-provider.ts';
import { auditor, byTheTest } from '../../helpers/auditing.ts';
import { builtIn, checkInWith, chose, contextOf, rated, sixRatings, ticked } from '../../helpers/built-in.ts';

export const start = Date.parse('2026-11-22T12:00:00.000Z');

export interface Answered {
  readonly status: number;
  readonly location: string | undefined;
  readonly headers: Headers;
  readonly html: string;
}

/** A browser without a screen: keeps its cookies, and sends a page's form token back like a form does. */
export interface Browser {
  get(path: string): Promise<Answered>;
  post(
    path: string,
    form?: Record<string, string> | [name: string, value: string][],
    headers?: Record<string, string>,
  ): Promise<Answered>;
  /** What the page's form for this address holds in its hidden fields. */
  hidden(page: string, action: string): Record<string, string>;
  /** Of the session. */
  readonly cookie: { value: string };
  /** Of a sign-in under way. */
  readonly flow: { value: string };
}

export interface Workspace {
  readonly store: Store;
  readonly base: string;
  readonly dependencies: WorkspaceDependencies;
  /** Lines of the log. */
  readonly logged: string[];
  readonly clock: { now: number };
  /** A browser nobody has signed in with. */
  browser(): Browser;
  signedIn(therapist: string): Promise<Browser>;
  /** `recent`: whole check-ins, which go into the history. */
  enrol(id: string, overrides?: Enrolment): Promise<ClientId>;
  change(id: string, overrides: Partial<Client>): Promise<void>;
  close(): Promise<void>;
}

export type Enrolment = Omit<Partial<Client>, 'recent'> & { readonly recent?: readonly CheckIn[] };

/** The workspace over real HTTP on a real store, with two therapists: `ana` and `ben`. */
export async function openWorkspace(
  overrides: {
    store?: (real: Store) => Store;
    /** Where people sign in; it takes the workspace's address at its start. */
    provider?: Pick<IdentityProvider, 'config' | 'serve'>;
  } & Pick<WorkspaceDependencies, 'linksRefused' | 'workLetters' | 'hours'> = {},
): Promise<Workspace> {
  const directory = mkdtempSync(join(tmpdir(), 'workspace-'));
  const real = await openSqliteStore({ directory });
  const store = overrides.store?.(real) ?? real;
  const clock = { now: start };
  const now = () => new Date(clock.now).toISOString();
  const logged: string[] = [];
  const log = createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
  for (const [id, name] of [
    ['ana', 'Ana Ruiz'],
    ['ben', 'Ben Okafor'],
  ] as const) {
    await real.therapists.put('clinic', { id: therapistId(id), name, language: 'en', demo: false }, 'absent');
  }
  const server = createServer({ log, ready: () => true });
  const dependencies: WorkspaceDependencies = {
    store,
    auditor,
    texts: createTexts(),
    instruments: shelve([builtIn()]),
    log,
    timeZone: 'Europe/Madrid',
    inviteDays: 14,
    now,
    ...(overrides.linksRefused && { linksRefused: true }),
    ...(overrides.workLetters && { workLetters: overrides.workLetters }),
    ...(overrides.hours && { hours: overrides.hours }),
    ...(overrides.provider && {
      signIn: createSignIn(overrides.provider.config, {
        store,
        auditor,
        log,
        now,
        clock: () => clock.now,
        therapistName: 'Your therapist',
      }),
    }),
    program: {
      version: '1.2.3',
      store: 'sqlite',
      languages: [
        { code: 'fr', reviewedBy: 'Dr Example' },
        { code: 'en', reviewedBy: '' },
      ],
      countries: ['FR'],
    },
  };
  registerWorkspace(server.routes, dependencies);
  const { port } = await server.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${port}`;
  overrides.provider?.serve(base);

  const browser = (): Browser => {
    const cookie = { value: '' };
    const flow = { value: '' };
    const send = async (
      path: string,
      {
        headers = {},
        ...init
      }: { method?: string; body?: URLSearchParams; headers?: Record<string, string> },
    ): Promise<Answered> => {
      const response = await fetch(base + path, {
        redirect: 'manual',
        ...init,
        headers: {
          cookie: [cookie.value, flow.value].filter(Boolean).join('; '),
          ...headers,
          accept: 'text/html',
        },
      });
      for (const set of response.headers.getSetCookie()) {
        const kept = set.startsWith('workspace-sign-in=') ? flow : cookie;
        kept.value = set.includes('Max-Age=0') ? '' : set.slice(0, set.indexOf(';'));
      }
      const location = response.headers.get('location') ?? undefined;
      return { status: response.status, headers: response.headers, location, html: await response.text() };
    };
    const get = (path: string) => send(path, {});
    return {
      cookie,
      flow,
      get,
      async post(path, form = {}, headers = {}) {
        const body = new URLSearchParams(form);
        if (!body.has('token')) body.set('token', tokenIn((await get('/workspace/enrol')).html));
        return send(path, { method: 'POST', body, headers });
      },
      hidden(page, action) {
        const form =
          new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(page)?.[1] ?? '';
        const fields = form.matchAll(/<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g);
        return Object.fromEntries([...fields].map(([, name, value]) => [name!, value!]));
      },
    };
  };

  return {
    store,
    base,
    dependencies,
    logged,
    clock,
    browser,
    async signedIn(therapist) {
      const one = browser();
      const lifetimeMs = 60_000;
      const code = await createSession(real, { kind: 'sign-in', subject: therapist, now: now(), lifetimeMs });
      await one.get(`/workspace/sign-in?code=${code}`);
      return one;
    },
    async enrol(id, { recent = [], ...more } = {}) {
      const made = enrolledClient({
        id: clientId(id),
        therapist: therapistId('ana'),
        label: `Label ${id}`,
        at: now(),
      });
      if (!made.ok) throw new Error(made.reason);
      const history = recent.map((checkIn) => ({ ...checkIn, client: clientId(id) }));
      const fresh = newClientDocument({ ...made.client, ...more, recent: history.map(pastWeek) });
      const kept = history.map((checkIn) => ({ kind: 'keep-check-in', revision: 1, checkIn }) as const);
      const document = { ...fresh, pending: [...kept, ...fresh.pending] };
      const put = await real.clients.put(id, document, 'absent');
      if (put.ok) await performAndClear(real, { document, etag: put.etag });
      return clientId(id);
    },
    async change(id, more) {
      await changeClient(
        { store: real, auditor },
        clientId(id),
        (client) => ({ ...client, ...more }),
        byTheTest,
      );
    },
    async close() {
      await server.close({ graceMs: 100 });
      await real.close();
      rmSync(directory, { recursive: true });
    },
  };
}

const tokenIn = (html: string): string => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Weeks of check-ins up to 15 November 2026, one rating for each; `null` for a week missed. */
export const weeks = (values: readonly (number | readonly number[] | null)[]): readonly CheckIn[] =>
  values.map((value, place) => {
    const day = start - 7 * 86_400_000 * (values.length - place);
    const id = checkInId(new Date(day).toISOString().slice(0, 10));
    const times = {
      id,
      begunAt: new Date(day).toISOString(),
      endsAt: new Date(day + 7 * 86_400_000).toISOString(),
    };
    if (value === null) {
      return { ...checkInWith({}, { ...times, status: 'missed' }), completedAt: undefined };
    }
    const answers = {
      ...sixRatings(value),
      'homework-status/h1': chose('partly'),
      'homework-difficulty': rated(7),
      'homework-barriers': ticked('no-time', 'forgot'),
      'goal-progress/g1': rated(4),
    };
    return checkInWith(answers, { ...times, context: contextOf(), completedAt: times.begunAt });
  });

export const due = { weekday: 7, hour: 12, minute: 0, timeZone: 'Europe/Madrid' } as const;

export const allianceAlert = (more: Partial<Alert> = {}): Alert => ({
  id: alertId('2026-11-15T13:00:00.000Z.alliance'),
  client: clientId('c1'),
  kind: 'alliance',
  status: 'open',
  raisedAt: '2026-11-15T13:00:00.000Z',
  evidence: [
    {
      kind: 'floor',
      domain: 'bond',
      checkIn: checkInId('2026-11-15'),
      at: '2026-11-15T13:00:00.000Z',
      value: 3.5,
      reference: 5,
    },
  ],
  history: [],
  ...more,
});

export const safetyAlert = (words: string, tier: 'urgent' | 'concern' = 'urgent'): Alert => ({
  id: alertId('2026-11-20T22:10:00.000Z.safety'),
  client: clientId('c1'),
  kind: 'safety',
  status: 'open',
  raisedAt: '2026-11-20T22:10:00.000Z',
  evidence: [{ kind: 'safety', category: 'suicide', tier, at: '2026-11-20T22:10:00.000Z', words }],
  history: [],
});
