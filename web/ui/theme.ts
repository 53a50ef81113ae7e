import { createTheme, defaultVariantColorsResolver, rem } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** Shades of the thread around its token, light to dark; buttons and rings use the sixth. */
const thread: MantineColorsTuple = [
  '#fdeeeb',
  '#f9d9d3',
  '#f3b3a7',
  '#ed8a78',
  '#e76a53',
  '#de5039',
  '#d6402b',
  '#b8321f',
  '#962819',
  '#741e12',
]

/** Greys of paper and ink, light to dark: hairlines, hovers and quiet text in light. The names are the library's. */
const gray: MantineColorsTuple = [
  '#fbf8f3',
  '#f4efe7',
  '#eee8de',
  '#e7e1d8',
  '#d8d0c4',
  '#aba69f',
  '#7c7d85',
  '#5b5e70',
  '#3c3e50',
  '#1a1c2b',
]

/** The same in the dark, from ink to sunken: a control stands on a surface, a surface on the paper. */
const dark: MantineColorsTuple = [
  '#f2efe9',
  '#cbcad1',
  '#a6a8b8',
  '#7f8294',
  '#363a48',
  '#272a35',
  '#1c1e26',
  '#14151a',
  '#101116',
  '#0b0c10',
]

/** Mantine's theme, made from the tokens: components look alike on the desk and at the till. */
export const theme = createTheme({
  colors: { thread, gray, dark },
  primaryColor: 'thread',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.25,
  // What is written on the thread reads in both themes: the library would choose for the light one alone.
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input)
    return input.variant === 'filled' && (input.color ?? input.theme.primaryColor) === 'thread'
      ? { ...colours, color: 'var(--on-thread)' }
      : colours
  },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(16), lg: rem(20), xl: rem(25) },
  defaultRadius: 8,
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(10), xl: rem(16) },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Card: { defaultProps: { radius: 10, withBorder: true, padding: 'md' } },
    Paper: { defaultProps: { radius: 10 } },
    Modal: { defaultProps: { radius: 12, centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: { defaultProps: { position: 'right', size: 'lg', overlayProps: { backgroundOpacity: 0.25 } } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Skeleton: { defaultProps: { radius: 8 } },
    Table: { defaultProps: { verticalSpacing: 'xs', highlightOnHover: true } },
  },
})

/** What Mantine calls its colours are our tokens, so that one file decides both themes. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-disabled': 'var(--line)',
    '--mantine-color-disabled-color': 'var(--ink-soft)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-anchor': 'var(--thread-ink)',
    '--mantine-primary-color-filled': 'var(--thread)',
    '--mantine-primary-color-contrast': 'var(--on-thread)',
    '--mantine-primary-color-light': 'var(--thread-wash)',
    '--mantine-primary-color-light-color': 'var(--thread-ink)',
    '--mantine-color-thread-filled': 'var(--thread)',
    '--mantine-color-thread-text': 'var(--thread-ink)',
    '--mantine-color-thread-light': 'var(--thread-wash)',
    '--mantine-color-thread-light-color': 'var(--thread-ink)',
  }
  return { variables: {}, light: both, dark: both }
}
