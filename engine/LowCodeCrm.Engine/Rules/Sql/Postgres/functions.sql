-- What the rules language means, for PostgreSQL: the functions of SqlFunctions that PostgreSQL has no operator for with exactly that meaning.
-- Kinds: int and the ticks of time, instant (since 0001-01-01 UTC) and duration are bigint, so are the months of a period; decimals are numeric,
-- dates date, sets and lists text[]. A tick is 100 ns.
-- Whatever can fail is written in plpgsql and stable, never immutable: nothing is evaluated while planning, or in place of the call, that the language
-- would not evaluate.
-- Errors: LC002 time out of range, LC003 part of a day, LC007 text too long, 22003 a number out of range.

create function lcr.fail(code text) returns void language plpgsql as $$
begin raise exception 'lcr' using errcode = code; end $$;

create function lcr.seen(value text) returns boolean language plpgsql stable as $$
begin return true; end $$;

create function lcr.lcr_both_bool_bool(a boolean, b boolean) returns boolean language plpgsql stable strict as $$
begin return a and b; end $$;

-- Decimals: a coefficient below 2^96 and a scale up to 28; results are exact, rounded half-even to the largest scale that fits.

create function lcr.power(n int) returns numeric language sql immutable strict as $$ select ('1e' || n)::numeric $$;

create function lcr.half_even(x numeric, places int) returns numeric language plpgsql stable strict as $$
declare
  t numeric := trunc(x, places);
  twice numeric := abs(x - t) * lcr.power(places) * 2;
begin
  if twice < 1 or (twice = 1 and t * lcr.power(places) % 2 = 0) then return t; end if;
  return t + sign(x) * lcr.power(-places);
end $$;

create function lcr.fit(x numeric) returns numeric language plpgsql stable strict as $$
declare
  most constant numeric := 79228162514264337593543950335;
  r numeric;
begin
  for s in reverse least(28, scale(trim_scale(x))) .. 0 loop
    r := lcr.half_even(x, s);
    if abs(r) * lcr.power(s) <= most then return r; end if;
  end loop;
  perform lcr.fail('22003');
end $$;

create function lcr.quotient(a numeric, b numeric) returns numeric language plpgsql stable strict as $$
declare
  q numeric := div(abs(a), abs(b));
  twice numeric := (abs(a) - q * abs(b)) * 2;
begin
  if twice > abs(b) or (twice = abs(b) and q % 2 = 1) then q := q + 1; end if;
  return q * sign(a) * sign(b);
end $$;

create function lcr.lcr_negate_dec(a numeric) returns numeric language sql stable strict as $$ select -a $$;
create function lcr.lcr_abs_dec(a numeric) returns numeric language sql stable strict as $$ select abs(a) $$;
create function lcr.lcr_add_dec_dec(a numeric, b numeric) returns numeric language sql stable strict as $$ select lcr.fit(a + b) $$;
create function lcr.lcr_subtract_dec_dec(a numeric, b numeric) returns numeric language sql stable strict as $$ select lcr.fit(a - b) $$;
create function lcr.lcr_multiply_dec_dec(a numeric, b numeric) returns numeric language sql stable strict as $$ select lcr.fit(a * b) $$;

create function lcr.lcr_divide_dec_dec(a numeric, b numeric) returns numeric language plpgsql stable strict as $$
declare
  most constant numeric := 79228162514264337593543950335;
  q numeric;
begin
  if b = 0 then return null; end if;
  for s in reverse 28 .. 0 loop
    q := lcr.quotient(a * lcr.power(s), b);
    if abs(q) <= most then return q * lcr.power(-s); end if;
  end loop;
  perform lcr.fail('22003');
end $$;

create function lcr.lcr_divide_int_int(a bigint, b bigint) returns numeric language sql stable strict as $$ select lcr.lcr_divide_dec_dec(a, b) $$;

create function lcr.lcr_mod_dec_dec(a numeric, b numeric) returns numeric language plpgsql stable strict as $$
declare r numeric;
begin
  if b = 0 then return null; end if;
  r := a % b;
  return case when r <> 0 and (r < 0) <> (b < 0) then lcr.fit(r + b) else r end;
end $$;

