export type Address = { country?: string | null; postalCode?: string | null; region?: string | null; city?: string | null; street?: string | null; building?: string | null };

/** 1050011 as 105-0011. */
export function postalCode(text: string, country: string | null | undefined): string {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^〒\s*/, '')
    .replace(/[−‐ー―–]/g, '-');
  const digits = plain.replace(/-/g, '');
  return (!country || country === 'JP') && /^\d{7}$/.test(digits) ? `${digits.slice(0, 3)}-${digits.slice(3)}` : plain;
}

export const isJapanese = (address: Address | null | undefined, language: string) =>
  address?.country ? address.country === 'JP' : language.startsWith('ja') || /[\u3040-\u9fff]/.test(`${address?.region ?? ''}${address?.city ?? ''}`);

/** In the order of its country: 〒105-0011 東京都港区芝公園4-2-8, or street first. */
export function showAddress(address: Address | null | undefined, language: string): string {
  if (!address) return '';
  const { country, postalCode: code, region, city, street, building } = address;
  if (isJapanese(address, language)) {
    const place = [region, city, street].filter(Boolean).join('');
    return [code && `〒${code}`, place, building].filter(Boolean).join(' ');
  }
  return [building, street, city, [region, code].filter(Boolean).join(' '), country && countryName(country, language)].filter(Boolean).join(', ');
}

export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Countries as ISO 3166 has them, by their names in the language. */
export function countries(language: string): { value: string; text: string }[] {
  const codes =
    'JP US CN KR TW HK SG TH VN MY ID PH IN AU NZ GB IE FR DE IT ES PT NL BE LU CH AT SE NO DK FI IS PL CZ SK HU RO BG GR HR SI EE LV LT UA TR IL AE SA QA KW EG ZA NG KE MA BR AR CL CO PE MX CA MN KH LA MM LK BD PK NP MO KZ UZ'.split(
      ' ',
    );
  return codes.map((value) => ({ value, text: countryName(value, language) }));
}
