# 記録

records-title = 記録
records-lede = このアプリがしたこと、見たことを、起きた順につなげて残しています。新しいものが上です。
records-none = まだ記録はありません。
records-more = もっと前の記録を出す
record-number = No. { $number }
verify = 書きかえがないか調べる
verify-busy = 調べています…
verify-whole = { $lines }件すべて、書きかえ・抜け・ならべかえは見つかりませんでした
verify-note-kept = 最後の１件は、記録とは別に、この端末の鍵と一緒にもしまってあるので、終わりの何件かが消されていればわかります。ただし、この端末をロックなしで使える人への証明にはなりません。
verify-note-none = 終わりの何件かが消されていても、まだわかりません。最後の１件の控えが、まだ別にしまわれていないためです。また、この端末をロックなしで使える人への証明にはなりません。
verify-note-unreadable = 終わりの何件かが消されていても、わかりません。別にしまってある最後の１件の控えを、読めなかったためです。また、この端末をロックなしで使える人への証明にはなりません。
verify-erased = { $lines ->
   *[other] { $lines }件の内容は、決まりにより消されています。そこに記録があったことは確かめられますが、何であったかはわかりません。
 }
verify-broken = 記録が、書かれたときのままではありません
broken-changed = No. { $number } の内容が、書かれたときと違います。
broken-order = No. { $number } のところで、抜けか、重なりか、順番の入れかわりがあります。
broken-cut = 終わりの記録が足りません。No. { $number } まであるはずです。
act-connected = { $issuer }にログインしました。
act-signed-out = { $issuer }からログアウトしました。{ $issuer }も取り消しを認めました。
act-signed-out-here-only = { $issuer }からログアウトしました。{ $issuer }が取り消したかは確かめられていません。
act-grant-seen = { $issuer }に、{ $service }の連携があるのを見つけました。
act-grant-changed = { $service }（{ $issuer }）の連携が変わりました：{ $change }
act-checked = { $service }（{ $issuer }）を「このまま使う」と確認しました。
act-ending = { $service }（{ $issuer }）：{ $state }
act-own-end-set = { $service }（{ $issuer }）の終わりにしたい日を決めました。
act-own-end-taken-back = { $service }（{ $issuer }）の終わりにしたい日を取り消しました。
act-kept-noted = 一覧に出ない連携を書きとめました。
act-kept-received = 決済会社の控えを保存しました。
act-kept-changed = 一覧に出ない連携の書きとめを直しました。
act-kept-ended = 一覧に出ない連携を「終わった」にしました。
act-kept-reopened = 一覧に出ない連携を「終わった」にしたのを取り消しました。
act-kept-erased = 一覧に出ない連携の書きとめを消しました。
act-head-unfit = 別にしまってあった最後の控え（{ $number }番）まで、記録が続いていませんでした。
act-erased = 内容は、決まりにより消されました。
change-given-anew = 新しくつながれました
change-widened = できることが増えました
change-narrowed = できることが減りました
change-status = 状態が変わりました
change-vanished = 一覧から消えました
change-ended-together = 一覧から消えました（ほかの連携の解除といっしょに終わると知らされていました）
change-back = 一覧にもどりました
some-service = あるサービス
some-issuer = ある決済会社
