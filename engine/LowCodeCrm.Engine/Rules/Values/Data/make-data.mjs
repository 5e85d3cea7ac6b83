// Makes the embedded tables from what this machine's Node and zoneinfo know. Run by hand when Unicode or the zone data move on:
//   node make-data.mjs
// so that no server needs ICU or tzdata, and every back end of one version agrees.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { join } from 'node:path';

// A representative of every canonical combining class; the order that normalising gives tells the class of all others.
const classes = [[1, 0x334], [6, 0x16ff0], [7, 0x93c], [8, 0x3099], [9, 0x94d], [10, 0x5b0], [11, 0x5b1], [12, 0x5b2], [13, 0x5b3], [14, 0x5b4], [15, 0x5b5], [16, 0x5b6], [17, 0x5b7], [18, 0x5b8], [19, 0x5b9], [20, 0x5bb], [21, 0x5bc], [22, 0x5bd], [23, 0x5bf], [24, 0x5c1], [25, 0x5c2], [26, 0xfb1e], [27, 0x64b], [28, 0x64c], [29, 0x64d], [30, 0x618], [31, 0x619], [32, 0x61a], [33, 0x651], [34, 0x652], [35, 0x670], [36, 0x711], [84, 0xc55], [91, 0xc56], [103, 0xe38], [107, 0xe48], [118, 0xeb8], [122, 0xec8], [129, 0xf71], [130, 0xf72], [132, 0xf74], [202, 0x321], [214, 0x1dce], [216, 0x31b], [218, 0x1dfa], [220, 0x316], [222, 0x59a], [224, 0x302e], [226, 0x1d16d], [228, 0x5ae], [230, 0x300], [232, 0x315], [233, 0x35c], [234, 0x35d], [240, 0x345]];

const hex = (n) => n.toString(16);
const codes = (s) => [...s].map((c) => c.codePointAt(0));
const lines = [`V ${process.versions.unicode}`];
const isSurrogate = (c) => c >= 0xd800 && c <= 0xdfff;

function combiningClass(mark) {
  const moved = (a, b) => codes(('0' + a + b).normalize('NFD'))[1] !== codes(a)[0];
  let low = 0;
  let high = 255;
  for (const [k, representative] of classes) {
    const r = String.fromCodePoint(representative);
    if (mark === r) return k;
    if (moved(r, mark)) high = Math.min(high, k);
    if (moved(mark, r)) low = Math.max(low, k);
  }
  if (low === 0 && high === 255) return 0;
  return classes.map(([k]) => k).find((k) => k > low && k < high) ?? 0;
}

// Simple 1:1 mappings that the full mappings of JavaScript hide (UnicodeData.txt and CaseFolding.txt, status S).
const simpleUpper = new Map();
const simpleFold = new Map([[0x1e9e, 0xdf], [0x1fd3, 0x390], [0x1fe3, 0x3b0], [0xfb05, 0xfb06], [0x3c2, 0x3c3], [0x17f, 0x73], [0x345, 0x3b9], [0xb5, 0x3bc], [0x1c80, 0x432]]);
for (const base of [0x1f80, 0x1f90, 0x1fa0])
  for (let i = 0; i < 8; i++) {
    simpleUpper.set(base + i, base + i + 8);
    simpleFold.set(base + i + 8, base + i);
  }
for (const [lower, upper] of [[0x1fb3, 0x1fbc], [0x1fc3, 0x1fcc], [0x1ff3, 0x1ffc]]) {
  simpleUpper.set(lower, upper);
  simpleFold.set(upper, lower);
}
const single = (s) => (codes(s).length === 1 ? codes(s)[0] : null);

