# 端末：解除のあと

help-command-delete-request = 終わった連携の連携先に、受けとったデータの削除をたのむ。手紙をつくり、返事を書きとめる
help-delete-request-id = 連携の番号、またはその終わり（6文字以上）
help-delete-request-preview = 手紙とあて先を見せる。何も書きとめない
help-delete-request-letter-lang = 手紙の言葉：ja か en（なければ、窓口が読める言葉）
help-delete-request-name = 手紙に書く名前
help-delete-request-known-as = 手紙に書く会員番号など。カード番号は書かない
help-delete-request-open = 手紙をメールアプリで開く（mail）か、連携先のページを開く（page）
help-delete-request-sent = 自分で送ったことを書きとめる
help-delete-request-answer = 返事を書きとめる：answered（まだ決まっていない）、done（削除した）、refused（ことわり）、kept_by_law（法律により残す）
help-delete-request-note = 書かれていたこと。--sent では、送った手紙
help-delete-request-on = その日（なければ今日）
help-delete-request-remind = 返事がないときに知らせる日
help-delete-request-no-remind = 知らせない
cli-deletion-none = 削除をたのんだことは、まだ書きとめられていません。手紙を見る：{ $call } delete-request { $id } --preview
cli-deletion-to = あて先：{ $to }
cli-deletion-remind = 返事がなければ { $at } に知らせます。
cli-deletion-next = 送ったら：{ $call } delete-request { $id } --sent
cli-deletion-opened = 開きました：{ $place }
cli-deletion-paste = 本文は渡せていません。上の手紙をはりつけてください。
cli-receipt-of-ending = { $place }：{ $issuer }の解除の受領書 { $id }（{ $at } に署名）
cli-receipt-of-consent = { $place }：{ $issuer }の控え { $id }（{ $at } に署名）
cli-receipt-link = 利用者に渡すリンク：{ $link }
cli-error-receipt-refused-title = { $party }は、確かめられませんでした
cli-error-receipt-refused-body = この鍵で署名されていないか、別の決済会社の名前か、決められた形ではありません。
