import ar from './safety/ar.json' with { type: 'json' };
import de from './safety/de.json' with { type: 'json' };
import en from './safety/en.json' with { type: 'json' };
import es from './safety/es.json' with { type: 'json' };
import fr from './safety/fr.json' with { type: 'json' };
import ptBR from './safety/pt-BR.json' with { type: 'json' };
import zhHans from './safety/zh-Hans.json' with { type: 'json' };
import { textSet } from './text-set.ts';

/** What is said when the safety screen has found something, in every language that is screened. */
export const safetyTexts = textSet({ en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans });
export type SafetyTranslate = ReturnType<typeof safetyTexts>;
export type SafetyKey = Parameters<SafetyTranslate>[0];