for (let c = 0; c <= 0x10ffff; c++) {
  if (isSurrogate(c)) continue;
  const s = String.fromCodePoint(c);
  const hangul = c >= 0xac00 && c <= 0xd7a3;
  const nfkd = s.normalize('NFKD');
  if (nfkd !== s && !hangul) lines.push(`D ${hex(c)} ${codes(nfkd).map(hex).join(' ')}`);
  const nfc = s.normalize('NFC');
  if (nfc !== s && !hangul) lines.push(`N ${hex(c)} ${codes(nfc).map(hex).join(' ')}`);
  if (/\p{M}/u.test(s)) {
    const k = combiningClass(s);
    if (k) lines.push(`C ${hex(c)} ${k}`);
  }
  const nfd = codes(s.normalize('NFD'));
  if (!hangul && nfd.length > 1 && s.normalize('NFC') === s) {
    const last = nfd.pop();
    const first = single(String.fromCodePoint(...nfd).normalize('NFC'));
    if (first === null) throw new Error(`no pair for ${hex(c)}`);
    lines.push(`P ${hex(first)} ${hex(last)} ${hex(c)}`);
  }
  const upper = simpleUpper.get(c) ?? (c >= 0x1f88 && c <= 0x1ffc && /\p{Lt}/u.test(s) ? c : single(s.toUpperCase())) ?? c;
  const lower = c === 0x130 ? 0x69 : (single(s.toLowerCase()) ?? c);
  if (upper !== c) lines.push(`U ${hex(c)} ${hex(upper)}`);
  if (lower !== c) lines.push(`L ${hex(c)} ${hex(lower)}`);
  // Simple folding: what a case-insensitive Unicode regex of JavaScript equates; mostly the lower case of the upper case.
  let fold = c;
  if (simpleFold.has(c)) fold = simpleFold.get(c);
  else if (c === 0x130 || c === 0x131) fold = c;
  else if (/\p{Script=Cherokee}/u.test(s)) fold = upper;
  else {
    const candidate = single(String.fromCodePoint(upper).toLowerCase()) ?? lower;
    if (candidate !== c && new RegExp(`^${candidate < 128 ? String.fromCodePoint(candidate) : `\\u{${hex(candidate)}}`}$`, 'iu').test(s)) fold = candidate;
  }
  if (fold !== c) lines.push(`F ${hex(c)} ${hex(fold)}`);
}

// Character classes of patterns: general categories and the scripts that RE2 names.
const categories = 'C Cc Cf Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs'.split(' ');
const scripts = ('Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid '
  + 'Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru '
  + 'Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya '
  + 'Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi '
  + 'Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen '
  + 'Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari '
  + 'New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian '
  + 'Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian '
  + 'Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu '
  + 'Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square').split(' ');
function ranges(test) {
  const out = [];
  let start = -1;
  for (let c = 0; c <= 0x110000; c++) {
    const inside = c <= 0x10ffff && test(c);
    if (inside && start < 0) start = c;
    if (!inside && start >= 0) {
      out.push(start === c - 1 ? hex(start) : `${hex(start)}-${hex(c - 1)}`);
      start = -1;
    }
  }
  return out.join(' ');
}
for (const name of [...categories.map((c) => [c, `General_Category=${c}`]), ...scripts.map((s) => [s, `Script=${s}`])]) {
  let pattern;
  try { pattern = new RegExp(`\\p{${name[1]}}`, 'u'); } catch { continue; }
  // RE2's C is without unassigned and surrogate code points.
  const test = name[0] === 'C' ? (c) => /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(String.fromCodePoint(c)) : (c) => pattern.test(String.fromCodePoint(c));
  lines.push(`G ${name[0]} ${ranges(test)}`);
}
writeFileSync(join(import.meta.dirname, 'unicode.bin'), deflateRawSync(Buffer.from(lines.join('\n')), { level: 9 }));

// Zones: names, then bodies (the 64-bit half of each TZif file), each body once.
const root = '/usr/share/zoneinfo';
const bodies = new Map();
const names = [];
(function walk(folder) {
  for (const entry of readdirSync(join(root, folder)).sort()) {
    const path = folder ? `${folder}/${entry}` : entry;
    if (['right', 'posix', 'posixrules', 'localtime', 'Factory'].includes(path)) continue;
    if (statSync(join(root, path)).isDirectory()) { walk(path); continue; }
    const bytes = readFileSync(join(root, path));
    if (bytes.subarray(0, 4).toString('latin1') !== 'TZif') continue;
    const [ut, std, leap, times, types, chars] = [20, 24, 28, 32, 36, 40].map((at) => bytes.readUInt32BE(at));
    const second = bytes.subarray(44 + times * 5 + types * 6 + chars + leap * 8 + std + ut);
    const key = second.toString('latin1');
    if (!bodies.has(key)) bodies.set(key, bodies.size);
    names.push([path, bodies.get(key)]);
  }
})('');
const int = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };
const parts = [int(names.length)];
for (const [name, body] of names) parts.push(Buffer.from([name.length]), Buffer.from(name, 'latin1'), int(body));
parts.push(int(bodies.size));
for (const key of bodies.keys()) parts.push(int(key.length), Buffer.from(key, 'latin1'));
writeFileSync(join(import.meta.dirname, 'zones.bin'), deflateRawSync(Buffer.concat(parts), { level: 9 }));

