import { quietStories } from './quiet-stories.ts';
import type { Story } from './story.ts';
import { troubledStories } from './troubled-stories.ts';

/** Ten people who do not exist, by number. Each stands for something a therapist should be able to see at a glance. */
export const stories: readonly Story[] = [...quietStories, ...troubledStories].toSorted(
  (a, b) => a.number - b.number,
);
