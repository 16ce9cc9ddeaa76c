# お知らせ

notices-title = お知らせ
notices-lede = 決済会社と連携先が知らせたことです。それぞれの会社があなたに直接知らせることの、代わりにはなりません。
notices-mine = あなたの連携についてのお知らせ
notices-past = 終わったもの
notices-others = あなたの連携には関わらないもの
notices-count = { $count }件
notices-none-mine = 今、あなたの連携についてのお知らせは届いていません。
unread = 未読
read-notice = 読む
your-connections = あなたの連携：
elsewhere-count = （ほかの決済会社での{ $count }件をふくむ）
concerned-more = ほかに{ $count }件あります。
see-list = すべての連携を見る
notice-title-waiting = お知らせ
no-notice-title = このお知らせはありません
no-notice-body = 1年より前のお知らせは、ここに残りません。
to-notices = お知らせの一覧へ
to-notices-back = ← お知らせの一覧へ

## 種類・重さ・状態

notice-kind-incident = 事故・不正アクセス
notice-kind-risk = 気をつけること
notice-kind-outage = 障害
notice-kind-planned-stop = 休止の予定
notice-kind-api-change = つなぎ方の変更
severity-urgent = 緊急
severity-caution = 注意
severity-info = 参考
notice-state-open = 今も出ています
notice-state-over = 期間が終わりました
notice-state-all-clear = 解消の知らせ
notice-state-replaced = 新しい知らせにかわりました
notice-state-body-open = 終わったという知らせは、まだありません。
notice-state-body-over = 知らされた期間は終わっています。
notice-state-body-all-clear = 前の知らせが解消したという知らせです。
notice-state-body-replaced = このあとに新しい知らせが出ています。お知らせの一覧で確かめてください。

## 一件のお知らせ

notice-title = { $kind }のお知らせ（{ $by }）
notice-heard = { $at } に、{ $issuer }からこのアプリに届きました。
period-label = いつ
period-both = { $from } から { $until } まで
period-from = { $from } から（いつまでかは示されていません）
period-until = { $until } まで
part-label = 対象
advice-label = すすめられていること
advice-consider-ending = 連携の解除を考える
advice-change-password = 連携先のパスワードをかえる
advice-wait = 待つ
advice-ask = 窓口にたずねる
advice-nothing = することはありません
meaning-title = あなたの連携では
meaning-concerns = { $issuer }につないでいる、次の{ $count }件が対象です。
meaning-elsewhere = 同じ会社は、{ $there }にもつながっています。このことを、{ $there }はまだ知らせていません。
meaning-nobody = あなたの連携に、あてはまるものはありません。
to-calendar = カレンダーに入れる
in-calendar = { $name } を保存して、カレンダーに渡しました。
not-in-calendar = カレンダーに渡せませんでした。この端末で .ics を開くアプリを決めてから、もう一度ためしてください。
see-connection = 連携を見る
consider-ending = 解除を検討する
ask-them = 窓口を見る
own-at-issuer = ：{ $service }、{ $issuer }
wait-for-now = 今は何もせずに待つ
row-notices = お知らせ{ $count }件（{ $severity }）
grant-notices = この連携についてのお知らせがあります（{ $count }件）
urgent-title = { $services }：{ $kind }のお知らせがあります
urgent-more = 緊急のお知らせは、ほかに{ $count }件あります。

## 身を守るために

safe-title = 不正に使われないために（このアプリから）
safe-password = 連携先のパスワードは、決済会社のものとは別に。人から推しはかれないものにして、使いまわしも人に教えることもしません。
safe-device = 使う端末には、ウイルスなどを防ぐソフトを入れておきます。
safe-tell = パスワードや端末をなくした・知られたかもしれないときは、すぐに連携先へ知らせます。

## それぞれの会社の知らせの新しさ

feeds-title = どこまで知らせが届いているか
feeds-lede = お知らせが届いていないのは、何も起きていないという意味ではありません。会社ごとに、いつの知らせまで確かめられたかを示します。
feeds-none = まだ、どの決済会社の知らせも確かめていません。
feed-notices = お知らせ
feed-directory = 連携先の情報
feed-unpublished-notices = { $issuer }は、お知らせを公開していません。何が起きても、ここには届きません。
feed-unpublished-directory = { $issuer }は、連携先の情報を公開していません。
feed-good = { $at } に署名されたものが、いちばん新しいと確かめています。
feed-no-news = { $at } よりあとの知らせが、{ $issuer }から届いていません。
feed-never = { $issuer }の知らせは、まだ1つも確かめられていません。
feed-last-good = { $at } に署名された、最後の正しいものを使いつづけています。
feed-expired = 使っているものの期限（{ $at }）は過ぎています。
feed-checked = いちばん新しいと最後に確かめた日時：{ $at }
feed-unchecked = 新しいかどうかを、まだ確かめられていません。
refusal-not-served = 新しいものを、{ $issuer }から受けとれませんでした。
refusal-too-large = 届いたものが大きすぎるため、使っていません。
refusal-signature = 届いたものの署名が{ $issuer }のものと確かめられないため、使っていません。
refusal-unreadable = 届いたものの形が決まりと違うため、使っていません。
refusal-other-issuer = 届いたものがほかの会社についてのものだったため、使っていません。
refusal-older = 届いたものが前より古いため、使っていません。
refusal-altered = 同じ番号なのに中身が違うものが届いたため、使っていません。
refusal-expired = 届いたものの期限が切れているため、使っていません。
refusal-from-the-future = 届いたものの署名の日時が先のことになっているため、使っていません。この端末の時計も確かめてください。
refusal-keys-changed = { $issuer }の署名の鍵が、前と違うものになりました。前の鍵ではその変更が認められていないため、使っていません。

## 新しい鍵

trust-ask = 新しい鍵を使うか考える
trust-title = { $issuer }の新しい鍵を使いますか
trust-danger = 新しい鍵が本当に{ $issuer }のものかを、このアプリは確かめられません。別のだれかの鍵なら、にせの窓口やお知らせが、{ $issuer }のものとして表示されます。
trust-how = 先に、カードの裏や公式の案内にある電話番号で、鍵をかえたかを{ $issuer }に確かめてください。急いで使う必要はありません。連携を見ることと解除は、今のままでもできます。
trust-sure = 鍵をかえたことを、{ $issuer }に確かめました
trust-act = 新しい鍵を使う
trust-busy = 切りかえています…
