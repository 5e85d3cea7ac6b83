export { nonce } from './nonce.ts';
export { chooseScheme, type Scheme, type SchemeChoice, useScheme, useSchemeChoice } from './scheme.ts';
export { ThemeProvider } from './ThemeProvider.tsx';
export { dark, type Hue, hues, light, type Tokens } from './tokens.ts';
