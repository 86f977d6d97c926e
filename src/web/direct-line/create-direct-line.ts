import { WebSocketServer } from 'ws';
import type { Activity } from 'botbuilder';
import type { Connector } from '../../bots/adapter.ts';
import type { TurnChannel } from '../../bots/turn-channel.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Log } from '../../log.ts';
import type { Store } from '../../state/store.ts';
import type { HttpRequest } from '../http/routes.ts';
import type { WebServer } from '../server.ts';
import { createConnector } from './connector.ts';
import { createLive } from './live.ts';
import { directLineRoutes } from './direct-line-routes.ts';
import { issueToken, type Holder, type IssuedToken } from './token.ts';
import { takeStream, wantsStream } from './take-stream.ts';

export interface DirectLine {
  /** Stands in for the Bot Connector under `directLineUrl`. */
  readonly connector: Connector;
  issueToken(holder: Holder): Promise<IssuedToken>;
  /** Hangs the protocol's routes and its WebSocket on a server; once. */
  serve(server: WebServer): void;
  /** Sends every device away for now; before the server closes. */
  close(): void;
}

/**
 * Direct Line 3.0 as the stock client speaks it: one conversation for each client, whichever of their devices
 * reads it. It keeps nothing: the conversation is the transcript in the client's document.
 */
export function createDirectLine(options: {
  store: Pick<Store, 'clients'>;
  log: Log;
  /** For the tokens; at least 32 bytes, the same after a restart. */
  secret: Uint8Array;
  now(this: void): number;
  /** Runs the bot's turn; resolves when it is committed and its replies are sent, or with what it came to. */
  receive(this: void, activity: Activity, channel: TurnChannel): Promise<'done' | 'failed'>;
  /** Whom a browser's session cookie stands for. */
  session?(this: void, request: HttpRequest): Promise<Holder | undefined>;
}): DirectLine {
  const { store, log, secret, now, receive, session = () => Promise.resolve(undefined) } = options;
  const transcriptOf = async (client: ClientId) =>
    (await store.clients.get(client, client))?.document.transcript;
  const live = createLive(transcriptOf);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });

  return {
    connector: createConnector(live),
    issueToken: (holder) => issueToken(secret, { holder, use: 'directline', now: now() }),
    serve(server) {
      directLineRoutes(server.routes, { log, secret, now, live, transcriptOf, receive, session });
      server.upgrades({
        wants: wantsStream,
        take: (request, socket, head) =>
          void takeStream(request, { socket, head, sockets, secret, now, live }),
      });
    },
    close: () => live.close(),
  };
}
