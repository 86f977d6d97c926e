/** Names of this machine that nobody else can reach it by. */
export const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost'];
