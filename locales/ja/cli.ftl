# ターミナルだけに出る言葉

## 使いかた

help-usage = 使いかた
help-commands = コマンド
help-arguments = 引数
help-options = オプション
help-options-everywhere = どのコマンドでも使えるオプション
help-mark-options = [オプション]
help-mark-command = <コマンド>
help-about = カードやコード決済に入れたサービスをすべて見て、どれでも解除し、どこまで確かめられたかを見ます。
help-exit-codes = 終了コード：
    {"  "}0    できました。revoke では解除されたのを確かめ、lint・verify・doctor では直すところなし
    {"  "}1    できませんでした。何が起きたか、次に何をするかは標準エラーに出ます。
    {"       "}lint・verify・doctor では、直すところがあります
    {"  "}2    使いかたの間違い
    {"  "}3    revoke：解除されておらず、これ以上は自動で進みません
    {"       "}（ことわられた・くいちがい・新しくつながれた・やめた）
    {"  "}4    revoke：まだ解除を確かめていません。次に renkei かアプリを使うときにつづきます。
    {"       "}ログインか、あなたの返事が必要なこともあります
    {"  "}5    grants・sync・notices・events：答えましたが、たずねられない会社か、
    {"       "}知らせを使えない会社がありました。その会社の内容は、前のときのものです
    {"  "}6    records verify：ファイルの中でつじつまは合いますが、指定された鍵では
    {"       "}すべてを裏づけられません
    {"  "}130  Ctrl-C で中断しました。たのんだ解除は、4 と同じようにつづきます（watch は 0）
    {""}
    --json をつけると、失敗は1件1行で、標準エラーに次の形で出ます。
    知っておくだけのことは、同じ形の "note" として出ます。
    {"{"}"failure": {"{"}"code", "party", "detail", "title", "body", "choices"{"}"}{"}"}
help-command-issuers = つなげる決済会社と、つないである決済会社
help-command-connect = 決済会社をつなぐ、またはログインしなおす（ブラウザーを使います）
help-command-sync = つないである会社すべてに、今の一覧をたずねる
help-command-grants = すべての会社にある、すべての連携
help-command-show = 1つの連携の六つの事実と、解除の進みぐあい
help-command-connector = 1つの連携の、連携先の側（会社・時間・リスク・窓口・取り決め）
help-command-revoke = 連携を解除し、解除されたかを確かめる
help-command-sign-ins = この端末のログイン
help-command-sign-out = この端末のログインをやめる（1つ、またはすべて）
help-command-records = このアプリがしたこと・見たこと（新しい順）
help-command-notices = 会社が知らせた事故・おそれ・停止・変更（あなたにかかわるものから）
help-command-kept = 一覧に出ない連携（書きとめと控え）を見る
help-command-note = 一覧に出ない連携を書きとめる
help-command-receipt = 決済会社の控えが本物か確かめ、保存する
help-command-events = あなたの操作なしに変わったこと（新しい順）
help-command-watch = Ctrl-C まで会社にたずねつづけ、変わったことを1行ずつ出す
help-command-practice = 練習用の会社を Ctrl-C まで動かし、場所を知らせる
help-command-browser = 画面をブラウザーに出す（開発とテスト用）
help-command-help = この案内、またはコマンドごとの案内
help-option-json = JSON で答える
help-option-lang = 言葉（ja か en）。なければシステムの言葉
help-option-profile = プロファイルのフォルダー
help-option-practice = 練習用の会社でためす。キーチェーンは要りません
help-option-passphrase-file = 合い言葉のファイル（キーチェーンのない端末で使います）
help-option-passphrase-fd = 合い言葉を受けとるファイル記述子
help-option-help = この案内
help-option-version = バージョン
help-connect-issuer = issuers に出る会社のID、または sign-ins に出るログインのID
help-connect-address = くわしい人向け：アドレス。だれのものか確かに知っているときだけ
help-connect-client-id = その会社からもらった、このアプリの番号
help-grants-search = さがす言葉（かな・全角半角・大文字小文字は区別しません）
help-grants-filter = この条件のものだけ（なければ live）
help-grants-sort = ならび順（なければ weight）
help-grants-offline = 会社にたずねず、わかっていることだけを見る
help-show-id = 連携のID、またはその終わり（6文字以上）
help-connector-id = 連携のID、またはその終わり（6文字以上）
help-revoke-yes = もう一度たずねない
help-revoke-preview = 解除せずに、何が止まり何がのこるか、いっしょに終わるものは何かだけを見る
help-revoke-now-listed = 前のたのみに返事がなく、そのあとつなぎなおされたかがわからないとき、
    今一覧にあるほうを解除する
