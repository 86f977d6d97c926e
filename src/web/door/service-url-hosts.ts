import type { BotConfig } from '../../config.ts';

type Channel = BotConfig['channels'][number];

/** The channels this program takes, and the hosts to which their replies go. */
const hosts = {
  msteams: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
  webchat: ['webchat.botframework.com', '*.webchat.botframework.com'],
  directline: ['directline.botframework.com', '*.directline.botframework.com'],
} as const satisfies Record<Channel, readonly string[]>;

export const serviceUrlHosts = (channels: readonly Channel[]): readonly string[] =>
  channels.flatMap((channel) => hosts[channel]);
