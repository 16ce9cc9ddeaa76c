# 受付時間のことば（どの画面でも、中心部が作る）

hours-mon = 月
hours-tue = 火
hours-wed = 水
hours-thu = 木
hours-fri = 金
hours-sat = 土
hours-sun = 日
hours-always = 24時間・年中無休
hours-every-day = 毎日
hours-and = ・
hours-from-to = { $from }〜{ $to }
hours-of = { $days } { $times }
hours-all-day = 24時間
hours-next-day = 翌{ $time }
hours-holidays = 祝日
hours-holidays-closed = 祝日は休み
hours-closed-on = { $days }は休み
hours-date = { $month }月{ $day }日
hours-elsewhere = { $hours }（{ $zone }の時刻）
