import { z } from 'zod';

const id = z.string().min(1).max(100);
const named = z.looseObject({
  conversation: z.looseObject({ tenantId: id.nullish() }).nullish(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: id.nullish() }).nullish() }).nullish(),
});

/**
 * The directory a Teams activity says it comes from, in lower case: it stands in the conversation, in Teams' own data
 * or in both. `undefined` when it stands in neither, the two differ or cannot be read.
 */
export function tenantOf(activity: unknown): string | undefined {
  const read = named.safeParse(activity);
  if (!read.success) return undefined;
  const { conversation, channelData } = read.data;
  const ids = [conversation?.tenantId, channelData?.tenant?.id]
    .filter((one) => typeof one === 'string')
    .map((one) => one.toLowerCase());
  return ids.every((one) => one === ids[0]) ? ids[0] : undefined;
}
