import { writeFile } from 'node:fs/promises';
import { directory, type Person } from './people.ts';

/**
 * Writes what the Playground is told of its people and places. The ids are the same at each start, so that a
 * conversation goes on where it was.
 */
export function writeSettings(file: string, person: Person): Promise<void> {
  const settings = {
    version: '0.1.1',
    tenantId: directory,
    bot: { id: '28:5b0e7a3c-9d14-4f62-8a80-c6d7e8f90a1b', name: 'Alliance Check-in' },
    currentUser: { id: `29:${person.objectId}`, ...account(person) },
    users: others.map((name, at) => ({
      id: `29:other${at}`,
      ...account({ name, objectId: `9a8b7c6d-5e4f-4a3b-8c2d-00000000000${at}` }),
    })),
    personalChat: { id: `a:${person.objectId}` },
    groupChat: { id: '19:group@thread.v2', name: 'A group' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'A team',
      aadGroupId: 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d',
      channels: [{ id: '19:channel@thread.tacv2', name: 'A channel' }],
    },
  };
  // JSON is YAML
  return writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** It wants five more people; they say nothing. */
const others = ['Kim One', 'Kim Two', 'Kim Three', 'Kim Four', 'Kim Five'];

function account({ name, objectId }: Person) {
  const [givenName, surname] = name.split(' ');
  const email = `${name.toLowerCase().replace(' ', '.')}@clinic.example`;
  return { name, aadObjectId: objectId, givenName, surname, email, userPrincipleName: email };
}
