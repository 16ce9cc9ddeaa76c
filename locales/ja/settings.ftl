# 設定

settings-title = 設定
language-label = 言葉
theme-label = 明るさ
theme-system = 端末に合わせる
theme-light = 明るい
theme-dark = 暗い
profile-label = 使いかた
profile-ordinary = ふつう
profile-practice = 練習
profile-note-ordinary = 実在の決済会社につなぎます。
profile-note-practice = 練習用の決済会社だけにつなぎます。会社も人も実在しません。
vault-label = 鍵の保管場所
vault-keychain = この端末のキーチェーン
vault-passphrase = 合い言葉で閉じたファイル
vault-practice-file = 練習用のファイル
vault-note-keychain = 決済会社の鍵は、端末の仕組みが守る場所にあります。
vault-note-passphrase = 決済会社の鍵は、あなたの合い言葉がないと読めません。
vault-note-practice-file = 暗号にしていません。練習用の決済会社にしか使えません。
operator-name = 名称
operator-representative = 代表者
operator-address = 住所
operator-contact = 連絡先
operator-not-given = 示されていません
operator-none = このアプリを配っている運営者はいません。このアプリについての問い合わせに答える会社はありません。決済会社と連携先の窓口は、それぞれの画面にあります。
private-label = データの置き場所
private-body = 一覧と記録はこの端末の中だけにあります。私たちのサーバーはなく、使いかたを送ることもありません。通信の相手は、あなたがつないだ決済会社だけです。
