# いくつもの連携をまとめて解除する・自分で決めた期限

many-title-connector = { $about }の連携{ $count }件を、どの会社のものもすべて解除します
many-title-notice = 「{ $about }」にかかわる連携{ $count }件をすべて解除します
many-title-chosen = 選んだ連携{ $count }件を解除します
many-title-everything = すべての会社の連携{ $count }件を解除します
many-move-money = このうち{ $count }件は、お金を動かせます。先に解除します。
many-under-way = ほかに{ $count }件は、すでに解除を進めています。
many-with = { $service }も同時に終わると、会社が知らせています
many-sign-in-first = 先に{ $issuer }へのログインが必要です。全部で一回だけです。
many-cap-hour = { $issuer }が受けつける解除は、1時間に{ $most }件までです。残りは自動で続けます。
many-elsewhere = ここからは解除できないもの
many-own = このアプリ自身のログイン
many-cannot-call-back = 会社へ送ったものは取り消せません。残りはいつでも止められます。
many-count-verified = { $count }件は終わったことを確認
many-count-not-ended = { $count }件は終わっていません
many-count-needs-you = { $count }件はあなたの操作が必要
many-count-goes-on = { $count }件は自動で進めています
many-count-held = { $count }件は止めています
many-count-withdrawn = { $count }件は取りやめ（解除していません）
many-out = { $count }件はすでに送ったので取り消せません。最後まで進めます。
many-pause-asked = { $issuer }が、時間をおくように求めています。残りは{ $at }に自動で続けます。
many-pause-cap = { $issuer }が受けつけるのは1時間に{ $most }件までです。残りは{ $at }に自動で続けます。
many-pause-silent = { $issuer }から返事がありません。次は{ $at }に試します。残りはまだ終わっていません。
many-outcome-verified = 終わったことを確認
many-outcome-needs-you = あなたの操作が必要（終わっていません）
many-outcome-goes-on = 進めています（まだ終わっていません）
many-outcome-not-ended = 終わっていません
many-outcome-held = 止めています（終わっていません）
many-outcome-withdrawn = 取りやめ（解除していません）
many-not-ended-refused = 終わっていません：会社が断りました
many-not-ended-superseded = 終わっていません：新しく許可されています
many-not-ended-disputed = 終わっていません：会社は受けつけたのに、まだ残っています

act-batch-asked = { $count }件の解除をまとめて求めました
act-batch-stopped = 止めました（{ $count }件が待っています）
act-batch-resumed = 続きを進めました
act-batch-withdrawn = { $count }件の解除を取りやめました（会社が受けつけたものはありません）
act-own-end-asked = { $service }について、自分で決めた期限がきたので確認をお願いしました
act-own-end-ending = { $service }について、自分で決めた期限がきたので、準備どおり{ $issuer }に解除を求めます

event-own-end-ending = { $issuer }の{ $service }は、自分で決めた期限がきました。準備どおり解除を進めています。
event-own-end-wished = { $issuer }の{ $service }は、自分で決めた期限がきました。解除しますか。
event-own-end-sign-in = { $issuer }の{ $service }は、自分で決めた期限がきましたが、まだ終わっていません。もう一度ログインしてから、解除してください。
event-own-end-given-anew = { $issuer }の{ $service }は、自分で決めた期限がきましたが、その後に新しく許可されています。新しいものには手をつけていません。解除しますか。
event-own-end-no-birth = { $issuer }の{ $service }は、自分で決めた期限がきました。新しく許可されたものか見分けられないため、自動では解除していません。解除しますか。
event-own-end-clock = { $issuer }の{ $service }は、自分で決めた期限がきました。この端末と{ $issuer }の時計が合わないため、自動では解除していません。解除しますか。

error-nothing-to-end-title = 解除するものが残っていません
error-nothing-to-end-body = 選んだ連携は、もう終わっているか、一覧にありません。
error-day-over-title = その日はもう過ぎています
error-day-over-body = もっと先の日を選ぶか、いま解除してください。

many-waiting = まとめて解除
many-entry-connector = { $connector }の連携{ $count }件を、ほかの会社のものもまとめて解除する
many-entry-notice = かかわる連携{ $count }件をまとめて解除する
many-entry-everything = すべての会社のすべてを解除する
many-lost-label = 端末をなくしたとき
many-lost-body = すべての会社の連携を一度に解除して、この端末のログインも終えられます。先に、何が終わるかをすべて確かめられます。
many-choose = いくつか選ぶ
many-choose-stop = 選ぶのをやめる
many-choose-one = { $service }（{ $connector }）を選ぶ
many-choose-shown = 表示中の{ $count }件を選ぶ
many-choose-none = 選択をはずす
many-chosen =
    { $count ->
        [0] まだ選んでいません
       *[other] { $count }件を選択中
    }
many-chosen-next = { $count }件の解除へ進む
many-nothing = ここで解除するものは残っていません。
many-companies = 決済会社
many-services = それぞれの連携先
many-later = { $count }件はあとになります。
many-elsewhere-note = どの会社の一覧にも載っていないものです。その会社で直接解除してください。
many-own-note = ほかの解除に使うため、最後に終えます。それぞれの会社で、残りがなくなってからです。
many-sign-out = そのあと、この端末のログイン（{ $count }件）も終える
many-sign-out-later = それぞれの会社で残りがなくなったら、この端末のログインも終えます。
many-type = { $count }件すべてを解除するには、数字{ $count }を入力してください
many-type-wrong = すべてを解除することを確かめるため、{ $count }と入力してください。
many-end = { $count }件を解除する
many-progress = 進みぐあい
many-settled = { $total }件のうち{ $settled }件の結果が出ました
many-stop = 残りを止める
many-stopped-title = 止めています。{ $count }件は解除していません
many-stopped-body = アプリを閉じて開きなおしても、残りはあなたを待ちます。
many-resume = 続ける
many-withdraw = { $count }件を取りやめる
many-to-batch = いっしょに求めた解除を見る
row-own-end-by-itself = { $date }が終わったら自動で解除
own-end-then-ask = { $date }まで。終わったら確認します
own-end-then-end = { $date }まで。終わったら自動で解除します
own-end-because = 理由：{ $why }
own-end-then-label = その日が終わったら
own-end-way-ask = 確認する
own-end-way-note-ask = 自動では解除しません。
own-end-way-end = 自動で解除する
own-end-way-note-end = { $issuer }がいま載せているこの連携だけです。新しく許可されたとき、ログインが必要なとき、時計が合わないときは、解除せずに確認します。それまではいつでも取り消せます。
own-end-why = 理由（書きたいときだけ）
own-end-why-example = 例：確定申告まで
own-end-now = 確かめて解除する
own-end-keep = 期限なしで続ける
