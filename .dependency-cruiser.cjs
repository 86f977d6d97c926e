const botFramework = '^node_modules/(botbuilder|botframework-|adaptivecards)';

/** The floors of the house: everyone stands above what they use, no arrow runs back up. */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-and-safety-import-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/(domain|safety)/' },
      to: { path: '^src/', pathNot: '^src/$1/' },
    },
    {
      name: 'i18n-stands-on-the-domain',
      severity: 'error',
      from: { path: '^src/i18n/' },
      to: { path: '^src/', pathNot: '^src/(i18n|domain)/' },
    },
    {
      name: 'state-stands-on-the-domain',
      severity: 'error',
      from: { path: '^src/state/' },
      to: { path: '^src/', pathNot: '^src/(state|domain)/' },
    },
    {
      name: 'alerts-and-reminders-know-no-conversation',
      severity: 'error',
      from: { path: '^src/(alerts|reminders)/' },
      to: { path: '^src/(mail|dialogs|bots|web|demo|app|index)' },
    },
    {
      name: 'mail-speaks-for-alerts-and-reminders',
      comment:
        'beside the channel adapters: it knows their ports, no conversation, and the web reads its links',
      severity: 'error',
      from: { path: '^src/mail/' },
      to: { path: '^src/(dialogs|bots|web|demo|app|index)' },
    },
    {
      name: 'smtp-in-its-home',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mail/create-smtp-mailer\\.ts$' },
      to: { path: '^node_modules/nodemailer' },
    },
    {
      name: 'azure-mail-in-its-home',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/mail/create-azure-mailer\\.ts$' },
      to: { path: '@azure/communication' },
    },
    {
      name: 'dialogs-know-no-bot-and-no-web',
      severity: 'error',
      from: { path: '^src/dialogs/' },
      to: { path: '^src/(mail|bots|web|demo|app|index)' },
    },
    {
      name: 'bots-know-no-web',
      severity: 'error',
      from: { path: '^src/bots/' },
      to: { path: '^src/(web|demo|app|index)' },
    },
    {
      name: 'web-is-below-the-app',
      severity: 'error',
      from: { path: '^src/(web|demo)/' },
      to: { path: '^src/(app|index)' },
    },
    {
      name: 'ports-not-homes',
      comment: 'everybody knows the ports in state; the homes are known to those who open one',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot:
          '^src/(state/|(open-store|cosmos-account|store-fault|store-command|audit)\\.ts|store-command/)',
      },
      to: { path: '^src/state/(sqlite|cosmos)/' },
    },
    {
      name: 'rooms-open-no-store',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/store-command/' },
      to: { path: '^src/(open-store|cosmos-account|store-fault|set-up-error|read-audit-key|store-command)' },
    },
    {
      name: 'identity-only-where-it-is-needed',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cosmos-account|azure-credential)\\.ts$' },
      to: { path: '@azure/identity' },
    },
    {
      name: 'bot-framework-at-the-edge',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(bots/|dialogs/|web/(direct-line|http)/|web/server|web/messages|app\\.ts)',
      },
      to: { path: botFramework },
    },
    {
      name: 'cosmos-in-its-home',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/state/cosmos/' },
      to: { path: '@azure/cosmos' },
    },
    {
      name: 'sqlite-in-its-home',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/state/sqlite/' },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'no-lumber-rooms',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|common|manager|managers)/', pathNot: 'node_modules' },
    },
    {
      name: 'the-product-needs-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'only-what-is-installed',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/web/chat/page/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
