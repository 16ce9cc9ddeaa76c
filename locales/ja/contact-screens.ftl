# 窓口の画面：だれに連絡するか、文面、そのあとのこと

contacts-party-issuer = 決済会社
contacts-party-connector = 連携先
contacts-party-this-app = このアプリ

## 窓口の一覧

contacts-lede = 困ったとき、聞きたいときの連絡先です。オフラインでも、ログアウトしていても見られます。
contacts-made = { $at } に、この端末でつくった一覧です。番号は変わることがあります。
contacts-save = 印刷・PDFで保存
contacts-nobody = 連携はまだありません。決済会社をつなぐか、連携を書きとめると、その連絡先がここに並びます。
contacts-stop = カード・お金の動きを止める
contacts-stop-none = 番号は示されていません。カードの裏や、公式の会員ページの番号に電話してください。
contacts-urgent = 覚えのない請求がある・カードやスマホをなくした（どのサービスか分からないとき）
contacts-urgent-body = まず電話で、カードやお金の動きを止めます。連携を解除しても、カードは止まりません。
contacts-urgent-then = そのあと、下のその会社のところで、つないだサービスの「困ったことがある」をえらんでください。
contacts-usual = 質問・相談
contacts-usual-none = 示されていません
contacts-emergency = 不正に使われたとき
contacts-none = 連絡先は示されていません。
contacts-trouble = 困ったことがある
contacts-over = 終わった連携の連絡先（{ $count }件）
contacts-notes = あなたが書きとめたもの
contacts-notes-note = どの会社の一覧にもない連携です。
contacts-app = このアプリについて
contacts-app-trouble = このアプリのことで困っている
contacts-app-nobody = このアプリには運営者がいないため、このアプリについて答えるところはありません。
contacts-bodies = 公的な相談先
to-contacts = ← 窓口の一覧へ

## 情報の新しさ

standing-expired = { $at } に期限が切れた情報です。番号が変わっているかもしれません。
standing-left = { $issuer }の名簿から { $at } に消えました。これは、その前に載っていた連絡先です。
standing-unasked = いまは{ $issuer }に確かめられません（ログアウトしているか、つながりません）。
standing-as-of = { $issuer }の名簿を、{ $at } に確かめました。
standing-none = { $issuer }の名簿は、この端末にありません。

## 連絡のしかた

reach-phone = 電話
reach-chat = チャット
reach-page = ページ
reach-mail = メール
reach-post = 郵便
reach-call = 電話する
reach-open = 開く
reach-write = メールを書く
reach-whom = { $name } { $place }
reach-opened = この端末の電話・メール・ブラウザーに渡しました：{ $place }
reach-hours-untold = 受付時間は示されていません
reach-languages = 対応する言葉：{ $languages }
reach-answer-agreed = { $days }日以内に返事をすると取り決めています。
reach-answer-own = 返事までの日数は示されていません。このアプリは{ $days }日を目安にします。

## 公的な相談先

bodies-title = それでも解決しないとき：公的な相談先（{ $count }）
bodies-note = 会社とのやりとりで解決しないときの、最後の手だてです。
bodies-open = いまは受付時間内です
bodies-closed = いまは受付時間外です
bodies-does-not = 受けないこと：{ $words }
bodies-source = { $host }（{ $of }）にもとづきます。{ $at } に調べました。
bodies-source-undated = 日付なし

## ほかの画面からの入り口

panel-title = 困ったとき・聞きたいとき
panel-note = だれが答えるかを、このアプリが調べます
panel-harm = 覚えのない請求・支払いがある
panel-all = そのほかの困りごと・質問
panel-stop = カード・お金の動きを止めるのは：{ $name }
panel-question = 質問に答えるのは：{ $name }

## 何に困っているか

matters-title = どんなことですか
matters-lede = えらぶと、まずすること、答える会社、その理由が分かります。まだ何も送られません。
matters-urgent = 急ぐこと
matters-calm = そのほか

## だれに連絡するか

