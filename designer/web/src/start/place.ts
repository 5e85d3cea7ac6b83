const syllables: Record<string, string> = Object.fromEntries(
  (
    'あa いi うu えe おo かka きki くku けke こko がga ぎgi ぐgu げge ごgo さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo たta ちchi つtsu てte とto だda ぢji づzu でde どdo ' +
    'なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn ゔvu ' +
    'ぁa ぃi ぅu ぇe ぉo'
  )
    .split(' ')
    .map((one) => [one[0]!, one.slice(1)]),
);
const small: Record<string, string> = { ゃ: 'a', ゅ: 'u', ょ: 'o' };

/** Kana as Latin letters: ちゅうもん is chuumon, カッター katta. */
function romaji(text: string): string {
  let out = '';
  let double = false;
  for (const char of text.normalize('NFKC')) {
    const code = char.charCodeAt(0);
    const kana = code >= 0x30a1 && code <= 0x30f4 ? String.fromCharCode(code - 0x60) : char;
    const before = /(sh|ch|j|[kgnhbpmr])i$/.exec(out);
    if (kana in small && before) out = `${out.slice(0, -1)}${/^(sh|ch|j)$/.test(before[1]!) ? '' : 'y'}${small[kana]}`;
    else if (kana === 'っ') double = true;
    else if (char !== 'ー') {
      const next = syllables[kana] ?? char;
      out += double && /^[b-df-hj-np-tv-z]/.test(next) ? `${next.startsWith('ch') ? 't' : next[0]}${next}` : next;
      double = false;
    }
  }
  return out;
}

const slug = (text: string) =>
  romaji(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 56);

/** A free place in addresses for what is called so: its Latin letters and kana where nothing else would be left out of it, else a plain word. */
export function proposePlace(en: string, ja: string, taken: readonly string[]): string {
  if (!en.trim() && !ja.trim()) return '';
  const wanted = slug(en) || slug(/\p{Script=Han}/u.test(ja) ? ja.replace(/[\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu, ' ') : ja) || 'app';
  const all = new Set(taken.map((one) => one.toLowerCase()));
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}${/\d$/.test(wanted) ? '-' : ''}${i}`;
    if (!all.has(name)) return name;
  }
}
