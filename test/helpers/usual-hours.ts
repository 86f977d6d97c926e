/** Monday to Friday, 8 to 18. */
export const usualHours = {
  days: [1, 2, 3, 4, 5],
  from: { hour: 8, minute: 0 },
  to: { hour: 18, minute: 0 },
} as const;
