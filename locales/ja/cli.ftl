# 端末（ターミナル）だけに出る言葉

cli-needs-yes = 端末でないところから解除するには --yes が要ります。
cli-needs-issuer = 決済会社のID（issuers で見られます）か、--address を指定してください。
cli-needs-account = ログインのID（sign-ins で見られます）か、--all を指定してください。
cli-address-warning = 注意：アドレスを手で入れるのは、だれのものか確かに知っているときだけにしてください。にせの会社に入ってしまうおそれがあります。
cli-many = 同じ終わりのIDが2つ以上あります。全部書いてください。
cli-none = そのIDの連携はありません。grants で確かめてください。IDの終わりだけを書くときは、6文字以上にしてください。
cli-not-confirmed = 何も解除していません。解除するときは「はい」と入れてください。
cli-connected = { $issuer }をつなぎました。
cli-cancelled = やめました。何も変わっていません。
cli-synced = { $issuer }：{ $at } 時点
cli-signed-in = ログイン中
cli-signed-out = もう一度ログインが必要
cli-issuer-own-page = その会社のページで見る（{ $host }）
cli-issuer-free = つなげます
cli-issuer-connected = つながっています
cli-no-catalogue = このビルドには、決済会社の一覧がありません。練習は --practice で始められます。
cli-confirm = 連携を解除しますか。するなら「はい」と入れてください：
cli-confirm-answer = はい
cli-practice-runs = 練習用の決済会社が動いています。Ctrl-C で止まります。
cli-practice-ran = 練習用の決済会社は、別のところで動いています。
cli-passphrase = 合言葉：
cli-new-passphrase = この端末には鍵の保管場所がありません。新しい合言葉を決めてください：
cli-passphrase-again = もう一度：
cli-passphrase-differs = 2つの合言葉が違います。
