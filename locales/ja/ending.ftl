# 解除

before-title-waiting = 解除のまえに
before-title = { $service } の連携を解除しますか
before-lede = { $issuer }に解除をたのみます。取り消しはできませんが、連携先からもう一度つなぐことはできます。
before-stale = 今の状態は、たのむときにもう一度読みなおします。
before-sign-in-title = はじめに、{ $issuer }へのログインが必要です
before-sign-in-body = 解除をたのんだあと、次の画面でログインできます。それまでは解除されません。
stops-title = 止まること
goes-on-title = つづくこと
remains-title = 残る可能性があるもの
goes-on-card = カードや口座そのもの（止まりません）
goes-on-membership = { $service }の会員登録と有料プラン（やめるには連携先で手続きします）
goes-on-payments-in-flight = すでに進んでいる支払いやチャージ
goes-on-written-data = すでに書きかえられた内容（元にはもどりません）
goes-on-online-sessions = { $issuer }のIDでの、{ $service }へのログイン
leaves-alive-nothing = 発行ずみの許可は残りません（{ $issuer }の仕組みによる説明）
leaves-alive-signed-access-tokens = 発行ずみの許可は、期限が来るまで使われることがあります（期限はわかっていません）
leaves-alive-minutes = 発行ずみの許可は、最長{ $minutes }分のあいだ使われることがあります
leaves-alive-not-told = 発行ずみの許可がいつまで使えるかを、{ $issuer }は知らせていません
leaves-alive-not-told-until = 発行ずみの許可がすぐ止まるかを、{ $issuer }は知らせていません。伝えられた期限によれば、今出ている許可は遅くとも { $at } に切れます
leaves-alive-until = 今出ている許可は、期限が来るまで使われることがあります。{ $issuer }が伝えた期限によれば、遅くとも { $at } に切れます
remains-data = { $connector }がすでに受けとったデータ
remains-chain = { $name }がすでに受けとったデータ
remains-ask = 解除のあと、{ $connector }に削除をたのめます。法律で残すなど、理由があればことわられることがあります。
ends-together = いっしょに解除されるもの（{ $count }件）
ends-together-note = いっしょに終わると、{ $issuer }が知らせているものです。
others-stay = 解除されずに残る、{ $connector }とのほかの連携
end-grant = 連携を解除する
ending-busy = たのんでいます…

## 解除することがないとき

not-to-end = { $service } は、ここからは解除できません
not-to-end-ended = { $service } の連携は、もう解除されています
not-to-end-vanished = { $service } の連携は、もう一覧にありません
not-to-end-asked = { $service } の解除は、もうたのんであります
not-to-end-own = { $service } は、ログアウトすると終わります
not-to-end-own-body = このアプリ自身が{ $issuer }で許されていることは、「この端末のログイン」からログアウトすると終わります。

## 進みぐあい

