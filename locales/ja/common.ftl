# どの画面にも出る言葉

app-name = Renkei
window-title = { $title } — Renkei
language-name = 日本語
skip-to-content = 本文へ
loading = 読みこんでいます…
retry = もう一度ためす
close = 閉じる
back = もどる
copy = コピー
copied = コピーしました
go-on = つぎへ
see = 見る
see-or-end = 見る・解除
list-comma = 、
sentence-gap = ：
quoted = 「{ $words }」
# 画面には出ず、読み上げだけで聞こえる。ボタンがどれのものかを言う
of-service = ：{ $service }

## 練習

practice-badge = 練習
practice-open = 練習用の会社でためす
practice-note = 練習用です。会社も人も、実在しません。

## 案内

nav-label = 画面をえらぶ
nav-grants = 連携サービス
nav-notices = お知らせ
nav-connect = 決済会社をつなぐ
nav-records = 記録
nav-sign-ins = この端末のログイン
nav-settings = 設定
tab-grants = 連携
tab-notices = お知らせ
tab-records = 記録
tab-sign-ins = ログイン
tab-settings = 設定
unread-count = 未読のお知らせが{ $count }件あります

## どちらの画面か

side-issuer = 決済会社の画面
side-connector = 連携先の画面
side-own = あなたの画面

## だれが言ったことか

said-by-issuer = { $issuer }が伝えた内容（{ $at }）
said-by-connector = { $connector }自身の申告・署名を確認ずみ（{ $at }）
said-relayed = { $connector }の申告として{ $issuer }が掲載・署名なし（{ $at }）
said-by-this-app = このアプリの説明（{ $at }）
said-here = このアプリの説明です
not-told = この会社は知らせていません
not-told-by-them = 知らせていません
not-known = わかっていません

## 接続先

connected-to-host = 接続先 { $host }
host-vouched = 署名つきの会社一覧に載っている接続先です。
host-connected-only = 接続先の名前を示すだけで、本物だと確かめたわけではありません。
host-practice = 練習用の架空の会社です。この端末の中だけで動いています。

## できること

access-reference = 見る
access-update = 書きかえる
access-authentication = 本人を識別する情報を受けとる
access-unknown = 何をするかの説明なし
effect-moves-money = お金を動かす
effect-changes-data = 書きかえる
term-reference = 参照系
term-update = 更新系
term-authentication = 認証系
term-unknown = 種類の説明なし
permissions-none = できることは知らされていません
permission-no-words = 何をするかの説明がありません

## いつまで

until-label = いつまで
until-date = { $date }まで
until-time = { $at } まで
until-ended = 解除するまで
days-left = { $days ->
    [0] 今日まで
   *[other] あと{ $days }日
 }

## 連携の状態

status-active = 有効
status-suspended = 一時停止
status-expired = 期限切れ
status-ended = 解除ずみ
status-vanished = 一覧から消えました
status-unknown = 状態がわかりません

## 解除の状態

state-asked = 解除をたのみました
state-sent = 解除をたのみました・返事はまだです
state-accepted = 受け付けられました・まだ確かめていません
state-verified = 解除を確かめました
state-waiting = まだ解除されていません・返事を待っています
state-needs-you = まだ解除されていません・あなたを待っています
state-needs-sign-in = まだ解除されていません・ログインが必要です
state-refused = まだ解除されていません・ことわられました
state-superseded = 新しくつながれた連携が残っています
state-disputed = まだ解除されていません・くいちがいがあります

state-body-asked = { $issuer }に解除をたのむところです。まだ解除されていません。
state-body-sent = { $issuer }に解除をたのみました。返事を待っています。まだ確かめていません。
state-body-accepted = { $issuer }は受け付けましたが、それだけでは解除されたとは言えません。これからもう一度たずねて確かめます。
state-body-verified = { $issuer }にもう一度たずねて確かめました。
state-body-waiting = { $issuer }から返事がありません。つながりしだい、このアプリが自動でつづけます。
state-body-needs-you = 先へ進むには、あなたが{ $issuer }にログインする必要があります。
state-body-refused = { $issuer }が解除をことわりました。
state-body-superseded = 解除をたのんだあとに、この連携が新しくつながれました。新しい連携には手をつけていません。
state-body-disputed = { $issuer }は受け付けましたが、そのあとも続いているしるしがあります。下の「これまでのこと」に、見えたことをそのまま書いています。

## たずねられないとき

trouble-offline = { $issuer }は今たずねられません（つながりません）
trouble-certificate = 今は{ $issuer }にたずねられません（証明書が正しくないため、何も送っていません）
trouble-timed-out = { $issuer }は今たずねられません（返事が間に合いません）
trouble-server-error = { $issuer }は今たずねられません（相手の側で不具合が起きています）
trouble-too-many = { $issuer }は今たずねられません（しばらく待つように言われました）
trouble-unreadable = { $issuer }は今たずねられません（返事の形が決まりと違います）
trouble-sign-in = { $issuer }にもう一度ログインしてください
trouble-refused = { $issuer }は今たずねられません（ことわられました）
trouble-vault = この端末の鍵の保管場所が読めないため、{ $issuer }にたずねられません

stale-as-of = 次の内容は { $at } 時点のものです。今は変わっているかもしれません。
stale-never = まだ一度もたずねられていません。

## 運営者

operator-label = このアプリの運営者
operator-is = 運営者 { $name }
operator-none-short = このアプリの運営者：なし

## ログインしなおす・外のページへ出る

sign-in-again = もう一度ログインする
go-sign-ins = この端末のログインへ
leave-label = ブラウザーを開く前の確認
leave-title = ブラウザーで { $party }（{ $host }）を開きます
leave-title-unknown = ブラウザーで { $party } を開きます
leave-sign-in = ログインと同意は、いつものブラウザーで行います。IDやパスワードを、このアプリがたずねることはありません。
leave-page = このアプリの外のページです。
leave-letter = 文面をコピーしてから開きます。開いたページにはりつけて、送ってください。
leave-go = ブラウザーを開く
error-party-unknown = 相手の会社
failure-detail = くわしい情報（問い合わせ用）
