/** Who signs for the channels of the public cloud. Tokens of other clouds, of the emulator and of other bots name another. */
export const issuer = 'https://api.botframework.com';
