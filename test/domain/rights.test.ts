import { expect } from 'chai';
import { therapistId } from '../../src/domain/ids.ts';
import { isAllowed, roles, type Matter, type Role } from '../../src/domain/rights.ts';

const [ana, ben] = [therapistId('ana'), therapistId('ben')];
const matters: Readonly<Record<string, Matter>> = {
  'an own client': { kind: 'client', therapist: ana },
  "another's client": { kind: 'client', therapist: ben },
  'the own caseload': { kind: 'caseload', therapist: ana },
  "another's caseload": { kind: 'caseload', therapist: ben },
  overview: { kind: 'overview' },
  operation: { kind: 'operation' },
};
const may: Readonly<Record<Role, readonly string[]>> = {
  therapist: ['an own client', 'the own caseload'],
  supervisor: ['overview'],
  operator: ['operation'],
};

describe('the rights', () => {
  for (const role of roles) {
    it(`of a ${role} are their role's alone`, () => {
      const allowed = Object.keys(matters).filter((name) =>
        isAllowed({ id: ana, roles: [role] }, matters[name]!),
      );
      expect(allowed).to.deep.equal(may[role]);
    });
  }

  it('of somebody without a role are none, and of who has all roles still not others’ clients', () => {
    const allowed = (held: readonly Role[]) =>
      Object.keys(matters).filter((name) => isAllowed({ id: ana, roles: held }, matters[name]!));
    expect(allowed([])).to.deep.equal([]);
    expect(allowed(roles)).to.deep.equal(Object.values(may).flat());
  });
});
