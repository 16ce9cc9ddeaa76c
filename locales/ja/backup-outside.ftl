# バックアップ：端末と、画面の外の窓で

help-command-backup = すべて（ログインの鍵をのぞく）を、合い言葉で閉じた1つのファイルに写す
help-command-restore = まだ何もないプロファイルに、バックアップを戻す
help-backup-out = 書きこむファイル（なければ、今のフォルダーに日時の名前で）
help-restore-file = バックアップのファイル
help-option-backup-passphrase-file = バックアップの合い言葉のファイル
help-option-backup-passphrase-fd = バックアップの合い言葉を受けとるファイル記述子

cli-error-needs-backup-passphrase-title = バックアップの合い言葉がありません
cli-error-needs-backup-passphrase-body = まだ何もしていません。端末でもう一度はじめて合い言葉を入れるか、--backup-passphrase-file をつけてください。

backup-new-terminal =
    このバックアップを開く合い言葉を決めます。12文字以上の、自分で決めたもの。または、次の番号：

        { $code }

    番号はここにしか出ません。使うなら、紙に書きとめてから入れてください。合い言葉をなくすと、だれにも開けません。
backup-new-prompt = 合い言葉：
backup-again-prompt = もう一度：
backup-ask-terminal = バックアップの合い言葉：
backup-weak = 短すぎます。12文字以上にしてください。

backup-new-title = バックアップの合い言葉
backup-new-body = このバックアップを開くための合い言葉です。下の番号を使うなら、紙に書きとめ、下の欄に書きうつしてください。自分で決めるなら、上の欄を12文字以上に書きかえてください。なくすと、だれにも開けません。
backup-new-label = 合い言葉（番号は今だけ出ます）
backup-new-again-label = もう一度、書きとめたものを見て
backup-new-act = バックアップを作る
backup-open-title = バックアップを開く
backup-open-body = バックアップを作ったときの合い言葉を入れてください。
backup-open-label = 合い言葉
backup-open-act = 開く
backup-choose-title = バックアップのファイルをえらぶ
backup-choose-act = えらぶ

backup-restored = { $at } に { $device } で作ったバックアップを戻しました。
backup-sign-in-next = ログインの鍵はこの端末にありません。次の会社にログインしてください。
backup-not-ended = まだ終わっていません：{ $service }（{ $connector }）の解除。ログインすると続きます。
