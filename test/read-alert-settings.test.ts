import { expect } from 'chai';
import { readAlertSettings } from '../src/read-alert-settings.ts';
import { usualHours } from './helpers/usual-hours.ts';

describe('the settings of alerts', () => {
  it('have defaults: two working days, an hour, Monday to Friday from 8 to 18', () => {
    expect(readAlertSettings({})).to.deep.equal({
      ok: true,
      alerts: { workingDays: 2, safetyMinutes: 60, hours: usualHours },
    });
  });

  for (const [text, days] of [
    ['Mon-Fri 08:00-18:00', [1, 2, 3, 4, 5]],
    [' mon,Wed-thu,SUN   9:30-13:00 ', [1, 3, 4, 7]],
    ['Sat 00:00-23:59', [6]],
  ] as const)
    it(`take ${text}`, () => {
      const read = readAlertSettings({ CLINIC_HOURS: text });
      expect(read.ok && read.alerts.hours.days).to.deep.equal(days);
    });

  for (const [name, ...values] of [
    ['ALERT_WORKING_DAYS', '0', '21', '1.5', 'two'],
    ['SAFETY_ALERT_MINUTES', '4', '1441', '-5'],
    ['CLINIC_HOURS', 'Mon-Fri', '08:00-18:00', 'Fri-Mon 08:00-18:00', 'Mon 18:00-08:00', 'Lun 08:00-18:00'],
    ['CLINIC_HOURS', 'Mon 08:00-24:00', 'Mon, 08:00-18:00', 'Mon 08:00-12:00-18:00', 'Mon 8-18'],
  ] as const)
    for (const value of values)
      it(`refuse ${value} as ${name}, without saying it`, () => {
        const read = readAlertSettings({ [name]: value });
        const faults = read.ok ? [] : read.faults;
        expect(faults.map((fault) => fault.split(':')[0])).to.deep.equal([name]);
      });
});