help-revoke-wait = 待つ秒数（なければ 60）。解除はそのあともつづきます
help-sign-out-account = sign-ins に出るログインのID、またはその終わり
help-sign-out-all = この端末のすべて
help-records-verify = 書きかえ・抜け・ならべかえがないか調べる
help-notices-read = このIDの知らせを、読んだことにする
help-notices-calendar = このIDの知らせを、カレンダーの予定（.ics）として出す
help-notices-trust-keys = この会社の新しい鍵を信じる。前の鍵のものがすべて期限切れのときだけ。
    会社に、鍵をかえたかどうかをたしかめてから
help-notices-offline = 会社にたずねず、わかっていることだけを見る
help-kept-ended = このIDの連携を、自分で「終わった」と記す
help-kept-reopen = 「終わった」と記したのを取り消す
help-kept-erase = ここから消す。連携そのものは変わらない
help-note-service = サービスの名前
help-note-way = どうつないだか：password（パスワードを渡した）、ordered（紙や電話で頼んだ）、
    no_api（一覧のない会社で）、other
help-note-place = 決済会社やカードの呼び名。カード番号は書かないこと
help-note-how-to-end = そこでの終わらせかた
help-note-memo = そのほか
help-note-remind = この日に確かめる
help-receipt-given = 控えのファイル、- （標準入力）、または renkei://receipt のリンク
help-receipt-keep = 本物なら保存する
help-receipt-ask-stranger = 知らない相手の名前の控えでも、その相手に鍵をたずねる
help-events-seen = この番号のものを、見たことにする
help-events-offline = 会社にたずねず、わかっていることだけを見る
help-browser-ui = できあがった画面のフォルダー
help-browser-port = ポート（0 ならどれでも）

## しぼりこみとならび順（案内と一覧の上に出ます）

cli-filter-live = 終わっていないものすべて
cli-filter-moves-money = お金を動かすもの
cli-filter-writes = 書きかえるもの・お金を動かすもの
cli-filter-unused = 90日使われていないもの
cli-filter-expires-soon = 14日のうちに期限が来るもの
cli-filter-suspended = 一時停止のもの
cli-filter-ending-open = 解除のとちゅうのもの
cli-filter-ended = 終わったもの・一覧から消えたもの
cli-filter-all = すべて
cli-sort-weight = 影響の大きいものから
cli-sort-service = サービス名の順
cli-sort-connector = 連携先ごと
cli-sort-issuer = 決済会社ごと
cli-sort-expiry = 期限の近い順
cli-sort-last-used = 最近使われた順
cli-sort-granted = 新しくつないだ順

## ターミナルがことわるとき