// Japan's holidays by the Act on National Holidays and its revisions, the equinoxes by the Observatory's formula.
const holidays = [];
for (let y = 1955; y <= 2099; y++) {
  const days = new Map();
  const at = (m, d) => Date.UTC(y, m - 1, d);
  const add = (m, d, name) => days.set(at(m, d), name);
  const monday = (m, n) => 1 + ((8 - new Date(at(m, 1)).getUTCDay()) % 7) + (n - 1) * 7;
  const equinox = (c) => (y < 1980 ? Math.floor(c[0] + 0.242194 * (y - 1980) - Math.floor((y - 1983) / 4)) : Math.floor(c[1] + 0.242194 * (y - 1980) - Math.floor((y - 1980) / 4)));
  add(1, 1, '元日');
  if (y < 2000) add(1, 15, '成人の日'); else add(1, monday(1, 2), '成人の日');
  if (y >= 1967) add(2, 11, '建国記念の日');
  if (y >= 2020) add(2, 23, '天皇誕生日');
  add(3, equinox([20.8357, 20.8431]), '春分の日');
  add(4, 29, y < 1989 ? '天皇誕生日' : y < 2007 ? 'みどりの日' : '昭和の日');
  add(5, 3, '憲法記念日');
  if (y >= 2007) add(5, 4, 'みどりの日');
  add(5, 5, 'こどもの日');
  if (y >= 1996) {
    if (y === 2020) add(7, 23, '海の日'); else if (y === 2021) add(7, 22, '海の日');
    else if (y < 2003) add(7, 20, '海の日'); else add(7, monday(7, 3), '海の日');
  }
  if (y >= 2016) {
    if (y === 2020) add(8, 10, '山の日'); else if (y === 2021) add(8, 8, '山の日'); else add(8, 11, '山の日');
  }
  if (y >= 1966) { if (y < 2003) add(9, 15, '敬老の日'); else add(9, monday(9, 3), '敬老の日'); }
  add(9, equinox([23.2588, 23.2488]), '秋分の日');
  if (y >= 1966) {
    if (y < 2000) add(10, 10, '体育の日'); else if (y < 2020) add(10, monday(10, 2), '体育の日');
    else if (y === 2020) add(7, 24, 'スポーツの日'); else if (y === 2021) add(7, 23, 'スポーツの日'); else add(10, monday(10, 2), 'スポーツの日');
  }
  add(11, 3, '文化の日');
  add(11, 23, '勤労感謝の日');
  if (y >= 1989 && y <= 2018) add(12, 23, '天皇誕生日');
  if (y === 1959) add(4, 10, '皇太子明仁親王の結婚の儀');
  if (y === 1989) add(2, 24, '昭和天皇の大喪の礼');
  if (y === 1990) add(11, 12, '即位礼正殿の儀');
  if (y === 1993) add(6, 9, '皇太子徳仁親王の結婚の儀');
  if (y === 2019) { add(5, 1, '天皇の即位の日'); add(10, 22, '即位礼正殿の儀'); }
  const national = new Map(days);
  const day = 86400000;
  const weekday = (t) => new Date(t).getUTCDay();
  // Substitute: for a holiday on a Sunday, from 1973-04-12 the Monday, from 2007 the next day that is none.
  for (const t of national.keys())
    if (weekday(t) === 0 && t >= Date.UTC(1973, 3, 12)) {
      let s = t + day;
      if (y >= 2007) while (national.has(s)) s += day;
      if (!days.has(s)) days.set(s, '振替休日');
    }
  // Between two holidays, from 1985-12-27.
  if (y >= 1986)
    for (const t of national.keys())
      if (national.has(t + 2 * day) && !days.has(t + day) && weekday(t + day) !== 0) days.set(t + day, '国民の休日');
  for (const t of [...days.keys()].sort((a, b) => a - b)) holidays.push(`${new Date(t).toISOString().slice(0, 10)} ${days.get(t)}`);
}
writeFileSync(join(import.meta.dirname, 'holidays.jp.txt'), holidays.join('\n') + '\n');
