import { controlOf } from './fhir-extensions.ts';
import type { FhirItem } from './fhir-questionnaire.ts';
import type { Control } from './instrument.ts';

/** How the questionnaire wishes the question to look; a wish that a chat cannot follow is none. */
export function readControl(item: FhirItem): { readonly control?: Control } {
  const wished = controlOf(item);
  const control = controls.find((one) => one === wished);
  return control ? { control } : {};
}

const controls = [
  'radio-button',
  'check-box',
  'drop-down',
  'slider',
  'spinner',
  'text-box',
  'autocomplete',
] as const satisfies readonly Control[];
