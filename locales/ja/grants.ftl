# 一覧

grants-title = 連携サービス
grants-count = { $issuers }つの決済会社に、今ある連携は{ $grants }件です（期限切れで一覧に残るものも数えます）。
grants-scope = 同意のいらない情報提供は、ここには出ません。
grants-none-yet = まだ、どの決済会社もつないでいません。
sync-now = 今の状態をたずねる
sync-busy = たずねています…
ask-again = もう一度たずねる
needs-you-title = { $count }件の解除が、あなたを待っています
needs-you-show = これを見る
needs-you-body = まだ解除されていません。ログインか、あなたの返事が必要です。「あなたを待っています」と出ている連携をひらいてください。

## さがす・しぼる・ならべる

search-label = 連携をさがす
search-placeholder = サービス・会社・できることで探す
result-count = 連携が{ $count }件見つかりました（このアプリ自身の許可は数えません）
filter-label = しぼりこみ
filter-with-count = { $filter }（{ $count }）
filter-live = 今あるもの
filter-moves-money = お金を動かす
filter-writes = 書きかえる
filter-unused = 90日使われていない
filter-expires-soon = もうすぐ期限
filter-suspended = 一時停止
filter-ending-open = 解除のとちゅう
filter-ended = 解除ずみ・消えたもの
sort-label = ならび順
sort-weight = 影響の大きいものから
sort-service = サービス名
sort-connector = 連携先ごと
sort-issuer = 決済会社ごと
sort-expiry = 期限の近い順
sort-last-used = 最近使われた順
sort-granted = 新しくつないだ順

## 行

rows-label = 連携の一覧
rows-shown = { $total }件のうち { $shown }件を出しています
rows-more = つづきを出す
rows-none = この条件に合う連携はありません。
rows-clear = 条件をもどす
group-count = { $count }件
row-as-of = { $at } 時点
row-ended = { $at } に解除
row-ended-untold = 解除ずみ（日は知らされていません）
row-vanished = { $at } に一覧から消えました
row-own-end = 自分で決めた期限 { $date }
last-use = 最後の利用 { $at }
last-use-never = まだ使われていません
last-use-not-told = 利用日は知らされていません
own-app = Renkei
own-flag = このアプリ
own-open = { $count }件をひらく
own-close = たたむ
own-at = ：このアプリ、{ $issuer }

## はじめて

first-title = 決済会社を1つつなぐと、ここに連携が出ます
first-body = カードやコード決済に、どのサービスが入れるようになっているか。何ができて、いつまでか。まとめて見て、いつでも解除できます。
first-act = 決済会社をつなぐ
first-where = 一覧はこの端末の中だけに置かれます。

## たずねられない会社

without-api-title = この一覧に出ない会社があります。
without-api-body = { $names } は、このアプリからたずねる方法がありません。そこでの連携は、それぞれの会社のページで見られます。
without-api-act = 見られる場所
