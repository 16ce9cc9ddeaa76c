# 一覧に出ない連携：自分の書きとめと、決済会社の控え

kept-title-waiting = 一覧に出ない連携
kept-section = 一覧に出ない連携
kept-lede = パスワードを渡した、紙や電話でたのんだ、このアプリからたずねられない会社で許した。そういう連携を、忘れないようにここへ置けます。
kept-write = 書きとめる
kept-take-in = 控えを読みこむ
kept-ended-count = 終わりにしたもの（{ $count }件）
kept-by-you = あなたの書きとめ
kept-by-issuer = { $issuer }の控え・署名つき
kept-due = たずねる日になりました
kept-ended = { $at } に「終わりにした」
kept-made-label = このアプリに置いた日
due-one-title = 「{ $service }」のことを、たずねる日になりました
due-title = { $count }件の連携のことを、たずねる日になりました
due-body = まだ使っているかをたずねる日として、あなたが決めました。

## 書きとめ

note-said = あなたが { $at } に書きとめたものです。決済会社も連携先も、確かめていません。
note-edit = 書きなおす
note-new-title = 連携を書きとめる
note-edit-title = 書きとめを直す
note-never-title = パスワード・暗証番号・カード番号は書かないでください
note-never-body = 見分けるためには、カードの呼び名や下4けたで足ります。書いたものは、この端末の中だけに置かれます。
note-save = 保存する
note-leave = やめる
name-label = サービスの名前
name-hint = 思い出せるとおりでかまいません。
way-label = どうやって許したか
way-password = 決済会社のサイトのパスワードを渡した
way-ordered = 紙や電話で、データを送るようたのんだ
way-no-api = このアプリからたずねられない会社で許した
way-other = そのほか・わからない
issuer-meant-label = どの決済会社か
issuer-meant-none = 選ばない・ここにない
place-label = どのカード・口座か
place-hint = 例：給料の口座、青いカード ••42
end-how-label = 終わらせかた
end-how-hint = わかっていれば。どのページの、どのボタンか。
memo-label = メモ
not-written = 書いていません
password-hint-title = パスワードを渡したとき
password-hint-body = 決済会社でパスワードを変えると、渡した先は入れなくなります。変えたパスワードは、ほかで使っていないものにしてください。
write-down-found = ここで見つけた連携を書きとめる

## 終わらせかた

end-there-title = { $issuer }で見る・終わらせる
end-there-note = このアプリの会社の一覧にある案内です。{ $issuer }にたずねたものではありません。
end-there-api-title = { $issuer }は、このアプリからつなげます
end-there-api-body = つなぐと、この連携が一覧に出て、解除まで進められることがあります。

## あなたがすること

own-part-title = あなたの覚え
ended-title = 終わりにしたとき
ended-note = 押すと、終わりにした日が残ります。このアプリが解除するわけではありません。
ended-act = 終わりにした
ended-said = { $at } に、あなたが「終わりにした」としました。
ended-proof = ほんとうに終わったかは、だれも確かめていません。
ended-back = 取り消す
remind-title = たずねてほしい日
remind-note = その日になったら、まだ使っているかを一覧の上でたずねます。
remind-at = { $date } に、まだ使っているかをたずねます。
remind-due = { $date } になりました。まだ使っていますか。使っているなら、次の日を決められます。
remind-label = 日にち
day-set = 決める
day-change = 変える
day-clear = 決めた日を消す
day-missing = 日にちを入れてください。
erase-note = この書きとめを消す
erase-receipt = この控えを消す
erase-ask-title = この端末から消しますか
erase-ask-note = 消えるのは、この端末の書きとめだけです。連携そのものは、そのままつづきます。元にはもどせません。
erase-ask-receipt = 消えるのは、この端末の控えだけです。連携そのものは、そのままつづきます。決済会社からもう一度もらえるとはかぎりません。
erase-go = 消す

## 控え

receipt-title = 控えを読みこむ
receipt-lede = 同意したときに、決済会社が署名して渡す控えです。何を許したかを、あとから見くらべられます。
receipt-file-title = ファイルから
receipt-file-body = 決済会社の画面やメールで受けとったファイルを選んでください。
receipt-file-act = ファイルを選ぶ
receipt-paste-title = 文字やリンクを貼りつける
receipt-look = 中を確かめる
receipt-without = 控えを渡していない決済会社もあります。そのときは、書きとめておけます。
receipt-checking = 署名を確かめています…
receipt-checked = まだ保存していません。控えに書いてあることを確かめてください。
receipt-signed = { $issuer }（{ $host }）が { $at } に署名した控えです。
receipt-signed-host = { $host } が { $at } に署名した控えです。
receipt-kept-at = { $at } に、署名を確かめてこの端末に保存しました。
receipt-then = 同意したときの内容で、今の状態ではありません。
receipt-until-note = 同意したときの期限です。今はちがっているかもしれません。
receipt-until-template = 同意したときの期限です。控えに日づけがないときは、保存した日から数えています。
agreed-at-label = 同意した日時
receipt-for-all = 書かれていません（だれが同意しても同じ控えです）
receipt-not-vouched-title = { $host } は、署名つきの会社一覧にありません
receipt-not-vouched-body = 署名がこの相手のものであることは確かです。この相手がどの会社かは、確かめられていません。
receipt-keep-note = 保存すると、この端末の中だけに置かれます。連携が新しく始まることはありません。
receipt-keep = 保存する
receipt-leave = 受けとらない
receipt-have-title = この控えは、もう保存してあります。
receipt-have-act = 保存した控えを見る
receipt-listed-title = この連携は、一覧にあります
receipt-listed-body = { $issuer }が今伝えている内容は、一覧のほうで見られます。解除もそこからできます。
receipt-listed-act = 今の内容を見る
stranger-ask = { $host } に鍵をたずねる
arrived-title = リンクから、連携の控えが届いています
arrived-body = 中を確かめるまで、何も保存しません。
arrived-act = 中を確かめる

