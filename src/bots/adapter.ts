import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import {
  AuthenticationConstants,
  ClaimsIdentity,
  ConnectorFactory,
  type ConnectorClient,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Agents } from './post-activity.ts';
import { sendDirectly } from './send-directly.ts';

type UserTokenClient = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>>;

/** The part of the Bot Connector client that a turn uses; a channel of ours may stand in for it. */
export interface Connector {
  readonly conversations: {
    sendToConversation(conversationId: string, activity: Partial<Activity>): Promise<{ id: string }>;
    replyToActivity(
      conversationId: string,
      activityId: string,
      activity: Partial<Activity>,
    ): Promise<{ id: string }>;
    updateActivity(
      conversationId: string,
      activityId: string,
      activity: Partial<Activity>,
    ): Promise<{ id: string }>;
    deleteActivity(conversationId: string, activityId: string): Promise<unknown>;
  };
}

/** Building a connector client for every turn costs more than the turn; one serves all turns of a service URL. */
class CachedConnectors extends ConnectorFactory {
  readonly #own: ReadonlyMap<string, ConnectorClient>;
  readonly #inner: ConnectorFactory;
  readonly #cache: Map<string, ConnectorClient>;
  readonly #agents: Agents;
  readonly #once: boolean;

  constructor(given: {
    own: ReadonlyMap<string, ConnectorClient>;
    inner: ConnectorFactory;
    cache: Map<string, ConnectorClient>;
    agents: Agents;
    once: boolean;
  }) {
    super();
    this.#once = given.once;
    this.#own = given.own;
    this.#inner = given.inner;
    this.#cache = given.cache;
    this.#agents = given.agents;
  }

  override async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const key = `${serviceUrl}\n${audience ?? ''}\n${this.#once ? 'once' : ''}`;
    const known = this.#own.get(serviceUrl) ?? this.#cache.get(key);
    if (known) return known;
    const stock = await this.#inner.create(serviceUrl, audience);
    const made = sendDirectly(stock, {
      serviceUrl,
      // a kept connection that the other side has just closed leaves it open whether the message arrived
      agents: this.#once ? unkept : this.#agents,
      ...(this.#once && { tries: 1 }),
    });
    if (this.#cache.size >= 200) this.#cache.clear();
    this.#cache.set(key, made);
    return made;
  }
}

/** Each message goes over a connection of its own. */
const unkept: Agents = {
  http: new HttpAgent({ keepAlive: false }),
  https: new HttpsAgent({ keepAlive: false }),
};

/** The bot when it writes of its own accord. */
class Unasked extends ClaimsIdentity {}

class Authentication extends ConfigurationBotFrameworkAuthentication {
  readonly #own: ReadonlyMap<string, ConnectorClient>;
  readonly #cache = new Map<string, ConnectorClient>();
  readonly #agents: Agents;
  #userTokenClient: Promise<UserTokenClient> | undefined;

  constructor(
    options: ConfigurationBotFrameworkAuthenticationOptions,
    own: ReadonlyMap<string, ConnectorClient>,
    credentials?: ServiceClientCredentialsFactory,
  ) {
    const agents = {
      http: new HttpAgent({ keepAlive: true }),
      https: new HttpsAgent({ keepAlive: true }),
    };
    super(options, credentials, undefined, undefined, { agentSettings: agents });
    this.#own = own;
    this.#agents = agents;
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return new CachedConnectors({
      own: this.#own,
      inner: super.createConnectorFactory(identity),
      cache: this.#cache,
      agents: this.#agents,
      once: identity instanceof Unasked,
    });
  }

  /** No dialog signs anyone in through the framework; one client does for all turns. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokenClient ??= super.createUserTokenClient(identity);
    return this.#userTokenClient;
  }
}

/**
 * A stock CloudAdapter, entered with an activity whose sender was checked already. What `continueConversationAsync` sends
 * is attempted once: a reply that is tried again reaches somebody who waits for it, a second reminder is one too many.
 */
export class ChannelAdapter extends CloudAdapter {
  readonly #authentication: Authentication;
  readonly #appId: string;

  constructor(options: {
    appId?: string;
    /** Absent: what is sent is sent without showing who it is from. */
    credentials?: ServiceClientCredentialsFactory | undefined;
    connectors: Readonly<Record<string, Connector>>;
  }) {
    // The framework types its client as a class with private parts; the turn only uses `conversations`.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const own = new Map(Object.entries(options.connectors) as unknown as [string, ConnectorClient][]);
    const authentication = new Authentication(
      options.appId ? { MicrosoftAppId: options.appId } : {},
      own,
      options.credentials,
    );
    super(authentication);
    this.#authentication = authentication;
    this.#appId = options.appId ?? '';
    this.onTurnError = (_context, error) => Promise.reject(error);
  }

  /** Runs one turn. Rejects with whatever the turn rejects with. */
  async receive(
    activity: Activity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const identity = new ClaimsIdentity(claimsOf(this.#appId));
    return this.processActivity(
      {
        audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
        claimsIdentity: identity,
        connectorFactory: this.#authentication.createConnectorFactory(identity),
      },
      activity,
      turn,
    );
  }

  /** Who the framework writes as when it is not answering anybody. */
  protected override createClaimsIdentity(): ClaimsIdentity {
    return new Unasked(claimsOf(this.#appId));
  }
}

const claimsOf = (appId: string) => [
  { type: AuthenticationConstants.AudienceClaim, value: appId },
  { type: AuthenticationConstants.AppIdClaim, value: appId },
];