cli-error-usage-title = この指定は読みとれません
cli-error-usage-body = 使いかた：{ $call } --help
cli-error-unknown-option-title = { $party } というオプションは、ここにはありません
cli-error-unknown-option-body = 使えるもの：{ $call } --help
cli-error-unknown-command-title = 「{ $party }」というコマンドはありません
cli-error-unknown-command-body = 使えるもの：{ $call } --help
cli-error-bad-value-title = { $party } は指定できません
cli-error-bad-value-body = 指定できるもの：{ $call } --help
cli-error-missing-argument-title = { $party } がありません
cli-error-missing-argument-body = 使いかた：{ $call } --help
cli-error-conflict-title = いっしょに使えません：{ $party }
cli-error-conflict-body = 使いかた：{ $call } --help
cli-error-needs-yes-title = 人のいないターミナルから解除するには --yes が要ります
cli-error-needs-yes-body = 何も解除していません。先に内容を見るには：{ $call } revoke ID --preview
cli-error-needs-now-listed-title = これ以上はたのんでいません。--yes だけでは、どの連携のことかわかりません
cli-error-needs-now-listed-body = まだ解除されていません。前のたのみに返事がなく、今一覧にある連携は、そのあとつなぎなおされたものかもしれません。今一覧にあるほうを解除するには：{ $call } revoke { $party } --now-listed
cli-error-needs-issuer-title = どの会社ですか
cli-error-needs-issuer-body = { $call } issuers に出るIDか、--address でアドレスを指定してください。
cli-error-needs-account-title = どのログインですか
cli-error-needs-account-body = { $call } sign-ins に出るIDか、--all を指定してください。
cli-error-no-such-connection-title = 「{ $party }」というIDの連携はありません
cli-error-no-such-connection-body = すべての連携は { $call } grants --filter all で見られます。IDは、終わりの6文字以上だけでもかまいません。
cli-error-many-connections-title = IDが「{ $party }」で終わる連携が、2つ以上あります
cli-error-many-connections-body = IDをもう少し長く書いてください。あてはまるもの：
cli-error-no-such-sign-in-title = 「{ $party }」というIDのログインはありません
cli-error-no-such-sign-in-body = すべてのログインは { $call } sign-ins で見られます。IDは、終わりの6文字以上だけでもかまいません。
cli-error-many-sign-ins-title = 「{ $party }」にあてはまるログインが、2つ以上あります
cli-error-many-sign-ins-body = どれか1つのIDを書いてください。あてはまるもの：
cli-error-no-such-issuer-title = 「{ $party }」というIDの会社もログインもありません
cli-error-no-such-issuer-body = 会社は { $call } issuers、ログインは { $call } sign-ins で見られます。
cli-error-no-such-notice-title = 「{ $party }」というIDの知らせはありません
cli-error-no-such-notice-body = すべての知らせは { $call } notices で見られます。
cli-error-no-time-title = 知らせ「{ $party }」には、日時がありません
cli-error-no-time-body = カレンダーに入れられるのは、始まる日時のある知らせだけです。
cli-error-not-kept-title = 「{ $party }」というIDの書きとめも控えもありません
cli-error-not-kept-body = すべては { $call } kept で見られます。決済会社の一覧にある連携を解除するには：{ $call } revoke ID
cli-error-keys-not-lost-title = 「{ $party }」の鍵は、かえられません
cli-error-keys-not-lost-body = 新しい鍵を信じられるのは、鍵が前と違い、前の鍵で署名されたものがすべて期限切れになった会社だけです。新しさの表は { $call } notices で見られます。
cli-error-many-notices-title = 「{ $party }」というIDの知らせが、2つ以上あります
cli-error-many-notices-body = 次のように、会社のIDを前につけてください。あてはまるもの：
cli-error-own-connection-title = このアプリ自身の連携です
cli-error-own-connection-body = ログアウトすると終わります：{ $call } sign-out { $party }
cli-error-own-side-title = このアプリ自身の連携です
cli-error-own-side-body = 連携先の側はありません。できることと、このアプリの運営者は次で見られます：{ $call } show { $party }
cli-error-not-confirmed-title = 何も解除していません
cli-error-not-confirmed-body = 解除するときは「はい」と入れてください。
cli-error-passphrase-differs-title = 2つの合い言葉が違います
cli-error-passphrase-differs-body = まだ何も作っていません。もう一度はじめてください。
cli-error-interrupted-title = 中断しました
cli-error-interrupted-body = 今回、解除はどこにもたのんでいません。それまでにしたことは残っています：{ $call } records
cli-error-interrupted-ending-title = 中断しました。解除はまだ確かめられていません
cli-error-interrupted-ending-body = 解除のたのみはこの端末に書きとめてあり、次に renkei かアプリを使うときにつづきます。今つづけるには：{ $call } revoke { $party }
cli-error-interrupted-unknown-title = 中断しました。解除をたのんだかもしれません
cli-error-interrupted-unknown-body = たのみを書きとめたかどうか、確かめられませんでした。書きとめてあれば、次に renkei かアプリを使うときにつづきます。今のようすを見るには：{ $call } show { $party }

