import type { Client } from '../../domain/client.ts';
import type { Translate } from '../../i18n/index.ts';

/** What a record is called in the workspace: a client by their label; whoever wrote without an invite has none. */
export const nameOf = (
  { id, label, status }: Pick<Client, 'id' | 'label' | 'status'>,
  t: Translate,
): string => (status === 'stranger' ? t('workspace.stranger.name', { code: id.slice(-4) }) : label);
