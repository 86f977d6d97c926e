/** Colours of a drawing. Every line also differs by its symbol or its stroke: colour never tells alone. */
export interface Palette {
  readonly text: string;
  readonly grid: string;
  readonly band: string;
  readonly surface: string;
  readonly alliance: string;
  readonly goals: string;
  readonly tasks: string;
  readonly bond: string;
}

export const dark: Palette = {
  text: '#b4c2ce',
  grid: '#2d3a47',
  band: '#2a2827',
  surface: '#17212b',
  alliance: '#f2f6f9',
  goals: '#84b9ff',
  tasks: '#f0c05f',
  bond: '#e6a3ea',
};

export const light: Palette = {
  text: '#46525e',
  grid: '#dde3e8',
  band: '#fbeee6',
  surface: '#ffffff',
  alliance: '#1c2733',
  goals: '#1f5fb8',
  tasks: '#8a5a00',
  bond: '#8c3296',
};