route-title-waiting = だれに連絡するか
route-over = 終わった連携
route-other-matter = べつのことをえらぶ
route-cases = このことで、前につくった連絡
route-write = 連絡の文面をつくる
route-answers = 答えるところ
route-not = ここではありません
route-desk-above = 連絡先は上の「まずすること」にあります：{ $place }
route-then = 返事がないとき、次に連絡するところ
route-nobody = 答えるところがありません
route-standing = 連絡先のもと
route-first-title = まずすること
route-first-ask-charges = 覚えのない請求・支払いがありますか
route-ask-note = ある場合は、先にカードやお金の動きを止めます。
route-ask-yes = はい、ある
route-ask-no = いいえ、ない
route-charges-said-yes = 覚えのない請求・支払い：ある
route-charges-said-no = 覚えのない請求・支払い：ない
route-charges-again = えらびなおす
route-first-stop = { $issuer }に電話して、カード・お金の動きを止める
route-stop-body = 連携を解除しても、カードやお金の動きは止まりません。電話が先です。
route-stop-no-desk = 番号は示されていません。カードの裏や、公式の会員ページの番号に電話してください。
route-stop-any-desk = あなたの決済会社の番号は、窓口の一覧にあります
route-first-end-access = 「{ $service }」のアクセスを終わらせる
route-end-access-body = 連携を解除すると、このサービスからのアクセスが終わります。
route-end-app-body = このアプリからログアウトすると、このアプリのアクセスが終わります。
route-first-access-over = アクセスは終わっています
route-access-over-body = この連携はもう終わっています。{ $issuer }の一覧での見え方は、連携の画面で確かめられます。
route-first-end-there = 「{ $service }」を、もとの場所で終わらせる
route-end-there-body = この連携はどの一覧にもないので、このアプリからは解除できません。つないだところ（そのサービスか決済会社）で終わらせます。書きとめたことは、その画面にあります。
route-end-there-act = 書きとめた画面へ
route-first-passwords = パスワードを変える
route-passwords-change = { $connector }のパスワードを変える。ほかでも同じものを使っていたら、そちらも変える
route-passwords-different = 決済会社のものとは、べつのパスワードにする
route-passwords-guess = 名前や誕生日など、人が思いつけるものにしない
route-passwords-share = だれにも教えない
route-passwords-software = ウイルス対策のソフトを使い、最新にしておく
route-passwords-tell = なくしたり知られたりしたら、すぐに{ $connector }に知らせる
route-first-tell = { $connector }にも知らせる
route-tell-no-desk = { $connector }の緊急の連絡先は示されていません。公式のサイトでさがしてください。
route-first-write-down = 書きとめておく
route-down-when = いつ届け出たか（日付と時刻）
route-down-who = 相手の会社、係の人の名前、受付番号
route-down-police = 警察に届けたときの受理番号
route-first-police = 警察に届ける
route-police-body = 近くの警察署に届け、受理番号を聞いて書きとめます。補償の手続きでたずねられることがあります。急がない相談は #9110、身の危険があるときは110番です。
route-first-claim = 期限までに届け出る
route-claim-days = 覚えのない支払いがあった日から{ $days }日以内に届け出てください。過ぎると、補償されないことがあります。
route-claim-untold = この会社は期限を示していません。気づいたら、すぐに届け出てください。
route-claim-day = 最初の、覚えのない支払いの日
route-first-compensation = 補償について知っておく
route-pays-first = まず{ $payer }が支払うと取り決めています。
route-pays-untold = だれがどこまで補償するかは、示されていません。届け出るときに聞いてください。
route-pays-no-fault = あなたに落ち度がなければ、会社にも落ち度がない場合でも、取り決めのとおり補償されます。
route-pays-own-part = あなたに落ち度があるとき（パスワードを人に教えたなど）は、事情に応じて、全部または一部があなたの負担になることがあります。
route-pays-case-no = 個人の契約としての説明です。
route-pays-case-business = 会社・個人事業主の契約なので、補償は事情に応じて個別に決まります。
route-pays-case-not-told = だれの契約かは知らされていません。会社・個人事業主の契約なら、補償は個別に決まります。
route-pays-liability = この取り決めは、法律上の責任を変えるものではありません。

## このアプリの見立て

doubts-title = このアプリの見立て
doubts-note = 会社が言ったことではありません
doubts-defects = { $issuer }と{ $connector }のあいだの取り決めを、掲載された内容から見たものです。

## 文面をつくる

case-write-title-waiting = 連絡の文面
case-write-title = { $name }への連絡
case-write-lede = 書いたものは、あなたが送るまで、どこにも送られません。
case-write-next = これまでの経過も、文面に入ります。
case-write-words = 伝えたいこと
case-write-words-hint = いつ、何が、いくら、など。カード番号やパスワードは書かないでください。
case-write-name = お名前
case-write-name-hint = 書かなくてもかまいません。
case-write-language = 文面の言葉
case-write-language-hint = 相手が示している言葉：{ $languages }
case-write-keep = 残して、送りかたをえらぶ
case-write-keep-note = この端末に残し、送りかたをえらぶ画面に進みます。まだ送られません。
case-preview = 送られる文面（このまま）
case-preview-stale = （更新しています）
case-lines-title = 文面に入れること
case-lines-note = 知らせたくないものは、はずせます。
case-lines-by = { $name }の表示
case-lines-by-app = このアプリの記録
case-lines-by-you = あなたの言葉
leaks-title = { $what }らしいものが入っています
leaks-body = 文面では「•」で伏せてあります。文面に書く必要はありません。このアプリが見つけられないものもあるので、文面を読みなおしてください。
leaks-mask = 伏せたまま残す
leaks-missing = 伏せたまま残すか、消してください。
leak-card-number = カード番号
leak-password = パスワードや暗証番号

## 連絡とそのあと