create function lcr.lcr_negate_int(a bigint) returns bigint language plpgsql stable strict as $$ begin return -a; end $$;
create function lcr.lcr_abs_int(a bigint) returns bigint language plpgsql stable strict as $$ begin return abs(a); end $$;
create function lcr.lcr_add_int_int(a bigint, b bigint) returns bigint language plpgsql stable strict as $$ begin return a + b; end $$;
create function lcr.lcr_subtract_int_int(a bigint, b bigint) returns bigint language plpgsql stable strict as $$ begin return a - b; end $$;
create function lcr.lcr_multiply_int_int(a bigint, b bigint) returns bigint language plpgsql stable strict as $$ begin return a * b; end $$;

create function lcr.lcr_mod_int_int(a bigint, b bigint) returns bigint language plpgsql stable strict as $$
declare r bigint;
begin
  if b = 0 then return null; elsif b = -1 then return 0; end if;
  r := a % b;
  return case when r <> 0 and (r < 0) <> (b < 0) then r + b else r end;
end $$;

-- mode: down (towards minus infinity), up (plus infinity), zero, half_up (ties away from zero), half_even.
create function lcr.rounded(x numeric, digits bigint, mode text) returns numeric language plpgsql stable strict as $$
declare
  most constant numeric := 79228162514264337593543950335;
  places int;
  t numeric;
  half int;
  away boolean;
begin
  if digits >= 28 or x = 0 then return x; end if;
  if digits < -28 then
    -- The unit is larger than any decimal; half of 10^29 is not.
    if (mode = 'down' and x < 0) or (mode = 'up' and x > 0) or (digits = -29 and (mode = 'half_up' and abs(x) >= 5e28 or mode = 'half_even' and abs(x) > 5e28)) then perform lcr.fail('22003'); end if;
    return 0;
  end if;
  places := digits;
  t := trunc(x, places);
  if x = t then return x; end if;
  half := sign(abs(x - t) * 2 - lcr.power(-places));
  away := case mode when 'zero' then false when 'down' then x < 0 when 'up' then x > 0 when 'half_up' then half >= 0
    else half > 0 or (half = 0 and t * lcr.power(places) % 2 <> 0) end;
  if not away then return t; end if;
  t := t + sign(x) * lcr.power(-places);
  if abs(t) > most then perform lcr.fail('22003'); end if;
  return t;
end $$;

create function lcr.lcr_floor_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, 'down') $$;
create function lcr.lcr_ceiling_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, 'up') $$;
create function lcr.lcr_round_half_up_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, 'half_up') $$;
create function lcr.lcr_round_half_even_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, 'half_even') $$;
create function lcr.lcr_round_down_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, 'zero') $$;
create function lcr.lcr_round_up_dec_int(x numeric, n bigint) returns numeric language sql stable strict as $$ select lcr.rounded(x, n, case when x < 0 then 'down' else 'up' end) $$;

create function lcr.rounded_int(x bigint, n bigint, mode text) returns bigint language plpgsql stable strict as $$
begin return case when n >= 0 then x else lcr.rounded(x, n, mode)::bigint end; end $$;

