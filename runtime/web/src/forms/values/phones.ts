import { type Read, refused, took } from './problem.ts';

/** E.164, read as the server reads it: numbers without a country are Japanese. */
export function readPhone(text: string): Read {
  const clean = text.normalize('NFKC').trim();
  if (clean === '') return took(null);
  const international = clean.startsWith('+');
  if (!/^[\d\s\-().‐‑‒–—―−ー/]*$/.test(international ? clean.slice(1) : clean)) return refused('phone', { found: text.trim() });
  let number = clean.replace(/\D/g, '');
  if (international && number.startsWith('810')) number = `81${number.slice(3)}`;
  else if (!international && number.startsWith('0081')) number = `81${number.slice(4).replace(/^0+/, '')}`;
  else if (!international && number.startsWith('010') && number.length > 11) number = number.slice(3);
  else if (!international && number.startsWith('0')) number = number.length === 10 || number.length === 11 ? `81${number.slice(1)}` : '';
  else if (!international) number = '';
  return number.length < 7 || number.length > 15 || number[0] === '0' ? refused('phone', { found: text.trim() }) : took(`+${number}`);
}

// Area codes of three digits with those of four that begin alike.
const three = /^0(11|17|18|19|22|23|24|25|26|27|28|29|42|43|44|45|46|47|48|49|52|53|54|55|58|59|72|73|75|76|77|78|79|82|83|84|86|87|88|89|92|93|95|96|97|98|99)/;
const four =
  /^0(17[2-6]|18[2-7]|19[1-57-8]|22[0-68]|23[3578]|24[0-46-8]|25[04-9]|26[013-9]|27[046-9]|28[02-57-9]|29[1-35-79]|42[28]|43[689]|46[035-8]|47[0568-9]|48[0]|49[3-5]|53[1367-9]|54[457-8]|55[1356-8]|58[1-57]|59[4-9]|72[15]|73[5-9]|74[0-9]|76[1378]|77[0-46-9]|79[0-9]|82[03-9]|83[3-8]|84[5-8]|86[35-9]|87[579]|88[03-7]|89[2-8]|92[0]|94[0-9]|95[02-79]|96[4-9]|97[2-47-9]|98[02-79]|99[3-7])/;
const two = /^04/;

function japanese(number: string): string {
  const cut = (...at: number[]) =>
    at
      .map((end, i) => number.slice(i === 0 ? 0 : at[i - 1], end))
      .concat(number.slice(at.at(-1)))
      .join('-');
  if (/^0[5789]0/.test(number) && number.length === 11) return /^0800/.test(number) ? cut(4, 7) : cut(3, 7);
  if (/^0(120|570|990|180)/.test(number)) return cut(4, 7);
  if (number.length !== 10) return number;
  if (/^0[36]/.test(number)) return cut(2, 6);
  if (four.test(number)) return cut(4, 6);
  if (three.test(number)) return cut(3, 6);
  if (two.test(number)) return cut(2, 6);
  return cut(4, 6);
}

const oneDigit = /^\+(1|7)/;
const threeDigits = /^\+(21[0-9]|22\d|23\d|24\d|25\d|26\d|29\d|35\d|37\d|38\d|42\d|50\d|59\d|67\d|68\d|69\d|8[05789]\d|96\d|97\d|99\d)/;

/** +81312345678 as 03-1234-5678; others with their country before them. */
export function showPhone(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  if (text.startsWith('+81')) return japanese(`0${text.slice(3)}`);
  if (!text.startsWith('+')) return text;
  if (/^\+1\d{10}$/.test(text)) return `+1 ${text.slice(2, 5)}-${text.slice(5, 8)}-${text.slice(8)}`;
  const country = oneDigit.test(text) ? 2 : threeDigits.test(text) ? 4 : 3;
  return `${text.slice(0, country)} ${text.slice(country)}`;
}
