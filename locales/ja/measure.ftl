## How quickly an ending takes effect, as this app measured it itself.

measure-title = 解除がどれだけ早く効くかを、ためす
measure-lede = { $issuer }で、解除したあと「許可の鍵」（トークン）がいつまで使えるかを、このアプリ自身の鍵で測ります。
measure-how-1 = ブラウザーで{ $host }が開きます。このアプリに「ためしの許可」を1つ出してください。
measure-how-2 = このアプリがすぐに、いつもと同じ手順でそれを解除します。
measure-how-3 = そのあと、ためしの鍵がまだ使えるかを見ます。たいてい1分以内、長くて10分です。途中でやめられます。
measure-harmless = ためしの許可でわかるのは、だれのログインかだけです（{ $scopes }）。明細も残高も見えず、お金は動きません。ほかの連携には触れません。
measure-scopes = ためしの許可の範囲（{ $scopes }）は、{ $issuer }が決めたものです。何ができるかは、ブラウザーの許可の画面で確かめてください。ほかの連携には触れません。
measure-start = ためす
measure-again = もう一度ためす
measure-stop = 確かめるのをやめる
measure-cancel = とりやめる
measure-starting = { $issuer }に、やり方をたずねています。
measure-given = 許可を受けとりました。これから解除します。
measure-looking = 解除が受けつけられました（{ $at }）。まだ使えるかを見ています。
measure-cancelled = とりやめました。ためしの許可が残っていれば、次に一覧を読むときに見つけて解除します。
measure-not-offered = { $issuer }は、この測定のための登録を用意していません。
measure-not-yet = ここでは、まだ測っていません。
measure-sign-in-first = 測るには、先に{ $issuer }へログインしてください。
measure-left-behind = このアプリ自身の「ためしの許可」が{ $issuer }に残っています（{ $at }から）。次に一覧を読むときに解除します。

measure-section = 解除が効くまでの早さ
measure-at = { $days ->
    [0] { $at } に、ここで測った結果
   *[other] { $days }日前（{ $at }）に、ここで測った結果
}
measure-old = 古い測定です。いまは違うかもしれません。
measure-said-here = このアプリが自分の鍵で見たことです。{ $issuer }の約束ではなく、ほかの連携先の鍵を見たものでもありません。
measure-stopped = 途中で確かめるのをやめました。

measure-seconds = { $seconds }秒
measure-minutes = { $minutes }分
measure-figure-over = 解除が受けつけられてから{ $by }以内に、ためしの許可はすべて使えなくなりました。
measure-figure-signed = { $issuer }では{ $by }以内に使えなくなりました。鍵は署名つきなので、署名だけを見る相手では、最長{ $until }使えることがあります。
measure-figure-alive = 解除が受けつけられて{ $worked }たっても、まだ使えるものがありました。そこで確かめるのを終えました。
measure-figure-nothing = 解除は受けつけられましたが、使えなくなったかは確かめられませんでした。

measure-listed = 一覧
measure-renewed = 鍵の更新
measure-accepted = { $host }での利用
measure-accepted-nowhere = データの窓口での利用
measure-signed = 鍵そのものの期限
measure-life-signed = 解除から{ $until }（署名つきの鍵）
measure-life-over = { $by }以内に終わった
measure-life-over-worked = { $worked }ではまだ使え、{ $by }までに終わった
measure-life-alive = { $worked }でも、まだ使えた
measure-life-none = ない
measure-life-never-worked = 解除の前から使えず、測れない
measure-life-no-answer = 返事がなく、わからない

measure-contradiction-still-listed = { $issuer }は解除を受けつけましたが、一覧にのせつづけました。
measure-contradiction-still-renewed = { $issuer }は解除を受けつけましたが、そのあとも新しい鍵を出しました。
measure-contradiction-lived-longer = 鍵は、{ $issuer }の仕組みの説明より長く使えました。
measure-contradiction-outlived-itself = 署名つきの鍵が、鍵そのものの期限のあとも使えました。
measure-contradicts = 説明と合わないこと

act-measuring-asked = { $issuer }で、解除が効く早さをためすことにしました
act-measuring-given = { $issuer }で、このアプリにためしの許可が出ました
act-measuring-end-accepted = { $issuer }が、ためしの許可の解除を受けつけました（応答 { $status }）
act-measuring-measured = { $issuer }で、解除のあとためしの鍵が使えるかを見ました
act-measuring-left-behind-ended = { $issuer }に残っていたためしの許可の解除を、{ $issuer }が受けつけました

error-measure-not-offered-title = { $party }は、この測定を用意していません
error-measure-not-offered-body = 測定には、このアプリの2つ目の登録が決済会社に必要です。一覧と解除は、これまでどおり使えます。
error-measure-under-way-title = 測定がもう始まっています
error-measure-under-way-body = 終わるのを待つか、始めた画面でやめてください。
error-measure-unseen-title = ためしの許可が、この一覧に現れませんでした
error-measure-unseen-body = ブラウザーで別の人としてログインしたか、{ $party }が一覧にのせていません。ためしの鍵は返しました。同じ人でログインして、もう一度ためしてください。
error-measure-left-behind-title = 前のためしの許可が残っていて、解除できません
error-measure-left-behind-body = 測定を始めていません。{ $party }の会員ページで「Renkei（測定用）」を解除してから、もう一度ためしてください。
error-measure-not-ended-title = { $party }は、ためしの許可の解除を受けつけませんでした
error-measure-not-ended-body = 測定はできていません。ためしの鍵は返しました。次に一覧を読むときに、もう一度解除します。