## たずねる・知らせる

cli-address-warning = 注意：アドレスを手で入れるのは、だれのものか確かに知っているときだけにしてください。にせの会社に入ってしまうおそれがあります。
cli-confirm = 連携を解除しますか。するなら「はい」と入れてください：
cli-confirm-answer = はい
cli-passphrase = 合い言葉：
cli-new-passphrase = この端末には鍵の保管場所がありません。新しい合い言葉を決めてください：
cli-passphrase-again = もう一度：
cli-detail = くわしい情報：{ $detail }
cli-connected = { $issuer }をつなぎました。
cli-connected-next = そこにある連携：{ $call } grants
cli-cancelled = やめました。何も変わっていません。
cli-sign-in-how = ログインするには：{ $call } connect { $id }
cli-goes-on = たのみはこの端末に書きとめてあり、次に renkei かアプリを使うときに、自動でつづきます。今つづけて待つには：{ $call } revoke { $id }
cli-needs-you = ログインすると先へ進みます：{ $call } connect { $account }　そのあと：{ $call } revoke { $id }
cli-unsure = 今一覧にある連携のことなら：{ $call } revoke { $id }（おたずねして「はい」なら解除します。--now-listed をつけるとたずねません）
cli-unsure-before = 「はい」と入れると、つなぎなおされたものであっても、今一覧にある連携を解除します。
cli-ended-with = その解除のようす：{ $call } show { $id }
cli-busy = { $issuer }からは、まだ返事がありません
cli-evidence-person-asked = 解除がたのまれ、この端末に書きとめました。
cli-answer-accepted = { $issuer }から、解除を受け付けたと返事がありました（{ $status }）。
cli-answer-nothing-there = { $issuer }から、解除するものがないと返事がありました（{ $status }）。もう一度確かめます。
cli-reason = { $issuer }がことわりました（{ $status }）。

## まだ何もつないでいないとき

cli-first-title = まだ、どの決済会社もつないでいません。
cli-first-which = つなげる会社を見る：{ $call } issuers
cli-first-connect = 会社をつなぐ：{ $call } connect ID
cli-first-practice = 練習用の会社でためす：renkei --practice grants
cli-no-catalogue = このビルドには、会社の一覧がありません。アドレスを確かに知っている会社は：{ $call } connect --address アドレス

## 一覧

cli-none-told = -
cli-id = ID { $id }
cli-col-id = ID
cli-col-company = 会社
cli-col-kind = 種類
cli-col-state = 状態
cli-col-host = 接続先
cli-col-label = 名義
cli-col-since = いつから
cli-col-as-of = いつの内容か
cli-col-document = 内容
cli-col-checked = 最新と確かめた日時
cli-col-expires = 有効期限
cli-col-number = No.
cli-col-time = 日時
cli-col-what = できごと
cli-issuer-own-page = その会社のページで見ます
cli-issuer-free = つなげます
cli-issuer-connected = つないであります
cli-issuer-sign-in = もう一度ログインが必要
cli-issuers-next = 会社をつなぐ：{ $call } connect ID
cli-signed-in = ログイン中
cli-signed-out = もう一度ログインが必要
cli-sign-ins-again = ログインしなおす（IDは終わりだけでもかまいません）：{ $call } connect ID
cli-sign-ins-out = ログアウトする：{ $call } sign-out ID
cli-sync-answered = 答えました
cli-sync-busy = まだ返事がありません
cli-sync-trouble = たずねられませんでした
cli-own-at = ログイン先：{ $issuers }
cli-own-may = 許されていること：{ $permissions }
cli-own-next = くわしく見る：{ $call } sign-ins
cli-grants-head = { $count }件の連携（{ $filter }・{ $order }）
cli-grants-none = あてはまる連携はありません（{ $filter }）。
cli-grants-show = 1つをくわしく見る：{ $call } show ID
cli-grants-revoke = 解除する：{ $call } revoke ID
cli-until = { $at } まで
cli-until-ended = 解除するまで
cli-until-former = 前に知らされた期限
cli-until-not-told = いつまでかは知らされていません
cli-last-use = 最後の利用 { $at }
cli-last-use-never = まだ使われていません
cli-last-use-not-told = 利用日は知らされていません
cli-access = 今のアクセス
cli-access-never = 期限はありません
cli-state = 状態
cli-not-told = 知らされていないこと
cli-drawn-from = （{ $permissions }）
cli-connector-chain = データをさらに受けとる会社
cli-practice-runs = 練習用の会社が動いています。Ctrl-C で止まります。
cli-practice-ran = 練習用の会社は、今は別の renkei が動かしています。それが終わると、ここで引きつづき動かします。Ctrl-C で、ここは終わります。

