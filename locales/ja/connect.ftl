# 決済会社をつなぐ

connect-title = 決済会社をつなぐ
connect-lede = つなぐと、その会社にある連携がこのアプリの一覧に出ます。このアプリが受けとるのは、連携の一覧を見る許可と解除する許可だけです。明細は受けとりません。
catalogue-title-missing = このビルドには、会社の一覧がありません
catalogue-body-missing = アプリを配る会社が一覧をつけます。アドレスを確かに知っている会社なら、下からつなげます。
catalogue-title-expired = 会社の一覧の期限が切れています
catalogue-body-expired = 期限が過ぎているため、使いませんでした。つないである会社は、これまでどおりです。ほかの会社をつなぐには、アプリを新しくしてください。
catalogue-title-older = 会社の一覧が、前に使ったものより古くなっています
catalogue-body-older = だれかが差しかえたおそれがあるため、使いませんでした。つないである会社は、これまでどおりです。手に入れたところから、アプリを新しくしてください。
catalogue-title-refused = 会社の一覧の署名が正しくありません
catalogue-body-refused = 書きかえられたおそれがあるため、使いませんでした。つないである会社は、これまでどおりです。手に入れたところから、アプリを入れ直してください。
connect-api-title = このアプリからつなげる会社
connect-others-title = その会社のページで見る会社
connect-others-lede = このアプリからたずねる方法がまだありません。それぞれの会社のページや電話で、連携を見たり解除したりできます。
connect-act = つなぐ
connect-another = べつのログインを足す
connect-another-by-address = 会社の一覧にないため、べつのログインを足すには、下でアドレスを入れてつなぎます。
issuer-kind-card = カード会社
issuer-kind-code-payment = コード決済
issuer-kind-e-money = 電子マネー
issuer-kind-unknown = 決済会社
account-busy = たずねています…
account-as-of = つないであります（{ $at } 時点）
look-for-label = さがす言葉
page-host-label = ページ
phone-label = 電話
checked-on = { $date } に確かめた内容です
open-page = このページを開く
opened-page = ブラウザーで { $host } を開きました。

## 進みぐあい

attempt-label = { $party } へのログイン
attempt-discovering = { $party } にログインの方法をたずねています…
attempt-will-open = このあと、ブラウザーで { $host } を開きます。
attempt-in-browser = ブラウザーで { $party }（{ $host }）が開いています
attempt-in-browser-unknown = ブラウザーで { $party } が開いています
attempt-in-browser-body = ログインと同意がすむと、この画面が自動で進みます。
attempt-until = { $at } まで待ちます。
attempt-url-label = ブラウザーが開かないときは、このアドレスを貼りつけてください
attempt-finishing = { $party } からもどりました。仕上げをしています…
attempt-needs-client-id = { $party } は、このアプリの番号（client id）を知らせていません
attempt-connected-title = { $party } をつなぎました
attempt-connected-body = この会社にある連携が、一覧に出ます。
attempt-cancelled-title = { $party } をつなぐのをやめました
attempt-cancelled-body = 途中のものは何も残っていません。
attempt-cancel = つなぐのをやめる

## くわしい人向け

expert-title = アドレスを打ちこんでつなぐ（くわしい人向け）
expert-warning-title = 人からすすめられたアドレスは、入れないでください
expert-warning-body = 決済会社がアドレスを打ちこむよう頼むことはありません。にせのページに入ると、あなたのログインがぬすまれます。その会社の公式の案内で自分で確かめたアドレスだけを入れてください。
expert-url-label = 決済会社のアドレス（https:// で始まるもの）
client-id-label = このアプリの番号（client id）
client-id-note = 決済会社から番号をもらっている場合だけ入れてください。
