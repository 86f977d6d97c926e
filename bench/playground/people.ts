/** Somebody who uses Teams in the Playground. */
export interface Person {
  readonly name: string;
  /** Entra object id, a GUID. */
  readonly objectId: string;
}

/** The directory (tenant) that everybody here belongs to. */
export const directory = '6f1d2c3b-4a59-4e68-9c77-8b9a0d1e2f30';

export const client: Person = { name: 'Robin Client', objectId: '0c5d8a14-2b6f-4e3a-8d19-71f0a2b3c4d5' };
export const therapist: Person = {
  name: 'Toni Therapist',
  objectId: '3e7f9b26-4d80-4c5b-9e2a-82a1b3c4d5e6',
};
