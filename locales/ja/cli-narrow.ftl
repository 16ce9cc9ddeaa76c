# 許可を減らす：端末での言葉

help-command-narrow = 連携の許可の一部を取りあげ、なくなったかを確かめる
help-narrow-id = その ID、またはその終わり（6文字以上）
help-narrow-keep = これらの許可だけを残す：`show` に出る技術的な名前か、その言葉
help-narrow-drop = これらの許可を取りあげ、ほかは残す
help-narrow-yes = もう一度たずねない
help-narrow-preview = 何も取りあげず、なくなるもの、残るもの、そのあとに起こることだけを見せる
help-narrow-wait = 待つ時間の上限、秒（なければ 60）。つづきはあとで行われる
cli-narrow-confirm = これらを取りあげますか。取りあげるなら「はい」と入力してください：
cli-narrow-goes-on = この端末に書きとめてあり、次に renkei かアプリを使うときに、自動でつづきます。
cli-narrow-needs-you = ログインするとつづきます：{ $call } connect { $account }
cli-narrowings = 取りあげるようにたのんだ許可：
cli-error-interrupted-narrowing-title = 中断しました。許可が減ったことは、まだ確かめられていません
cli-error-interrupted-narrowing-body = この端末に書きとめてあり、次に renkei かアプリを使うときにつづきます。今の様子を見るには：{ $call } show { $party }
