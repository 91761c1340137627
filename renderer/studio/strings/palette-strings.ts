/** Words of the command palette. */
export const paletteStrings = {
  label: 'Commands, questions and screens',
  placeholder: 'Type a command, a screen, or words of a question',
  nothing: 'Nothing fits. Words of a question, an id, a command or a screen.',
  commands: 'Commands',
  screens: 'Screens',
  questions: 'Questions',
  shards: 'Shards',
  tour: 'Take the tour',
  export: 'Export',
  screenNames: {
    review: 'Review',
    library: 'Library',
    browse: 'Browse',
    dashboard: 'Dashboard',
    generate: 'Generate',
    settings: 'Settings',
  },
} as const;
