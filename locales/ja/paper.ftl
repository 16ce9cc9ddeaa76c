# 証明のページと、端末での書き出し・確認（画面には出さない）

## 証明のページ

proof-title = 連携の証明
proof-subject = { $service }（{ $connector }）
proof-about = { $issuer }（接続先 { $host }）での連携 · 作成 { $at } · { $by }
proof-times = 時刻はすべて日本時間です。
proof-foot = 連携 { $number } · 元のデータ（JSON）の SHA-256 { $hash }
proof-lede = このアプリが見たことを、下に順に書いています。だれが言ったことかは、帯の形と言葉で分けています。
proof-not-asked = このアプリから解除をたのんだことはありません
proof-not-asked-body = いま知られていることを、だれが言ったかを分けて書いています。
proof-band-issuer = 決済会社の話 · { $issuer }
proof-band-connector = 連携先の話 · { $connector }
proof-band-own = このアプリの話 · 連携 Renkei
proof-steps-title = 解除のあゆみ
proof-steps-note = このアプリがしたこと、見たことです。今の姿：{ $state }
proof-issuer-title = 決済会社が伝えたこと
proof-connector-title = 連携先についてのこと
proof-connector-note = 連携先の申告を、決済会社が掲載したものです。どちらの言葉かは、それぞれに書いています。
proof-status = 今の状態
proof-never-used = 使われていない
proof-notice = お知らせ
proof-heard = このアプリが受けとったのは { $at }
proof-concluded = このアプリの見方
proof-person = あなたがしたこと
proof-records-title = 記録
proof-records-note = この連携について、この端末の記録に残っている行です。ほかの連携の行は、内容を出さず、鎖をつなぐ値だけを JSON に入れています。
proof-line = No. { $number } · { $hash }…
proof-proves-title = この証明でわかること、わからないこと
proof-proves = わかること
proof-proves-not = わからないこと
proof-proves-chain = 記録の行は、前の行とつながる値を持ち、署名されています。行を書きかえる、抜く、ならべかえる、終わりを切ると、そこから先をすべて別の鍵で作り直さないかぎり、確認でその行がわかります。
proof-proves-signature = 端末の署名の鍵を別の方法で知っていて、確認で出る鍵と同じなら、その端末から出たままのファイルだとわかります。鍵を比べないと、ファイルの中でつじつまが合うことしかわかりません。そういうファイルは、だれでも自分の鍵で作れます。
proof-proves-not-device = 作った端末をロックなしで使えた人が、はじめから別の内容を作ったのではないことまでは、証明できません。それを証明できるのは、決済会社が署名した控えだけです。時刻は、この端末の時計によります。
proof-proves-not-parties = 決済会社や連携先の話は、このアプリが聞いたままを書いたものです。その中身が正しいことまでは証明しません。
proof-check = 確かめかた
proof-check-body = 一緒にある JSON を、次のように確かめられます。プロフィールも、ネットワークも、このアプリの利用登録もいりません。KEY には、このファイルとは別の方法で（会って、電話で）本人から聞いた、鍵の値を入れます。
proof-json-hash = JSON の SHA-256
proof-head = 最後の行
proof-key = 署名の鍵の値（SHA-256）
proof-receipt-title = 決済会社の解除の受領書
proof-receipt-jws = 署名された受領書は、JSON にそのまま入っています。その SHA-256

## 端末での書き出しと確認

proof-saved = 保存しました：{ $file }
proof-saved-check = だれでも確かめられます：renkei records verify { $file } --key { $key }
proof-saved-key = この鍵の値は、ファイルとは別の方法で（会って、電話で）伝えてください。鍵を比べないと、ファイルの中でつじつまが合うことしかわかりません。
proof-file-all = 記録すべての書き出し（{ $at } に作成）
proof-file-one = 連携ひとつの証明（{ $at } に作成、連携 { $grant }）
proof-file-broken = このファイルは、書き出されたときのままではありません
proof-file-cut = この記録には、行が足りなくなったことを端末自身が書いています
proof-file-key = No. { $number } からの鍵：{ $fingerprint }
proof-file-vouched = 指定された鍵の端末から出たもので、その端末が書いたままです。
proof-file-not-compared = どの端末から出たものかは、わかりません。こういうファイルは、だれでも自分の鍵で作れます。本人の端末の鍵の値を、ファイルとは別の方法で（会って、電話で）聞き、--key KEY をつけてもう一度確かめてください。
proof-file-other-key = No. { $number } から先は、指定された鍵で署名されていません。その行と、行のほかに書かれている内容は、だれが作ったものかわかりません。
proof-file-no-key = 指定された鍵で署名された行は、ひとつもありません。すべて、だれが作ったものかわかりません。
proof-file-shows-not = わからないこと：
proof-file-good-before = { $lines ->
   *[other] はじめの{ $lines }行までは合っています。
 }
proof-file-agrees = { $lines ->
   *[other] { $lines }行すべて、行どうしも署名も、つじつまが合っています。
 }
proof-file-hidden = { $lines ->
   *[other] { $lines }行は、この連携のものではないか、決まりにより消されたため、内容が入っていません。そこに行があったことだけがわかります。
 }
proof-key-unvouched = 鍵 { $key } は、前の鍵（{ $old }）にかわるものとして、自分で名のっています。前の鍵による裏づけはありません。
proof-file-compare = 同じ端末の前の書き出しや、PDF にある「最後の行」と比べると、作り直されていないかをさらに確かめられます。最後の行：
cli-error-not-records-title = { $party } は、確かめられる記録のファイルではありません
cli-error-not-records-body = 「renkei records export」か「renkei proof」で作った JSON を指定してください。新しい版のアプリで作られたものは、新しい版で確かめてください。
cli-error-same-file-title = PDF と JSON の名前が同じになります
cli-error-same-file-body = PDF の横に、同じ名前の .json を置きます。--out { $party } のかわりに、.pdf で終わる名前を指定してください。
help-command-proof = 連携ひとつの証明を、PDF か JSON で書き出す
help-command-export = 記録をすべて書き出す
help-command-records-verify = 書き出された JSON の中でつじつまが合うか、知っている鍵の端末のものかを確かめる
help-proof-id = 連携の ID（終わりの数文字で足ります）
help-proof-format = pdf（JSON もとなりに置きます）か json
help-proof-out = 書き出す先のファイル
help-export-format = json か csv
help-export-out = 書き出す先のファイル（なければ標準出力）
help-verify-file = 確かめるファイル
help-verify-key = 本人から聞いた、端末の鍵の値（16けた以上。鍵がいくつかあれば、いくつでも）
