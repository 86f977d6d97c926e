import type { ClientId } from '../domain/ids.ts';

/** Absolute addresses of the workspace's pages, each behind its sign-in. No name and no word of what it is about. */
export interface WorkspaceLinks {
  caseload(): string;
  teams(): string;
  client(id: ClientId): string;
  /** For who was asked to act for a client that is not theirs. */
  call(id: ClientId): string;
  overview(): string;
  notifications(): string;
}

/** `origin`: where people reach the server, without a trailing slash. */
export const workspaceLinks = (origin: () => string): WorkspaceLinks => ({
  caseload: () => `${origin()}/workspace`,
  teams: () => `${origin()}/workspace/teams`,
  client: (id) => `${origin()}/workspace/clients/${encodeURIComponent(id)}`,
  call: (id) => `${origin()}/workspace/calls/${encodeURIComponent(id)}`,
  overview: () => `${origin()}/workspace/overview`,
  notifications: () => `${origin()}/workspace/notifications`,
});
