import { type ThemeConfig, theme } from 'antd';
import type { Palette } from './palette.ts';
import type { Scheme } from './scheme.ts';
import { dark, light } from './tokens.ts';

let last: { name: string; theme: ThemeConfig } | null = null;

/** The controls of antd in our colours and measures; the same object for all of them, so that what antd derives from it is derived and written once. */
export function antdTheme(scheme: Scheme, palette: Palette | null): ThemeConfig {
  const font = getComputedStyle(document.documentElement).getPropertyValue('--font');
  const name = JSON.stringify([scheme, palette, font]);
  if (last?.name !== name) last = { name, theme: themeOf(scheme, palette, font) };
  return last.theme;
}

// Colours that its algorithm would derive anew are set outright.
function themeOf(scheme: Scheme, palette: Palette | null, font: string): ThemeConfig {
  const c = { ...(scheme === 'dark' ? dark : light), ...palette?.[scheme] };
  return {
    // One set of variables for all of them, not one for each.
    cssVar: { key: `controls-${scheme}-${c.accent.slice(1)}` },
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: font,
      fontSize: 13,
      lineHeight: 1.45,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: 32,
      controlHeightSM: 26,
      colorPrimary: c.accent,
      colorPrimaryHover: c.accentHover,
      colorPrimaryActive: c.accentHover,
      colorPrimaryText: c.accentText,
      colorPrimaryBg: c.accentBg,
      colorLink: c.accentText,
      colorError: c.bad,
      colorWarning: c.warn,
      colorSuccess: c.ok,
      colorText: c.text,
      colorTextSecondary: c.text2,
      colorTextTertiary: c.text3,
      colorTextPlaceholder: c.text3,
      colorTextDescription: c.text3,
      colorTextDisabled: c.text3,
      colorIcon: c.text3,
      colorIconHover: c.text,
      colorBorder: c.control,
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      colorBgContainer: c.surface,
      colorBgElevated: c.surface,
      colorBgLayout: c.app,
      colorBgSpotlight: scheme === 'dark' ? c.active : c.text,
      colorFillSecondary: c.active,
      colorFillTertiary: c.hover,
      colorFillQuaternary: c.subtle,
      controlItemBgHover: c.hover,
      controlItemBgActive: c.accentBg,
      controlItemBgActiveHover: c.accentBg,
      motionDurationFast: '0.12s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      fontWeightStrong: 600,
    },
    components: {
      Select: { optionSelectedBg: c.accentBg, optionSelectedColor: c.accentText, optionActiveBg: c.hover, optionSelectedFontWeight: 600, optionPadding: '5px 8px', optionHeight: 32 },
      DatePicker: { cellActiveWithRangeBg: c.accentBg, cellHoverBg: c.hover },
    },
  };
}
