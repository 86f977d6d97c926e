import { extensionOf } from './fhir-extensions.ts';
import type { FhirItem, Reading } from './fhir-questionnaire.ts';
import type { AnswerType } from './instrument.ts';
import { readDecimal, readInteger, readQuantity, type Ends } from './read-number.ts';
import { readOccurs } from './read-occurs.ts';
import { readOptions } from './read-options.ts';
import { readText } from './read-text.ts';
import { readBounds } from './read-bounds.ts';

const longestText = 4000;
const longestLink = 2000;

/** The kind of answer a FHIR item takes; what cannot be run is named and `undefined`. */
export function readAnswerType(item: FhirItem, reading: Reading, ends: Ends): AnswerType | undefined {
  const { linkId, type, maxLength = longestText } = item;
  const { fault } = reading;
  const isChoice = type === 'choice' || type === 'open-choice';
  if (!isChoice && (item.answerOption || item.answerValueSet !== undefined))
    fault(linkId, `answer options are not supported for ${type}`);
  switch (type) {
    case 'integer':
      return readInteger(item, reading, ends);
    case 'decimal':
      return readDecimal(item, reading);
    case 'quantity':
      return readQuantity(item, reading);
    case 'boolean':
      return { kind: 'boolean' };
    case 'date':
    case 'dateTime':
    case 'time':
      return { kind: type, ...readBounds(item, type, fault) };
    case 'string':
    case 'text':
      return readText(item, Math.min(maxLength, longestText), fault);
    case 'url':
      return { kind: 'url', maxLength: Math.min(maxLength, longestLink) };
    case 'choice':
    case 'open-choice':
      return readChoice(item, reading);
    case 'attachment':
    case 'reference':
    case 'question':
      fault(linkId, `type ${type} cannot be asked in a chat`);
      return undefined;
    default:
      fault(linkId, `type ${type} is not supported`);
      return undefined;
  }
}

function readChoice(item: FhirItem, reading: Reading): AnswerType {
  const options = readOptions(item, reading);
  const open = item.type === 'open-choice' ? Math.min(item.maxLength ?? longestText, longestText) : undefined;
  if (options.length === 0 && open === undefined) reading.fault(item.linkId, 'a choice needs options');
  if (options.length === 0 && open !== undefined) return { kind: 'text', maxLength: open };
  const more = { options, ...(open !== undefined && { open }) };
  if (item.repeats !== true) return { kind: 'choice', ...more };
  const { least } = readOccurs(item, { ...reading, note: () => {} });
  const most = extensionOf(item, 'maxOccurs')?.valueInteger;
  if (open === undefined && least > options.length)
    reading.fault(item.linkId, 'minOccurs asks for more options than there are');
  return { kind: 'choices', ...more, ...(least > 1 && { least }), ...(most !== undefined && { most }) };
}