create function lcr.lcr_floor_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, 'down') $$;
create function lcr.lcr_ceiling_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, 'up') $$;
create function lcr.lcr_round_half_up_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, 'half_up') $$;
create function lcr.lcr_round_half_even_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, 'half_even') $$;
create function lcr.lcr_round_down_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, 'zero') $$;
create function lcr.lcr_round_up_int_int(x bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.rounded_int(x, n, case when x < 0 then 'down' else 'up' end) $$;

-- Text: by code point, at most 256 KB.

create function lcr.checked(s text) returns text language plpgsql stable strict as $$
begin
  if octet_length(s) > 262144 then perform lcr.fail('LC007'); end if;
  return s;
end $$;

create function lcr.count(n bigint) returns int language sql stable strict as $$ select least(greatest(n, 0), 2147483647)::int $$;

create function lcr.lcr_concat_text_text(a text, b text) returns text language sql stable as $$ select lcr.checked(coalesce(a, '') || coalesce(b, '')) $$;
create function lcr.lcr_length_text(s text) returns bigint language sql stable strict as $$ select char_length(s)::bigint $$;
create function lcr.lcr_left_text_int(s text, n bigint) returns text language sql stable strict as $$ select left(s, lcr.count(n)) $$;
create function lcr.lcr_right_text_int(s text, n bigint) returns text language sql stable strict as $$ select right(s, lcr.count(n)) $$;

create function lcr.lcr_mid_text_int_int(s text, origin bigint, n bigint) returns text language plpgsql stable strict as $$
declare first bigint := case when origin < 0 then origin + char_length(s) + 1 else origin end;
begin
  return case when n <= 0 or first::numeric + n <= 1 or first > char_length(s) then ''
    else substr(s, greatest(first, 1)::int, (least(first::numeric + n, char_length(s) + 1) - greatest(first, 1))::int) end;
end $$;

create function lcr.lcr_upper_text(s text) returns text language sql stable strict as $$ select translate(s, '@lower@', '@upper@') $$;
create function lcr.lcr_lower_text(s text) returns text language sql stable strict as $$ select translate(s, '@capital@', '@small@') $$;

create function lcr.lcr_trim_text(s text) returns text language sql stable strict as $$
  select btrim(s, U&'\0009\000A\000B\000C\000D\0020\0085\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\2028\2029\202F\205F\3000\FEFF') $$;

create function lcr.lcr_replace_text_text_text(s text, find text, put text) returns text language plpgsql stable strict as $$
declare longer int := octet_length(put) - octet_length(find);
begin
  -- Counted before it is built, so that a short rule cannot ask for gigabytes.
  if longer > 0 and find <> '' and octet_length(s)::bigint / octet_length(find) * octet_length(put) > 262144
    and octet_length(s) + (octet_length(s) - octet_length(replace(s, find, ''))) / octet_length(find)::bigint * longer > 262144 then perform lcr.fail('LC007'); end if;
  return lcr.checked(replace(s, find, put));
end $$;

create function lcr.lcr_ends_with_text_text(s text, x text) returns boolean language sql stable strict as $$ select right(s, char_length(x)) = x $$;
create function lcr.lcr_contains_any_text_set(s text, items text[]) returns boolean language sql stable strict as $$ select exists (select 1 from unnest(items) i where strpos(s, i) > 0) $$;
create function lcr.lcr_contains_any_text_list(s text, items text[]) returns boolean language sql stable strict as $$ select exists (select 1 from unnest(items) i where strpos(s, i) > 0) $$;
create function lcr.lcr_before_text_text(s text, x text) returns text language sql stable strict as $$ select left(s, greatest(strpos(s, x) - 1, 0)) $$;
create function lcr.lcr_after_text_text(s text, x text) returns text language sql stable strict as $$ select case when strpos(s, x) = 0 then '' else substr(s, strpos(s, x) + char_length(x)) end $$;
create function lcr.lcr_index_of_text_text(s text, x text) returns bigint language sql stable strict as $$ select (strpos(s, x) - 1)::bigint $$;

create function lcr.lcr_pad_left_text_int_text(s text, n bigint, put text) returns text language plpgsql stable strict as $$
begin
  if n <= char_length(s) or put = '' then return s; end if;
  if n > 262144 then perform lcr.fail('LC007'); end if;
  return lcr.checked(lpad(s, n::int, put));
end $$;

create function lcr.lcr_equal_set_set(a text[], b text[]) returns boolean language sql stable as $$
  select case when a is null or b is null then a is null and b is null else a @> b and b @> a end $$;
create function lcr.lcr_equal_list_list(a text[], b text[]) returns boolean language sql stable as $$ select a is not distinct from b $$;

-- Dates of the years 1 to 9999.

create function lcr.day(n numeric) returns date language plpgsql stable strict as $$
begin
  if n < 0 or n > 3652058 then perform lcr.fail('LC002'); end if;
  return date '0001-01-01' + n::int;
end $$;

create function lcr.number(d date) returns bigint language sql immutable strict as $$ select (d - date '0001-01-01')::bigint $$;

create function lcr.whole_days(t bigint) returns bigint language plpgsql stable strict as $$
begin
  if t % 864000000000 <> 0 then perform lcr.fail('LC003'); end if;
  return t / 864000000000;
end $$;

create function lcr.moved(d date, n numeric) returns date language plpgsql stable strict as $$
declare
  index numeric := (extract(year from d)::bigint - 1) * 12 + extract(month from d)::bigint - 1 + n;
  first date;
begin
  if index < 0 or index >= 119988 then perform lcr.fail('LC002'); end if;
  first := make_date(div(index, 12)::int + 1, (index % 12)::int + 1, 1);
  return first + least(extract(day from d)::int, lcr.days_in(first)) - 1;
end $$;

create function lcr.days_in(d date) returns int language sql immutable strict as $$
  select case extract(month from d)::int when 2 then case when extract(year from d)::int % 4 = 0 and (extract(year from d)::int % 100 <> 0 or extract(year from d)::int % 400 = 0) then 29 else 28 end
    when 4 then 30 when 6 then 30 when 9 then 30 when 11 then 30 else 31 end $$;

create function lcr.lcr_add_date_dur(d date, t bigint) returns date language plpgsql stable strict as $$ begin return lcr.day(lcr.number(d)::numeric + lcr.whole_days(t)); end $$;
create function lcr.lcr_add_dur_date(t bigint, d date) returns date language sql stable strict as $$ select lcr.lcr_add_date_dur(d, t) $$;
create function lcr.lcr_subtract_date_dur(d date, t bigint) returns date language plpgsql stable strict as $$ begin return lcr.day(lcr.number(d)::numeric - lcr.whole_days(t)); end $$;
create function lcr.lcr_add_date_per(d date, p bigint) returns date language sql stable strict as $$ select lcr.moved(d, p) $$;
create function lcr.lcr_add_per_date(p bigint, d date) returns date language sql stable strict as $$ select lcr.moved(d, p) $$;
create function lcr.lcr_subtract_date_per(d date, p bigint) returns date language sql stable strict as $$ select lcr.moved(d, -p) $$;
create function lcr.lcr_subtract_date_date(a date, b date) returns bigint language sql stable strict as $$ select (a - b) * 864000000000 $$;
create function lcr.lcr_days_between_date_date(a date, b date) returns bigint language sql stable strict as $$ select (b - a)::bigint $$;

create function lcr.lcr_months_between_date_date(a date, b date) returns bigint language sql stable strict as $$
  select (((extract(year from b)::bigint * 12 + extract(month from b)::bigint) * 32 + extract(day from b)::bigint)
    - ((extract(year from a)::bigint * 12 + extract(month from a)::bigint) * 32 + extract(day from a)::bigint)) / 32 $$;

create function lcr.lcr_month_start_date(d date) returns date language sql stable strict as $$ select d - extract(day from d)::int + 1 $$;
create function lcr.lcr_month_end_date(d date) returns date language sql stable strict as $$ select d - extract(day from d)::int + lcr.days_in(d) $$;
create function lcr.lcr_year_date(zone text, d date) returns bigint language sql stable strict as $$ select extract(year from d)::bigint $$;
create function lcr.lcr_month_date(zone text, d date) returns bigint language sql stable strict as $$ select extract(month from d)::bigint $$;
create function lcr.lcr_day_date(zone text, d date) returns bigint language sql stable strict as $$ select extract(day from d)::bigint $$;
create function lcr.lcr_weekday_date(zone text, d date) returns bigint language sql stable strict as $$ select lcr.number(d) % 7 + 1 $$;

-- Durations and periods.

create function lcr.ticks(n numeric) returns bigint language plpgsql stable strict as $$
begin
  n := lcr.half_even(n, 0);
  if n < -9223372036854775808 or n > 9223372036854775807 then perform lcr.fail('LC002'); end if;
  return n;
end $$;

create function lcr.months(n numeric) returns bigint language plpgsql stable strict as $$
begin
  n := trunc(n);
  if n < -2147483648 or n > 2147483647 then perform lcr.fail('LC002'); end if;
  return n;
end $$;

create function lcr.lcr_days_dec(n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(n * 864000000000) $$;
create function lcr.lcr_hours_dec(n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(n * 36000000000) $$;
create function lcr.lcr_minutes_dec(n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(n * 600000000) $$;
create function lcr.lcr_seconds_dec(n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(n * 10000000) $$;
create function lcr.lcr_weeks_dec(n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(n * 6048000000000) $$;
create function lcr.lcr_days_int(n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_days_dec(n) $$;
create function lcr.lcr_hours_int(n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_hours_dec(n) $$;
create function lcr.lcr_minutes_int(n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_minutes_dec(n) $$;
create function lcr.lcr_seconds_int(n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_seconds_dec(n) $$;
create function lcr.lcr_weeks_int(n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_weeks_dec(n) $$;
create function lcr.lcr_years_int(n bigint) returns bigint language sql stable strict as $$ select lcr.months(n::numeric * 12) $$;
create function lcr.lcr_months_int(n bigint) returns bigint language sql stable strict as $$ select lcr.months(n) $$;

create function lcr.lcr_days_of_dur(t bigint) returns bigint language sql stable strict as $$ select t / 864000000000 $$;
create function lcr.lcr_hours_of_dur(t bigint) returns bigint language sql stable strict as $$ select t / 36000000000 % 24 $$;
create function lcr.lcr_minutes_of_dur(t bigint) returns bigint language sql stable strict as $$ select t / 600000000 % 60 $$;
create function lcr.lcr_seconds_of_dur(t bigint) returns bigint language sql stable strict as $$ select t / 10000000 % 60 $$;
create function lcr.lcr_years_of_per(p bigint) returns bigint language sql stable strict as $$ select p / 12 $$;
create function lcr.lcr_months_of_per(p bigint) returns bigint language sql stable strict as $$ select p % 12 $$;

create function lcr.lcr_negate_dur(t bigint) returns bigint language sql stable strict as $$ select lcr.ticks(-t::numeric) $$;
create function lcr.lcr_add_dur_dur(a bigint, b bigint) returns bigint language sql stable strict as $$ select lcr.ticks(a::numeric + b) $$;
create function lcr.lcr_subtract_dur_dur(a bigint, b bigint) returns bigint language sql stable strict as $$ select lcr.ticks(a::numeric - b) $$;
create function lcr.lcr_multiply_dur_dec(t bigint, n numeric) returns bigint language sql stable strict as $$ select lcr.ticks(t * n) $$;
create function lcr.lcr_multiply_dec_dur(n numeric, t bigint) returns bigint language sql stable strict as $$ select lcr.ticks(t * n) $$;
create function lcr.lcr_multiply_dur_int(t bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.ticks(t::numeric * n) $$;
create function lcr.lcr_multiply_int_dur(n bigint, t bigint) returns bigint language sql stable strict as $$ select lcr.ticks(t::numeric * n) $$;
create function lcr.lcr_divide_dur_dec(t bigint, n numeric) returns bigint language plpgsql stable strict as $$ begin return case when n <> 0 then lcr.ticks(lcr.quotient(t, n)) end; end $$;
create function lcr.lcr_divide_dur_int(t bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_divide_dur_dec(t, n) $$;
create function lcr.lcr_divide_dur_dur(a bigint, b bigint) returns numeric language sql stable strict as $$ select lcr.lcr_divide_dec_dec(a, b) $$;

create function lcr.lcr_negate_per(p bigint) returns bigint language sql stable strict as $$ select lcr.months(-p) $$;
create function lcr.lcr_add_per_per(a bigint, b bigint) returns bigint language sql stable strict as $$ select lcr.months(a + b) $$;
create function lcr.lcr_subtract_per_per(a bigint, b bigint) returns bigint language sql stable strict as $$ select lcr.months(a - b) $$;
create function lcr.lcr_multiply_per_dec(p bigint, n numeric) returns bigint language sql stable strict as $$ select lcr.months(p * n) $$;
create function lcr.lcr_multiply_dec_per(n numeric, p bigint) returns bigint language sql stable strict as $$ select lcr.months(p * n) $$;
create function lcr.lcr_multiply_per_int(p bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.months(p::numeric * n) $$;
create function lcr.lcr_multiply_int_per(n bigint, p bigint) returns bigint language sql stable strict as $$ select lcr.months(p::numeric * n) $$;
create function lcr.lcr_divide_per_dec(p bigint, n numeric) returns bigint language plpgsql stable strict as $$ begin return case when n <> 0 then lcr.months(div(p, n)) end; end $$;
create function lcr.lcr_divide_per_int(p bigint, n bigint) returns bigint language sql stable strict as $$ select lcr.lcr_divide_per_dec(p, n) $$;
create function lcr.lcr_divide_per_per(a bigint, b bigint) returns numeric language sql stable strict as $$ select lcr.lcr_divide_dec_dec(a, b) $$;

-- Times of day and instants. Offsets of zones come from the product's own data, so that every back end agrees.

create function lcr.instant(n numeric) returns bigint language plpgsql stable strict as $$
begin
  if n < 0 or n > 3155378975999999999 then perform lcr.fail('LC002'); end if;
  return n;
end $$;

-- Of a zone, seconds since 1970.
create function lcr.offset_at(of_zone text, unix bigint) returns bigint language sql stable strict as $$
  select z.shift::bigint from lcr.lcr_zone z where z.zone = of_zone and z.since <= unix order by z.since desc limit 1 $$;

create function lcr.unix(i bigint) returns bigint language sql immutable strict as $$ select i / 10000000 - 62135596800 $$;

create function lcr.local(zone text, i bigint) returns bigint language sql stable strict as $$
  select lcr.instant(i::numeric + lcr.offset_at(zone, lcr.unix(i)) * 10000000) $$;

create function lcr.utc(zone text, l bigint) returns bigint language plpgsql stable strict as $$
declare
  at bigint := lcr.unix(l);
  earlier bigint := lcr.offset_at(zone, at - 86400);
  later bigint;
begin
  if lcr.offset_at(zone, at - earlier) <> earlier then
    later := lcr.offset_at(zone, at + 86400);
    -- In a gap and in an overlap the offset before the change gives both answers.
    if lcr.offset_at(zone, at - later) = later then earlier := later; end if;
  end if;
  return lcr.instant(l::numeric - earlier * 10000000);
end $$;

create function lcr.lcr_date_of_instant(zone text, i bigint) returns date language sql stable strict as $$ select lcr.day(lcr.local(zone, i) / 864000000000) $$;
create function lcr.lcr_time_of_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.local(zone, i) % 864000000000 $$;
create function lcr.lcr_datetime_at_date_time(zone text, d date, t bigint) returns bigint language sql stable strict as $$ select lcr.utc(zone, lcr.number(d) * 864000000000 + t) $$;
create function lcr.lcr_year_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_year_date(zone, lcr.lcr_date_of_instant(zone, i)) $$;
create function lcr.lcr_month_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_month_date(zone, lcr.lcr_date_of_instant(zone, i)) $$;
create function lcr.lcr_day_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_day_date(zone, lcr.lcr_date_of_instant(zone, i)) $$;
create function lcr.lcr_weekday_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_weekday_date(zone, lcr.lcr_date_of_instant(zone, i)) $$;
create function lcr.lcr_hour_time(zone text, t bigint) returns bigint language sql stable strict as $$ select t / 36000000000 $$;
create function lcr.lcr_minute_time(zone text, t bigint) returns bigint language sql stable strict as $$ select t / 600000000 % 60 $$;
create function lcr.lcr_second_time(zone text, t bigint) returns bigint language sql stable strict as $$ select t / 10000000 % 60 $$;
create function lcr.lcr_hour_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_hour_time(zone, lcr.lcr_time_of_instant(zone, i)) $$;
create function lcr.lcr_minute_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_minute_time(zone, lcr.lcr_time_of_instant(zone, i)) $$;
create function lcr.lcr_second_instant(zone text, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_second_time(zone, lcr.lcr_time_of_instant(zone, i)) $$;

create function lcr.lcr_add_instant_dur(i bigint, t bigint) returns bigint language sql stable strict as $$ select lcr.instant(i::numeric + t) $$;
create function lcr.lcr_add_dur_instant(t bigint, i bigint) returns bigint language sql stable strict as $$ select lcr.instant(i::numeric + t) $$;
create function lcr.lcr_subtract_instant_dur(i bigint, t bigint) returns bigint language sql stable strict as $$ select lcr.instant(i::numeric - t) $$;
create function lcr.lcr_subtract_instant_instant(a bigint, b bigint) returns bigint language sql stable strict as $$ select a - b $$;
create function lcr.lcr_add_instant_per(zone text, i bigint, p bigint) returns bigint language plpgsql stable strict as $$
declare l bigint := lcr.local(zone, i);
begin return lcr.utc(zone, lcr.number(lcr.moved(lcr.day(l / 864000000000), p)) * 864000000000 + l % 864000000000); end $$;
create function lcr.lcr_add_per_instant(zone text, p bigint, i bigint) returns bigint language sql stable strict as $$ select lcr.lcr_add_instant_per(zone, i, p) $$;
create function lcr.lcr_subtract_instant_per(zone text, i bigint, p bigint) returns bigint language sql stable strict as $$ select lcr.lcr_add_instant_per(zone, i, -p) $$;

create function lcr.lcr_add_time_dur(t bigint, d bigint) returns bigint language sql stable strict as $$ select (t + d % 864000000000 + 864000000000) % 864000000000 $$;
create function lcr.lcr_add_dur_time(d bigint, t bigint) returns bigint language sql stable strict as $$ select (t + d % 864000000000 + 864000000000) % 864000000000 $$;
create function lcr.lcr_subtract_time_dur(t bigint, d bigint) returns bigint language sql stable strict as $$ select (t - d % 864000000000 + 864000000000) % 864000000000 $$;
create function lcr.lcr_subtract_time_time(a bigint, b bigint) returns bigint language sql stable strict as $$ select a - b $$;

-- As text, and back: what text() writes and nothing looser.

create function lcr.lcr_text_text(s text) returns text language sql stable strict as $$ select s $$;
create function lcr.lcr_text_bool(b boolean) returns text language sql stable strict as $$ select case when b then 'true' else 'false' end $$;
create function lcr.lcr_text_int(n bigint) returns text language sql stable strict as $$ select n::text $$;
create function lcr.lcr_text_dec(n numeric) returns text language sql stable strict as $$ select trim_scale(n)::text $$;
create function lcr.lcr_text_date(d date) returns text language sql stable strict as $$
  select lpad(extract(year from d)::int::text, 4, '0') || '-' || lpad(extract(month from d)::int::text, 2, '0') || '-' || lpad(extract(day from d)::int::text, 2, '0') $$;
create function lcr.fraction(t bigint) returns text language sql stable strict as $$
  select case when t % 10000000 = 0 then '' else '.' || rtrim(lpad((t % 10000000)::text, 7, '0'), '0') end $$;
create function lcr.lcr_text_time(t bigint) returns text language sql stable strict as $$
  select lpad((t / 36000000000)::text, 2, '0') || ':' || lpad((t / 600000000 % 60)::text, 2, '0') || ':' || lpad((t / 10000000 % 60)::text, 2, '0') || lcr.fraction(t) $$;
create function lcr.lcr_text_instant(i bigint) returns text language sql stable strict as $$
  select lcr.lcr_text_date(lcr.day(i / 864000000000)) || 'T' || lcr.lcr_text_time(i % 864000000000) || 'Z' $$;
create function lcr.lcr_text_id(i uuid) returns text language sql stable strict as $$ select i::text $$;
create function lcr.lcr_text_of_id(i uuid) returns text language sql stable strict as $$ select i::text $$;

create function lcr.lcr_text_dur(t bigint) returns text language plpgsql stable strict as $$
declare
  days numeric := div(abs(t::numeric), 864000000000);
  rest bigint := abs(t::numeric) % 864000000000;
  s text := case when t < 0 then '-P' else 'P' end;
begin
  if t = 0 then return 'PT0S'; end if;
  if days <> 0 then s := s || days || 'D'; end if;
  if rest <> 0 then s := s || 'T'; end if;
  if rest / 36000000000 <> 0 then s := s || rest / 36000000000 || 'H'; end if;
  if rest / 600000000 % 60 <> 0 then s := s || rest / 600000000 % 60 || 'M'; end if;
  if rest % 600000000 <> 0 then s := s || rest / 10000000 % 60 || lcr.fraction(rest) || 'S'; end if;
  return s;
end $$;

create function lcr.lcr_text_per(p bigint) returns text language plpgsql stable strict as $$
begin
  if p = 0 then return 'P0M'; end if;
  return case when p < 0 then '-P' else 'P' end
    || case when abs(p) / 12 <> 0 then abs(p) / 12 || 'Y' else '' end
    || case when abs(p) % 12 <> 0 then abs(p) % 12 || 'M' else '' end;
end $$;

create function lcr.lcr_int_text(s text) returns bigint language plpgsql stable strict as $$
begin
  if s !~ '^(0|-?[1-9][0-9]{0,18})$' or s::numeric not between -9223372036854775808 and 9223372036854775807 then return null; end if;
  return s::bigint;
end $$;

create function lcr.lcr_decimal_text(s text) returns numeric language plpgsql stable strict as $$
declare n numeric;
begin
  if length(s) > 40 or s !~ '^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$' or s = '-0' then return null; end if;
  n := s::numeric;
  -- Held exactly, or not at all.
  if scale(n) > 28 or abs(n) * lcr.power(scale(n)) > 79228162514264337593543950335 then return null; end if;
  return n;
end $$;

create function lcr.lcr_date_text(s text) returns date language plpgsql stable strict as $$
declare
  y int; m int; d int;
begin
  if s !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then return null; end if;
  y := substr(s, 1, 4); m := substr(s, 6, 2); d := substr(s, 9, 2);
  if y < 1 or m not between 1 and 12 or d < 1 then return null; end if;
  if d > lcr.days_in(make_date(y, m, 1)) then return null; end if;
  return make_date(y, m, d);
end $$;

create function lcr.lcr_time_text(s text) returns bigint language plpgsql stable strict as $$
begin
  if s !~ '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{0,6}[1-9])?)?$' then return null; end if;
  return substr(s, 1, 2)::bigint * 36000000000 + substr(s, 4, 2)::bigint * 600000000 + ('0' || substr(s, 7))::numeric * 10000000;
end $$;

create function lcr.lcr_datetime_text(s text) returns bigint language plpgsql stable strict as $$
declare
  d date; t bigint; zone text; n bigint;
begin
  if length(s) < 17 or substr(s, 11, 1) <> 'T' then return null; end if;
  d := lcr.lcr_date_text(left(s, 10));
  zone := substring(s from 12);
  n := (select min(at) from (select nullif(strpos(zone, sign), 0) as at from unnest(array['Z', '+', '-']) sign) all_signs);
  if d is null or n is null then return null; end if;
  t := lcr.lcr_time_text(left(zone, n::int - 1));
  zone := substr(zone, n::int);
  if t is null or (zone <> 'Z' and zone !~ '^[-+](0[0-9]|1[0-8]):[0-5][0-9]$') then return null; end if;
  n := lcr.number(d) * 864000000000 + t;
  if zone <> 'Z' then
    n := n - case left(zone, 1) when '-' then -1 else 1 end * (substr(zone, 2, 2)::bigint * 36000000000 + substr(zone, 5, 2)::bigint * 600000000);
  end if;
  return case when n between 0 and 3155378975999999999 then n end;
end $$;

create function lcr.lcr_duration_text(s text) returns bigint language plpgsql stable strict as $$
declare
  p text[] := regexp_match(s, '^(-?)P(?:([0-9]{1,20})D)?(?:T(?:([0-9]{1,20})H)?(?:([0-9]{1,20})M)?(?:([0-9]{1,20}(?:\.[0-9]{1,8})?)S)?)?$');
  n numeric;
begin
  if length(s) > 40 or p is null then return null; end if;
  n := coalesce(p[2], '0')::numeric * 864000000000 + coalesce(p[3], '0')::numeric * 36000000000 + coalesce(p[4], '0')::numeric * 600000000 + trunc(coalesce(p[5], '0')::numeric * 10000000);
  if p[1] = '-' then n := -n; end if;
  if n not between -9223372036854775808 and 9223372036854775807 or lcr.lcr_text_dur(n::bigint) <> s then return null; end if;
  return n;
end $$;

create function lcr.lcr_period_text(s text) returns bigint language plpgsql stable strict as $$
declare
  p text[] := regexp_match(s, '^(-?)P(?:([0-9]{1,20})Y)?(?:([0-9]{1,20})M)?$');
  n numeric;
begin
  if length(s) > 40 or p is null then return null; end if;
  n := coalesce(p[2], '0')::numeric * 12 + coalesce(p[3], '0')::numeric;
  if p[1] = '-' then n := -n; end if;
  if n not between -2147483648 and 2147483647 or lcr.lcr_text_per(n::bigint) <> s then return null; end if;
  return n;
end $$;

-- The lesser and the greater of two.

create function lcr.lcr_min_int_int(a bigint, b bigint) returns bigint language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_int_int(a bigint, b bigint) returns bigint language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_dec_dec(a numeric, b numeric) returns numeric language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_dec_dec(a numeric, b numeric) returns numeric language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_text_text(a text, b text) returns text language sql stable strict as $$ select least(a collate "C", b collate "C") $$;
create function lcr.lcr_max_text_text(a text, b text) returns text language sql stable strict as $$ select greatest(a collate "C", b collate "C") $$;
create function lcr.lcr_min_date_date(a date, b date) returns date language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_date_date(a date, b date) returns date language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_time_time(a bigint, b bigint) returns bigint language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_time_time(a bigint, b bigint) returns bigint language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_instant_instant(a bigint, b bigint) returns bigint language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_instant_instant(a bigint, b bigint) returns bigint language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_dur_dur(a bigint, b bigint) returns bigint language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_dur_dur(a bigint, b bigint) returns bigint language sql stable strict as $$ select greatest(a, b) $$;
create function lcr.lcr_min_per_per(a bigint, b bigint) returns bigint language sql stable strict as $$ select least(a, b) $$;
create function lcr.lcr_max_per_per(a bigint, b bigint) returns bigint language sql stable strict as $$ select greatest(a, b) $$;