## 思い出す

first-remember = 何を許したか、いっしょに思い出す
walk-begin = いっしょに思い出す
walk-go-on = 思い出すつづき
walk-title = いっしょに思い出す
walk-lede = 許したまま忘れているものを、順にたずねます。いつやめても、つづきから始められます。
walk-leave = ← 一覧へ（つづきは、あとで）
walk-steps = 進みぐあい
walk-issuers-step = 決済会社
walk-kinds-step = サービス
walk-done-step = このあと
walk-issuers-title = どの会社を使っていますか
walk-issuers-lede = つなぐと、その会社で許したサービスが一覧に出ます。つなげない会社は、見られる場所を案内します。
walk-issuers-none = このアプリには、会社の一覧がありません。
walk-connected = つないであります
walk-kind-count = { $of }つのうち { $at }つめ
walk-kind-question = { $kind }を使っていますか
walk-yes = 使っている・書きとめる
walk-no = 使っていない・つぎへ
walk-kind-household = 家計簿・資産管理アプリ
walk-look-household = カードや口座の明細を、自動で集めて見せるアプリです。「口座連携」という画面がないか、見てみてください。
walk-end-household = アプリの「口座連携」の画面で、連携を外す。渡したパスワードは、決済会社で変える。
walk-kind-accounting = 会計・経費のサービス
walk-look-accounting = 仕事の明細を取りこんで、帳簿や経費の申請を作るサービスです。勤め先で使うものも思い出してください。
walk-end-accounting = サービスの「明細の取りこみ」の設定で、カードや口座を外す。
walk-kind-points = ポイントを集めるアプリ
walk-look-points = いくつものポイントをまとめて見せたり、買い物の明細でポイントがつくアプリです。
walk-end-points = アプリの「カードの登録」や「ポイント連携」から外す。
walk-kind-wages = 給料の前払い
walk-look-wages = 働いたぶんを、給料日の前に受けとれるサービスです。受けとり先の口座や電子マネーを登録しています。
walk-end-wages = サービスの「受けとり先」から外す。
walk-kind-pay-later = 後払い・自動チャージ
walk-look-pay-later = あとでまとめて払うサービスや、残高がへるとカードから足す設定です。お金が動くので、先に思い出しておきたいものです。
walk-end-pay-later = サービスの「支払い方法」や「オートチャージ」で、カードや口座を外す。残っている支払いを先に確かめる。
walk-kind-statements = 明細を受けとるサービス
walk-look-statements = 明細のメールの転送や、紙の申しこみで、会社や税理士などに明細が届くようにしたものです。
walk-end-statements = メールの転送をやめる。または、決済会社に電話して送るのを止めてもらう。
walk-kind-shopping = カードを覚えている買い物サイト
walk-look-shopping = 次から番号を入れずに買えるサイトやアプリです。月ごとの支払いがつづくものも、ここに入ります。
walk-end-shopping = サイトの「支払い方法」から、カードを消す。
walk-kind-family = 家族のアプリ
walk-look-family = 家族のだれかのアプリや端末に、あなたのカードや口座が入っていませんか。見守りや、こづかいのアプリもあります。
walk-end-family = 家族といっしょに、アプリの設定でカードや口座を外す。
walk-done-title = ひととおり、たずねました
walk-then-list = つないだ会社の連携と、書きとめたものは、一覧で見られます。
walk-to-list = 一覧へ
walk-then-receipt = 同意したときの控えが手もとにあれば、読みこんで見くらべられます。
walk-then-more = ほかに思い出したものは、いつでも書きとめられます。
walk-then-review = 90日たつと、まだ使っているかを一覧の上でたずねます。
walk-again = はじめから思い出す

## まだ使っていますか

review-title = まだ使っていますか
review-lede = 90日のあいだ確認していない連携です。使っていなければ、解除を考えるときかもしれません。
review-offer-title = { $count }件の連携を、90日確認していません
review-offer-body = まだ使っているか、1つずつ見ていきます。
review-begin = 見てみる
review-left = のこり { $count }件
review-keep = このまま使う
review-consider = 解除を検討する
review-later = あとで
review-all = くわしく見る
review-checked-label = 前に確認した日
review-nobody-knows = だれにもわかりません
review-kept-note = 「このまま使う」を選ぶと、90日後にまたたずねます。
review-end-title = すべて見ました
review-rest-title = 今日はここまで
review-end-body = { $waiting ->
    [0] このまま使うと確認したもの：{ $done }件
   *[other] このまま使うと確認したもの：{ $done }件　あとで：{ $waiting }件
 }
days-from-consent = 同意した日から{ $count }日
kept-listed-count = 一覧にある連携の控え（{ $count }件）