## 知らせ

cli-notices-yours = あなたの連携にかかわること
cli-notices-others = そのほかの知らせ
cli-notices-none = あなたの連携にかかわる知らせは届いていません。
cli-notices-feeds = 会社ごとの、知らせの新しさ
cli-notices-silence = 知らせがないのは、安全ということではありません。何も知らせない会社でも、何か起きていることがあります。
cli-notice-unread = 未読
cli-notice-from = { $at } から
cli-notice-until = { $at } まで
cli-notice-part = 影響のあるところ：{ $part }
cli-notice-concerns = あなたの、この連携のことです：
cli-notice-elsewhere = 同じ会社との、ほかのところの連携です（そちらの決済会社からは知らされていません）：
cli-notice-advice = 知らせた側のすすめ：{ $advice }
cli-feed-fresh = 新しいものです
cli-feed-none = 出していません
cli-feed-unasked = まだたずねていません
cli-feed-expired = 期限が切れています
cli-feed-refused = 新しいものは使えません

## 一覧に出ない連携

cli-kept-title = 一覧に出ない連携
cli-kept-none = 書きとめた連携も、控えもありません。書きとめるには：{ $call } note サービスの名前
cli-kept-noted = あなたの書きとめ（{ $at }）
cli-kept-ended = 終わったと自分で記した：{ $at }
cli-kept-listed = 一覧に出ています
cli-kept-due = 確かめる日が来ています
cli-kept-remind = 確かめる日：{ $at }
cli-kept-erased = 「{ $service }」の書きとめを、ここから消しました。連携そのものは変わりません。
cli-way-password = その会社のサイトのパスワードを渡した
cli-way-ordered = 紙や電話で、データを送るよう頼んだ
cli-way-no-api = 一覧を出していない決済会社でつないだ
cli-way-other = そのほかのやりかた
cli-receipt-signed = { $issuer }（{ $host }）が { $at } に署名した控え
cli-receipt-signed-stranger = { $host } が { $at } に署名した控え。どこの会社かは、だれも保証していません
cli-receipt-chain = データをさらに受けとる会社：{ $names }
cli-receipt-kept = この控えは、もう保存してあります。
cli-receipt-not-kept = 本物です。まだ保存していません。保存するには、同じコマンドに --keep をつけてください。

## 変わったこと

cli-events-none = あなたの操作なしに変わったことは、見つかっていません。
cli-event-seen = 見ました
cli-event-unseen = まだ見ていません
cli-event-notice = { $issuer }が、あなたの連携にかかわる大切なお知らせを出しています。見るには：{ $call } notices（ID { $notice }）
cli-event-sign-in = { $issuer }にたずねられなくなりました。ログインしなおしてください：{ $call } connect { $id }
cli-watching = 会社にたずねながら見ています。変わったことがあれば、ここに1行ずつ出ます。Ctrl-C でやめます。
