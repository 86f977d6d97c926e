import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  changeAgreement,
  enrolledClient,
  limits,
  type AgreementKind,
  type Refusal,
} from '../../domain/client-changes.ts';
import type { Client } from '../../domain/client.ts';
import { clientId } from '../../domain/ids.ts';
import type { WorkspaceDependencies } from './dependencies.ts';
import { faultWords, field } from './field.ts';
import { html, type Html } from './html.ts';
import { layout, tokenField } from './layout.ts';
import type { PageReply, SignedInVisit } from './route.ts';

interface Typed {
  /** Chosen with the form, so that sending it twice enrols one client. */
  readonly key: string;
  readonly label: string;
  readonly goals: string;
  readonly homework: string;
}
type Faults = Partial<Record<'label' | AgreementKind, Refusal>>;

/** The form for a new client. */
export const enrolPage = async (visit: SignedInVisit): Promise<PageReply> => ({
  kind: 'page',
  status: 200,
  page: enrolForm(
    visit,
    { key: randomBytes(18).toString('base64url'), label: '', goals: '', homework: '' },
    {},
  ),
});

/** Enrols the client that was typed in and leads to their page, where their link stands. */
export async function enrol(dependencies: WorkspaceDependencies, visit: SignedInVisit): Promise<PageReply> {
  const { form, records, now } = visit;
  const typed = readTyped(form);
  const { client, faults } = described(visit, typed);
  if (!client) return { kind: 'page', status: 422, page: enrolForm(visit, typed, faults) };
  const enrolled = await records.enrol(client);
  if (!enrolled.ok) {
    return { kind: 'page', status: 422, page: enrolForm(visit, typed, { label: enrolled.reason }) };
  }
  if (enrolled.client.invite === undefined) {
    await records.renewInvite(client.id, { replaces: undefined, days: dependencies.inviteDays, now });
  }
  return { kind: 'redirect', to: `/workspace/clients/${client.id}?done=enrolled#link` };
}

function readTyped(form: URLSearchParams): Typed {
  const key = form.get('key') ?? '';
  return {
    key: /^[\w-]{16,64}$/.test(key) ? key : randomBytes(18).toString('base64url'),
    label: form.get('label') ?? '',
    goals: form.get('goals') ?? '',
    homework: form.get('homework') ?? '',
  };
}

/** The client that was typed in, or what is wrong with it, all at once. */
function described({ therapist, now }: SignedInVisit, typed: Typed): { client?: Client; faults: Faults } {
  const faults: { -readonly [name in keyof Faults]: Faults[name] } = {};
  // the label is part of it: going back to enrol somebody else must not end at the first one
  const id = createHash('sha256')
    .update(JSON.stringify([therapist.id, typed.key, typed.label]))
    .digest('hex');
  const made = enrolledClient({
    id: clientId(id.slice(0, 24)),
    therapist: therapist.id,
    label: typed.label,
    at: now,
  });
  let client = made.ok ? made.client : undefined;
  if (!made.ok) faults.label = made.reason;
  for (const kind of ['goals', 'homework'] as const) {
    const blank = enrolledClient({ id: clientId(id), therapist: therapist.id, label: '-', at: now });
    let trial = client ?? (blank.ok ? blank.client : undefined);
    for (const title of typed[kind].split('\n').filter((line) => line.trim() !== '')) {
      const changed = trial && changeAgreement(trial, kind, { do: 'add', id: randomUUID(), title, at: now });
      if (changed?.ok) trial = changed.client;
      else if (changed) faults[kind] ??= changed.reason;
    }
    if (client) client = trial;
  }
  return Object.keys(faults).length === 0 && client ? { client, faults } : { faults };
}

function enrolForm(visit: SignedInVisit, typed: Typed, faults: Faults): Html {
  const { t, wording, therapist, formToken } = visit;
  const wrong = Object.keys(faults).length > 0;
  const fault = (name: keyof Faults, limit: number): string | undefined => {
    const reason = faults[name];
    return reason && faultWords(t, reason, limit);
  };
  const main = html`<div class="narrow">
    <h1>${t('workspace.enrol.title')}</h1>
    <p class="muted">${t('workspace.enrol.intro')}</p>
    ${wrong && html`<p class="notice notice-fault" role="alert">${t('workspace.formFault')}</p>`}
    <form class="panel form" method="post" action="/workspace/enrol">
      ${tokenField(formToken)}
      <input type="hidden" name="key" value="${typed.key}" />
      ${field({
        id: 'label',
        name: 'label',
        label: t('workspace.enrol.label'),
        hint: t('workspace.enrol.labelHint', { limit: limits.label }),
        value: typed.label,
        fault: fault('label', limits.label),
        required: true,
      })}
      ${(['goals', 'homework'] as const).map((kind) =>
        field({
          id: kind,
          name: kind,
          label: t(`workspace.enrol.${kind}`),
          hint: t(`workspace.enrol.${kind}Hint`, { count: limits.active }),
          value: typed[kind],
          fault: fault(kind, limits.title),
          rows: 4,
        }),
      )}
      <div class="actions">
        <button class="primary" type="submit">${t('workspace.enrol.button')}</button>
        <a href="/workspace">${t('workspace.cancel')}</a>
      </div>
    </form>
  </div>`;
  return layout({
    t,
    wording,
    title: t('workspace.enrol.title'),
    main,
    signedIn: { therapist, formToken, place: 'enrol' },
  });
}