ending-title-waiting = 解除
ending-of = { $service }（{ $connector }）の連携
no-ending-title = { $service } の解除はたのまれていません
no-ending-body = この連携の解除を、このアプリからたのんだことはありません。
to-grant = 連携の画面へ
to-list-plain = 連携サービスの一覧へ
to-records = 記録を見る
grade-grant-gone = { $issuer }にもう一度たずね、この連携が一覧にないことを確かめました。
grade-tokens-reported-dead = { $issuer }にもう一度たずね、生きている許可が1つもないという答えを確かめました。
left-alive-none = 使える許可は残っていないと{ $issuer }は伝えています。
left-alive-until = ただし、すでに出ていた許可は、{ $at } まで使われることがあります。
left-alive-not-told = ただし、すでに出ていた許可がいつまで使えるかを、{ $issuer }は知らせていません。
ending-next = 次は { $at } に、自動でもう一度たずねます。
ending-left-alone = { $issuer }から、少し時間をおくよう言われています。{ $at } に、このアプリが自動でつづけます。
hurry = 今すぐもう一度
hurry-busy = たずねています…
unsure-title = まだ解除されていません・あなたの返事が必要です
unsure-body = { $issuer }の一覧に、同じ連携があります。解除をたのんだあとに新しくつながれたものかどうかを、{ $issuer }は知らせていません。その解除への返事は、このアプリに届いていません。
unsure-act = 今あるものを解除する
together-title = いっしょに終わると知らされていたもの（{ $count }件）
together-gone = 終わったことを見ました
together-there = 終わったことを、まだ{ $issuer }の一覧で見ていません
ask-for-ending-again = もう一度解除にすすむ
steps-title = これまでのこと
step-asked = あなたがたのみました
step-sent = 送りました
step-accepted = 受け付けられました
step-verified = 確かめました
step-waiting = 待っています
step-needs-you = ログインが必要です
step-unsure = あなたの返事を待っています
step-refused = ことわられました
step-superseded = 新しくつながれました
step-disputed = くいちがいがあります
evidence-person-asked = 「連携を解除する」が押され、この端末に書きとめました。
evidence-still-there = { $issuer }の一覧を読み、同じ連携があることを見ました。
evidence-sent = はじめに{ $issuer }の一覧を読み、同じ連携があることを見てから、解除の依頼を送り出しました。
evidence-accepted = 受け付けたという返事が、{ $issuer }からありました（返事の番号 { $status }）。
evidence-nothing-there = その連携は見つからないという返事が、{ $issuer }からありました（返事の番号 { $status }）。本当にないかは、まだ確かめていません。
evidence-not-listed = { $issuer }にもう一度たずね、この連携が一覧にないことを見ました。
evidence-listed-ended = { $issuer }にもう一度たずね、一覧に「解除ずみ」とあるのを見ました。生きている許可の数は知らせていません。
evidence-listed-ended-tokens = { $issuer }にもう一度たずね、一覧に「解除ずみ」とあるのを見ました。生きている許可は{ $tokens }件と伝えられました。
evidence-still-in-use = { $issuer }にもう一度たずねたところ、連携は一覧にありませんが、まだ使われているとありました。
evidence-given-anew = { $issuer }の一覧に、あとから新しくつながれた同じ連携がありました。
evidence-no-answer = { $issuer }から返事がありませんでした：{ $why }
evidence-sign-in-needed = { $issuer }が、あなたのログインを求めています。
evidence-reason = { $issuer }がことわりました（返事の番号 { $status }）。
evidence-used-after = 解除のあとの日時（{ $at }）の利用が、{ $issuer }の記録にありました。
silence-offline = つながりませんでした
silence-timed-out = 返事が間に合いませんでした
silence-server-error = { $issuer }の側で不具合が起きています
silence-too-many = しばらく待つように言われました
silence-unreadable = 返事の形が決まりと違いました
silence-interrupted = 返事の前にこのアプリが止まりました
issuer-reason = 伝えられた理由
may-hold-title = 連携先に残る可能性があるもの
who-to-ask = { $issuer }で直接解除するには

## 解除のあと

watch-title = 解除のあとの見守り
watch-until = { $until } までのあいだ、{ $issuer }の一覧にもどっていないかを、このアプリが見ています。
watch-over = { $until } まで見ました。
watch-listed = 最後に一覧を見たのは { $at } です。
watch-uses-told = { $at } にたずねたとき、{ $issuer }の記録に、解除のあとの利用はありませんでした。
watch-uses-used = { $at } にたずねたとき、{ $issuer }の記録に、解除のあとの利用がありました。
watch-uses-not-yet = 解除のあとの利用は、まだたずねていません。
watch-uses-not-told = 解除のあとの利用があるかを、{ $issuer }は知らせていません。見ているのは一覧だけです。
watch-blind-signed-out = { $since } から見ていません。{ $issuer }にログインすると、また見ます。
watch-blind-trouble = { $since } から、{ $issuer }の返事がなく、見られていません。
watch-disputed-next = 次は { $at } に、まだ残っているかをもう一度たずねます。
