-- What the rules language means, for SQL Server: the functions of SqlFunctions that it is known to compute with exactly that meaning.
-- Kinds: int and the ticks of time, instant (since 0001-01-01 UTC) and duration are bigint, so are the months of a period; dates are date, texts varchar(max).
-- A tick is 100 ns. bigint and date fail past their range by themselves; a cast of a code to a number is how a function fails otherwise:
-- LC002 time out of range, LC003 part of a day, LC007 text too long.

create function lcr.ticks(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @n between 0 and 3155378975999999999 then @n else cast('LC002' as bigint) end end

create function lcr.months(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @n between -2147483648 and 2147483647 then @n else cast('LC002' as bigint) end end

create function lcr.whole_days(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @t % 864000000000 = 0 then @t / 864000000000 else cast('LC003' as bigint) end end

create function lcr.checked(@s varchar(max)) returns varchar(max) with returns null on null input, schemabinding as
begin return case when datalength(@s) <= 262144 then @s else cast(cast('LC007' as int) as varchar(max)) end end

create function lcr.count(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @n < 0 then 0 when @n > 262144 then 262144 else @n end end

create function lcr.lcr_both_bool_bool(@a bit, @b bit) returns bit with returns null on null input, schemabinding as
begin return @a & @b end

create function lcr.lcr_negate_int(@a bigint) returns bigint with returns null on null input, schemabinding as
begin return -@a end

create function lcr.lcr_abs_int(@a bigint) returns bigint with returns null on null input, schemabinding as
begin return abs(@a) end

create function lcr.lcr_add_int_int(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a + @b end

create function lcr.lcr_subtract_int_int(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a - @b end

create function lcr.lcr_multiply_int_int(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a * @b end

create function lcr.lcr_mod_int_int(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @b = 0 then null when @b = -1 then 0 when @a % @b <> 0 and sign(@a % @b) <> sign(@b) then @a % @b + @b else @a % @b end end

create function lcr.lcr_concat_text_text(@a varchar(max), @b varchar(max)) returns varchar(max) with schemabinding as
begin return lcr.checked(coalesce(@a, '') + coalesce(@b, '')) end

create function lcr.lcr_left_text_int(@s varchar(max), @n bigint) returns varchar(max) with returns null on null input, schemabinding as
begin return left(@s collate Latin1_General_100_CS_AS_SC_UTF8, lcr.count(@n)) end

create function lcr.lcr_right_text_int(@s varchar(max), @n bigint) returns varchar(max) with returns null on null input, schemabinding as
begin return right(@s collate Latin1_General_100_CS_AS_SC_UTF8, lcr.count(@n)) end

create function lcr.lcr_mid_text_int_int(@s varchar(max), @origin bigint, @n bigint) returns varchar(max) with returns null on null input, schemabinding as
begin
declare @size bigint = len((@s + '.') collate Latin1_General_100_CS_AS_SC_UTF8) - 1;
declare @first bigint = case when @origin < -@size then @origin + @size + 1 when @origin < 0 then @size + @origin + 1 when @origin > @size then @size + 1 else @origin end;
declare @most bigint = lcr.count(@n);
declare @stop bigint = case when @first < -262144 then 0 else @first + @most end;
return substring(@s collate Latin1_General_100_CS_AS_SC_UTF8, case when @first < 1 then 1 else @first end, case when @stop <= 1 or @stop <= @first then 0 else @stop - case when @first < 1 then 1 else @first end end)
end

create function lcr.lcr_replace_text_text_text(@s varchar(max), @find varchar(max), @put varchar(max)) returns varchar(max) with returns null on null input, schemabinding as
begin return case when datalength(@find) = 0 then @s else lcr.checked(replace(@s collate Latin1_General_100_BIN2_UTF8, @find collate Latin1_General_100_BIN2_UTF8, @put)) end end

create function lcr.lcr_ends_with_text_text(@s varchar(max), @x varchar(max)) returns bit with returns null on null input, schemabinding as
begin return case when datalength(@x) <= datalength(@s) and substring(cast(@s as varbinary(max)), datalength(@s) - datalength(@x) + 1, datalength(@x)) = cast(@x as varbinary(max)) then 1 else 0 end end

create function lcr.lcr_before_text_text(@s varchar(max), @x varchar(max)) returns varchar(max) with returns null on null input, schemabinding as
begin return left(@s collate Latin1_General_100_BIN2_UTF8, case when charindex(@x collate Latin1_General_100_BIN2_UTF8, @s collate Latin1_General_100_BIN2_UTF8) > 0 then charindex(@x collate Latin1_General_100_BIN2_UTF8, @s collate Latin1_General_100_BIN2_UTF8) - 1 else 0 end) end

create function lcr.lcr_after_text_text(@s varchar(max), @x varchar(max)) returns varchar(max) with returns null on null input, schemabinding as
begin return case when datalength(@x) = 0 then @s when charindex(@x collate Latin1_General_100_BIN2_UTF8, @s collate Latin1_General_100_BIN2_UTF8) = 0 then '' else substring(@s collate Latin1_General_100_BIN2_UTF8, charindex(@x collate Latin1_General_100_BIN2_UTF8, @s collate Latin1_General_100_BIN2_UTF8) + len((@x + '.') collate Latin1_General_100_BIN2_UTF8) - 1, 262144) end end

create function lcr.lcr_text_int(@n bigint) returns varchar(max) with returns null on null input, schemabinding as
begin return cast(@n as varchar(20)) end

create function lcr.lcr_text_bool(@b bit) returns varchar(max) with returns null on null input, schemabinding as
begin return case when @b = 1 then 'true' else 'false' end end

create function lcr.lcr_text_date(@d date) returns varchar(max) with returns null on null input, schemabinding as
begin return convert(char(10), @d, 23) end

create function lcr.lcr_text_text(@s varchar(max)) returns varchar(max) with returns null on null input, schemabinding as
begin return @s end

create function lcr.lcr_add_date_dur(@d date, @t bigint) returns date with returns null on null input, schemabinding as
begin return dateadd(day, cast(lcr.whole_days(@t) as int), @d) end

create function lcr.lcr_add_dur_date(@t bigint, @d date) returns date with returns null on null input, schemabinding as
begin return dateadd(day, cast(lcr.whole_days(@t) as int), @d) end

create function lcr.lcr_subtract_date_dur(@d date, @t bigint) returns date with returns null on null input, schemabinding as
begin return dateadd(day, cast(-lcr.whole_days(@t) as int), @d) end

create function lcr.lcr_add_date_per(@d date, @p bigint) returns date with returns null on null input, schemabinding as
begin return dateadd(month, cast(@p as int), @d) end

create function lcr.lcr_add_per_date(@p bigint, @d date) returns date with returns null on null input, schemabinding as
begin return dateadd(month, cast(@p as int), @d) end

create function lcr.lcr_subtract_date_per(@d date, @p bigint) returns date with returns null on null input, schemabinding as
begin return dateadd(month, cast(-@p as int), @d) end

create function lcr.lcr_subtract_date_date(@a date, @b date) returns bigint with returns null on null input, schemabinding as
begin return cast(datediff(day, @b, @a) as bigint) * 864000000000 end

create function lcr.lcr_days_between_date_date(@a date, @b date) returns bigint with returns null on null input, schemabinding as
begin return cast(datediff(day, @a, @b) as bigint) end

create function lcr.lcr_months_between_date_date(@a date, @b date) returns bigint with returns null on null input, schemabinding as
begin return cast((((year(@b) * 12 + month(@b)) * 32 + day(@b)) - ((year(@a) * 12 + month(@a)) * 32 + day(@a))) / 32 as bigint) end

create function lcr.lcr_month_start_date(@d date) returns date with returns null on null input, schemabinding as
begin return datefromparts(year(@d), month(@d), 1) end

create function lcr.lcr_month_end_date(@d date) returns date with returns null on null input, schemabinding as
begin return eomonth(@d) end

create function lcr.lcr_year_date(@zone varchar(max), @d date) returns bigint with returns null on null input, schemabinding as
begin return cast(year(@d) as bigint) end

create function lcr.lcr_month_date(@zone varchar(max), @d date) returns bigint with returns null on null input, schemabinding as
begin return cast(month(@d) as bigint) end

create function lcr.lcr_day_date(@zone varchar(max), @d date) returns bigint with returns null on null input, schemabinding as
begin return cast(day(@d) as bigint) end

create function lcr.lcr_weekday_date(@zone varchar(max), @d date) returns bigint with returns null on null input, schemabinding as
begin return cast(datediff(day, '0001-01-01', @d) % 7 + 1 as bigint) end

create function lcr.lcr_weeks_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return @n * cast(6048000000000 as bigint) end

create function lcr.lcr_days_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return @n * cast(864000000000 as bigint) end

create function lcr.lcr_hours_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return @n * cast(36000000000 as bigint) end

create function lcr.lcr_minutes_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return @n * cast(600000000 as bigint) end

create function lcr.lcr_seconds_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return @n * cast(10000000 as bigint) end

create function lcr.lcr_months_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@n) end

create function lcr.lcr_years_int(@n bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@n * 12) end

create function lcr.lcr_days_of_dur(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 864000000000 end

create function lcr.lcr_hours_of_dur(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 36000000000 % 24 end

create function lcr.lcr_minutes_of_dur(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 600000000 % 60 end

create function lcr.lcr_seconds_of_dur(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 10000000 % 60 end

create function lcr.lcr_years_of_per(@p bigint) returns bigint with returns null on null input, schemabinding as
begin return @p / 12 end

create function lcr.lcr_months_of_per(@p bigint) returns bigint with returns null on null input, schemabinding as
begin return @p % 12 end

create function lcr.lcr_negate_dur(@t bigint) returns bigint with returns null on null input, schemabinding as
begin return -@t end

create function lcr.lcr_negate_per(@p bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(-@p) end

create function lcr.lcr_add_dur_dur(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a + @b end

create function lcr.lcr_add_per_per(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@a + @b) end

create function lcr.lcr_add_instant_dur(@i bigint, @t bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.ticks(@i + @t) end

create function lcr.lcr_subtract_dur_dur(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a - @b end

create function lcr.lcr_subtract_per_per(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@a - @b) end

create function lcr.lcr_subtract_instant_dur(@i bigint, @t bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.ticks(@i - @t) end

create function lcr.lcr_add_dur_instant(@t bigint, @i bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.ticks(@i + @t) end

create function lcr.lcr_subtract_instant_instant(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a - @b end

create function lcr.lcr_multiply_dur_int(@t bigint, @n bigint) returns bigint with returns null on null input, schemabinding as
begin return @t * @n end

create function lcr.lcr_multiply_int_dur(@n bigint, @t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t * @n end

create function lcr.lcr_multiply_per_int(@t bigint, @n bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@t * @n) end

create function lcr.lcr_multiply_int_per(@n bigint, @t bigint) returns bigint with returns null on null input, schemabinding as
begin return lcr.months(@t * @n) end

create function lcr.lcr_divide_per_int(@p bigint, @n bigint) returns bigint with returns null on null input, schemabinding as
begin return case when @n <> 0 then lcr.months(@p / @n) end end

create function lcr.lcr_subtract_time_time(@a bigint, @b bigint) returns bigint with returns null on null input, schemabinding as
begin return @a - @b end

create function lcr.lcr_add_time_dur(@t bigint, @d bigint) returns bigint with returns null on null input, schemabinding as
begin return (@t + @d % 864000000000 + 864000000000) % 864000000000 end

create function lcr.lcr_add_dur_time(@d bigint, @t bigint) returns bigint with returns null on null input, schemabinding as
begin return (@t + @d % 864000000000 + 864000000000) % 864000000000 end

create function lcr.lcr_subtract_time_dur(@t bigint, @d bigint) returns bigint with returns null on null input, schemabinding as
begin return (@t - @d % 864000000000 + 864000000000) % 864000000000 end

create function lcr.lcr_hour_time(@zone varchar(max), @t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 36000000000 end

create function lcr.lcr_minute_time(@zone varchar(max), @t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 600000000 % 60 end

create function lcr.lcr_second_time(@zone varchar(max), @t bigint) returns bigint with returns null on null input, schemabinding as
begin return @t / 10000000 % 60 end
