import ar from './alerts/ar.json' with { type: 'json' };
import de from './alerts/de.json' with { type: 'json' };
import en from './alerts/en.json' with { type: 'json' };
import es from './alerts/es.json' with { type: 'json' };
import fr from './alerts/fr.json' with { type: 'json' };
import ptBR from './alerts/pt-BR.json' with { type: 'json' };
import zhHans from './alerts/zh-Hans.json' with { type: 'json' };
import { textSet } from './text-set.ts';

/** An alert's life as a therapist reads it in the workspace. */
export const alertTexts = textSet({ en, es, fr, de, 'pt-BR': ptBR, ar, 'zh-Hans': zhHans });
export type AlertTranslate = ReturnType<typeof alertTexts>;
export type AlertKey = Parameters<AlertTranslate>[0];
