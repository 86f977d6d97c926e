import { due, level, type Story } from './story.ts';

/** Something to see and to talk about: a slide, a break, undone homework, low from the start, other goals. */
export const troubledStories: readonly Story[] = [
  {
    // Slides for seven weeks, the tasks most: homework gets harder, the point of it less clear.
    number: 3,
    initials: 'J. S.',
    language: 'en',
    country: 'US',
    due: due(4, 20, 'America/Chicago'),
    goals: [{ title: 'Use the car again' }, { title: 'Shop alone' }],
    homework: [
      { title: 'Sit in the parked car for ten minutes', until: 9 },
      { title: 'Drive once round the block', from: 9 },
    ],
    weeks: 'ddddpdddddpdpppp',
    felt: {
      goals: [
        [8, 8.2],
        [15, 6.2],
      ],
      tasks: [
        [8, 8.4],
        [15, 5.2],
      ],
      bond: [
        [8, 8.7],
        [15, 7.2],
      ],
    },
    spread: 0.5,
    difficulty: [
      [8, 4],
      [15, 7],
    ],
    progress: [
      [0, 3],
      [8, 6],
      [15, 5],
    ],
    barriers: ['too-hard', 'no-point'],
    comments: { 12: 'I am not sure the driving is for me.', 15: 'It feels as if we are rushing.' },
  },
  {
    // Breaks sharply this week, the bond most.
    number: 4,
    initials: 'L. G.',
    language: 'es',
    country: 'ES',
    due: due(2, 19, 'Europe/Madrid'),
    goals: [{ title: 'Hablar con mi hermana sin discutir' }, { title: 'Volver a dibujar' }],
    homework: [
      { title: 'Escribir lo que quiero decirle', until: 8 },
      { title: 'Dibujar diez minutos', from: 8 },
    ],
    weeks: 'ddpdddddddpddddn',
    felt: {
      goals: [
        [14, 8.5],
        [15, 4.8],
      ],
      tasks: [
        [14, 8.3],
        [15, 4.4],
      ],
      bond: [
        [14, 9],
        [15, 2.5],
      ],
    },
    spread: 0.7,
    difficulty: [
      [14, 4],
      [15, 7],
    ],
    progress: [
      [0, 3],
      [14, 7],
      [15, 5],
    ],
    barriers: ['felt-low', 'no-point'],
    comments: {
      6: 'Esta semana dibujé dos veces.',
      15: 'Salí de la última sesión sintiendo que no me entendiste.',
    },
    wantsToTalk: [15],
  },
  {
    // Feels well understood, but the homework does not get done.
    number: 7,
    initials: 'M. R.',
    language: 'es',
    country: 'MX',
    due: due(1, 20, 'America/Mexico_City'),
    goals: [{ title: 'Dormir sin pastillas' }, { title: 'Salir a caminar tres veces por semana' }],
    homework: [{ title: 'Apagar el teléfono a las diez' }, { title: 'Caminar veinte minutos', from: 5 }],
    weeks: 'dpnpnnpnnp-npnnn',
    felt: {
      goals: level(7.9),
      tasks: [
        [0, 7.4],
        [15, 6.3],
      ],
      bond: level(8.6),
    },
    spread: 0.7,
    difficulty: [
      [0, 7],
      [6, 8.5],
    ],
    progress: level(4),
    barriers: ['too-much', 'no-quiet-place', 'felt-low'],
    comments: { 9: 'Otra semana será.', 14: 'Llego a casa sin fuerzas.' },
  },
  {
    // Low from the first week; the therapist saw the alert, they spoke about it, it has been getting better.
    number: 8,
    initials: 'T. B.',
    language: 'en',
    country: 'AU',
    due: due(3, 18, 'Australia/Sydney'),
    goals: [
      { title: 'Find out what I want from this', until: 8 },
      { title: 'Fewer evenings alone', from: 8 },
    ],
    homework: [{ title: 'Note one good moment a day', from: 3 }],
    weeks: 'dndpp-dpddddpddd',
    felt: {
      goals: [
        [0, 4],
        [7, 4.8],
        [12, 7],
      ],
      tasks: [
        [0, 4.4],
        [7, 5.2],
        [12, 7],
      ],
      bond: [
        [0, 5],
        [7, 5.6],
        [12, 7.6],
      ],
    },
    spread: 0.6,
    difficulty: level(4),
    progress: [
      [0, 2],
      [15, 6],
    ],
    barriers: ['unsure', 'no-point'],
    comments: { 0: 'My doctor sent me here.', 13: 'The new goal fits me better.' },
    followUp: {
      acknowledged: 'Low since the start. To be brought up in the next session.',
      discussed: 'They felt the first goal was mine, not theirs. We agreed on a new one.',
      found: ['goals-had-shifted', 'felt-unheard'],
      done: ['invited-their-view', 'renewed-the-goals'],
    },
  },
  {
    // Trusts the therapist, but the two want different things; no homework for a while.
    number: 10,
    initials: 'N. F.',
    language: 'en',
    country: 'CA',
    due: due(4, 8, 'America/Toronto'),
    goals: [{ title: 'Apply for two jobs a month' }, { title: 'Repair things with my father', from: 11 }],
    homework: [{ title: 'Write the letter, without sending it', from: 11 }],
    weeks: 'dddddddd-ddddpdd',
    felt: {
      goals: [
        [0, 6],
        [10, 5.8],
        [13, 8],
      ],
      tasks: level(7.4),
      bond: level(9),
    },
    spread: 0.9,
    difficulty: level(6),
    progress: [
      [0, 3],
      [15, 5],
    ],
    barriers: ['not-my-goals'],
    comments: { 9: 'Work is not what keeps me up at night.' },
    wantsToTalk: [10],
  },
];
