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

export const palette: Palette = {
  text: '#46525e',
  grid: '#dde3e8',
  band: '#fbeee6',
  surface: '#ffffff',
  alliance: '#1c2733',
  goals: '#1f5fb8',
  tasks: '#8a5a00',
  bond: '#8c3296',
};