cases-title = あなたの連絡
cases-open = つづいている連絡（{ $count }件）
cases-closed = 解決ずみ（{ $count }件）
case-title-waiting = 連絡
case-due-count = 返事が書きとめられていない連絡が{ $count }件あります
case-to = { $name }あて・{ $at } から
case-state-draft = まだ送っていません
case-state-unsure = 届いたかどうか分かりません
case-state-waiting = 返事を待っています
case-state-answered = 返事がありました
case-state-closed = 解決ずみ
case-state-body-draft = 文面ができました。下のどれかで、あなたが{ $name }に送ります。
case-state-body-unsure = { $name }の受付に送りましたが、受けとったという返事がまだありません。もう一度送っても二重にはなりません。
case-state-body-waiting = { $name }に連絡したと、あなたが書きとめました。
case-state-body-taken = { $name }の受付が受けとりました。
case-state-body-answered = { $name }から返事があったと、あなたが書きとめました。解決したかどうかは、あなたが決めます。
case-state-body-closed = あなたが解決ずみにしました。続きがあれば、また始められます。
case-number = 受付番号 { $number }
case-due = 返事がまだ書きとめられていません
case-due-body = 決めた日になりました。{ $name }から返事があれば書きとめ、なければ、次の窓口に進めます。
case-letter = 文面を見る・もう一度送る
case-send-title = 送る
case-send-note = このアプリは送りません。えらんだ方法で、あなたが送ります。
case-send-note-takes = { $name }は、このアプリからの連絡を受け付けています。ほかの方法では、あなたが送ります。
case-send-issuer = { $name }の受付に送る
case-send-again = { $name }の受付に、もう一度送る
case-send-taken = { $name }の受付が受けとりました。受付番号は { $number } です。
phone-title = 電話で伝えるとき（{ $phone }）
phone-about = 「{ $service }」という連携サービスのことです。{ $matter }。
phone-charged = 最初の、覚えのない支払いは { $day } です。
phone-ask = 聞いて書きとめる：受付番号、係の人の名前、いつまでに返事があるか。
phone-never = パスワードや暗証番号は、たずねられても言わないでください。
case-sent-title = 連絡したら
case-sent-note = メールや電話で連絡したかどうかは、このアプリには見えません。書きとめると、返事を待つ日を数えはじめます。
case-sent-day = 連絡した日
case-sent-number = { $name }の受付番号（あれば）
case-sent-act = 連絡したと書きとめる
case-note-title = 返事や経過を書きとめる
case-note-what = 何がありましたか
case-note-choose = えらんでください
case-note-what-missing = 何があったかを、えらんでください。
case-note-answered = { $name }から返事があった
case-note-noted = 経過（電話で話した、警察の受理番号など）
case-note-sent = { $name }にもう一度連絡した
case-note-day = その日
case-note-words = 内容
case-note-hint = 係の人の名前、言われたこと、番号など。カード番号やパスワードは書かないでください。
case-note-act = 書きとめる
case-steps = これまでのこと
case-steps-note = あなたの書きとめと、このアプリが見たこと
case-step-sent = あなたの書きとめ：{ $on } に{ $name }に連絡した
case-step-handing = { $on } に、このアプリから{ $name }の受付へ送りはじめた
case-step-not-taken = { $on } に、{ $name }の受付には渡せなかった
case-step-taken = { $on } に、{ $name }の受付が受けとった
case-step-answered = あなたの書きとめ：{ $on } に{ $name }から返事があった
case-step-noted = あなたの書きとめ：{ $on }
case-step-escalated = { $on } に、次の窓口（{ $name }）に切りかえた
case-step-closed = { $on } に、あなたが解決ずみにした
case-step-reopened = { $on } に、あなたがまた始めた
case-step-letter = 送った文面を読む
case-answer-by = { $at } までに返事をするとのことです
case-remind = 返事を待つ日
case-remind-at = { $at } になっても返事が書きとめられていなければ、知らせます。
case-remind-past = 知らせる日（{ $at }）になりました。
case-remind-never = 知らせる日は決まっていません。
case-remind-label = 知らせる日
case-next = 返事がないとき
case-next-act = 次の窓口へ（文面をつくる）
case-rewrite = 文面を書きなおす
case-close = 解決ずみにする
case-close-note = 解決ずみになるのは、あなたがそう決めたときだけです。
case-discard = この文面を捨てる
case-discard-ask = まだ何も送っていません。この端末の文面と書きとめが消えます。捨てたことは、記録に残ります。
case-reopen = また始める
see-case = 連絡を見る

## このアプリの運営者

operator-risks = 主なリスク
operator-compensation = 被害が出たとき
operator-route = このアプリのことで連絡する

## 窓口の細かいこと

claim-label = 届け出の期限
claim-within = 支払いがあった日から{ $days }日以内
contact-chat = チャットのアドレス（{ $topic }）
contact-post = 郵便のあて先（{ $topic }）
