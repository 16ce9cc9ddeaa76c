# Opening hours in words (made by the core, for every shell)

hours-mon = Mon
hours-tue = Tue
hours-wed = Wed
hours-thu = Thu
hours-fri = Fri
hours-sat = Sat
hours-sun = Sun
hours-always = at any hour, every day
hours-every-day = every day
hours-and = { " " }and{ " " }
hours-from-to = { $from }–{ $to }
hours-of = { $days } { $times }
hours-all-day = around the clock
hours-next-day = { $time } (next day)
hours-holidays = public holidays
hours-holidays-closed = closed on public holidays
hours-closed-on = closed { $days }
hours-date =
    { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $day }
hours-elsewhere = { $hours } ({ $zone } time)
