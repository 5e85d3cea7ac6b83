export { paletteFor, useAppTheme } from './appTheme.ts';
export { nonce } from './nonce.ts';
export { contrast, parseColor, toHex, toOklch } from './oklch.ts';
export { type Pair, type Palette, paletteOf, variablesOf } from './palette.ts';
export { chooseScheme, type Scheme, type SchemeChoice, useScheme, useSchemeChoice } from './scheme.ts';
export { dark, type Hue, hues, light, type Tokens } from './tokens.ts';
