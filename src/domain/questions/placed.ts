import type { Answer } from '../answer.ts';
import type { FhirValue } from '../instrument/fhir-value.ts';
import type { Display, Fixed, Group, Translated } from '../instrument/instrument.ts';
import type { Question } from './question.ts';

/** The questionnaire as one check-in fills it: groups repeated, what is not asked left out. */
export type Placed =
  /** `filling`: which one of a group that is filled again and again, from 1. */
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly group: Group;
      readonly filling?: number;
      readonly placed: readonly Placed[];
    }
  | { readonly kind: 'title'; readonly linkId: string; readonly text: Translated; readonly value: string }
  | { readonly kind: 'display'; readonly display: Display }
  | {
      readonly kind: 'fixed';
      readonly key: string;
      readonly fixed: Fixed;
      readonly values: readonly FhirValue[];
      readonly shown: readonly Translated[];
      readonly below: readonly Placed[];
    }
  | {
      readonly kind: 'question';
      readonly question: Question;
      readonly answer?: Answer;
      /** The answer as FHIR has it. */
      readonly values: readonly FhirValue[];
      /** What is asked below each of `values`. */
      readonly below: readonly (readonly Placed[])[];
    };
