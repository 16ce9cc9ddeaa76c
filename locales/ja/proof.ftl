# 署名・証明の書き出し・書き出したファイルの確認

act-key-introduced = この端末の鍵（{ $key }）での署名を始めました。
act-key-replaced = 新しい鍵（{ $key }）での署名を始めました。前の鍵（{ $old }）は、この端末にありませんでした。
act-erased-by-rule = 終わって２年を過ぎた連携の記録の内容を、決まりにより消しました。
act-notice-heard = あなたの連携に関わる、{ $issuer }からのお知らせを受けとりました。
act-notice-read = { $issuer }からのお知らせを開きました。
act-keys-trusted = { $issuer }の新しい署名の鍵を、信じることにしました。
act-exported-all = 記録をすべて書き出しました（{ $format }）。
act-exported-one = { $service }（{ $issuer }）の連携の証明を書き出しました（{ $format }）。
format-json = JSON
format-csv = CSV
format-pdf = PDF
broken-signature = No. { $number } の署名が合いません。
broken-key = No. { $number } は、それまでの行で知らされていない鍵で署名されているか、前の鍵を言わずに新しい鍵を知らせています。
broken-unsigned = No. { $number } に、あるはずの署名がありません（前の行に署名があるか、「書き出した」という記録です）。
broken-end = 終わりの行が足りません。最後にあるはずの「書き出した」という記録がなく、No. { $number } で終わっています。
broken-facts = 行のほかに書かれている内容が、書き出したとき（No. { $number }）と違います。
verify-unsigned = { $lines ->
   *[other] はじめの{ $lines }件は、この端末が鍵を持つ前のものなので、署名がありません。そのあとの署名つきの行が、この{ $lines }件を今の姿でつないでいます。
 }
verify-key = No. { $number } から、鍵 { $key } で署名されています。
error-no-font-title = PDF に使える日本語の書体が、この端末にありません
error-no-font-body = 日本語の書体を入れてから、もう一度書き出してください。Debian・Ubuntu では fonts-noto-cjk、Fedora では google-noto-sans-cjk-fonts です。JSON での書き出しには、書体はいりません。

## 保存する

export-proof-title = この連携の証明を保存する
export-proof-note = 解除のあゆみ、だれが何を言ったか、この端末の記録を、この端末の鍵を知っている人が確かめられるファイルにします。ほかの連携の内容は入りません。
export-all-title = 記録をすべて保存する
export-all-note = JSON は、この端末の鍵を知っている人なら、書きかえがないか確かめられます。CSV は、表として読むためのものです。
export-against = この端末の鍵を知っている人には、あとからファイルを変えた人に対する証明になります。この端末をロックなしで使える人に対しては、決済会社が署名した控えだけが証明になります。
export-proof-pdf = PDF で保存（JSON つき）
export-proof-json = JSON だけ保存
export-all-json = JSON で保存
export-all-csv = CSV で保存
export-busy = 書き出しています…
export-saved = 保存しました：{ $file }
export-not-saved = { $file } を保存できませんでした。保存先のフォルダを確かめて、もう一度試してください。
