import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  ModalRoot,
  Popover,
  SegmentedControl,
  Select,
  Table,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const sight: MantineColorsTuple = [
  '#e6f5fa',
  '#cde7f1',
  '#9bcfe3',
  '#65b5d4',
  '#1479a0',
  '#106e92',
  '#0b6485',
  '#08536f',
  '#064259',
  '#033142',
];
const dark: MantineColorsTuple = [
  '#e5e8ed',
  '#c2c8d1',
  '#aab2be',
  '#8f98a6',
  '#434b57',
  '#323944',
  '#252a32',
  '#14171b',
  '#101316',
  '#0c0e11',
];

const approve: MantineColorsTuple = [
  '#e2f4e9',
  '#c7e9d4',
  '#97d6b0',
  '#64c18b',
  '#1d8049',
  '#1a7844',
  '#17713f',
  '#115a32',
  '#0c4325',
  '#082e19',
];
const reject: MantineColorsTuple = [
  '#fde9e7',
  '#fad3cf',
  '#f5a59d',
  '#ee7a70',
  '#c13a30',
  '#bb3026',
  '#b3261e',
  '#911d17',
  '#6d1611',
  '#4a0e0b',
];

/** The product's theme: small type, tight spacing, one quiet accent. Font: whatever the system uses. */
export const theme = createTheme({
  primaryColor: 'sight',
  primaryShade: { light: 6, dark: 4 },
  colors: { sight, dark, approve, reject },
  autoContrast: true,
  black: '#191e26',
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.375rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  components: {
    // The page itself never scrolls, so nothing has to be locked (the lock would inject a style without the nonce).
    ModalRoot: ModalRoot.extend({ defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 450,
        withArrow: true,
        transitionProps: { duration: 80 },
        events: { hover: true, focus: true, touch: false },
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      // Mantine's own is 22 pixels high, and a target has at least 24.
      vars: (_, { size }) => ({ root: size === 'compact-xs' ? { '--button-height': '1.5rem' } : {} }),
    }),
    Table: Table.extend({ defaultProps: { borderColor: 'var(--line)' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs', comboboxProps: { transitionProps: { duration: 80 } } } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
  },
});

/** Where Mantine's computed pale tones do not fit our surfaces, ours. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: paleAccent,
  dark: paleAccent,
});

const paleAccent = {
  '--mantine-color-body': 'var(--surface-1)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-dim)',
  '--mantine-color-placeholder': 'var(--text-faint)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-sight-light': 'var(--accent-soft)',
  '--mantine-color-sight-light-hover': 'color-mix(in srgb, var(--accent) 24%, var(--surface-1))',
  '--mantine-color-sight-light-color': 'var(--accent)',
  '--mantine-color-sight-text': 'var(--accent)',
} as const;
