## Measuring, in the terminal alone.

help-command-measure = 解除がどれだけ早く効くかを、このアプリ自身のためしの許可で測ります
help-measure-issuer = 決済会社のidか、ログインのid（終わりの部分だけでもよい）
help-measure-last = 測らずに、最後に測った結果を見ます
cli-measure-stop = Ctrl-C でやめられます。残った許可は、次に一覧を読むときに解除されます。
finding-measure-not-offered = 解除がどれだけ早く効くかは、見えません（measure が renkei-issuer にありません）
finding-measure-not-done = 解除がどれだけ早く効くかは、まだ測っていません（renkei measure で測れます）
finding-measured-over = 解除は{ $by }以内に効きました（{ $at }に測定）
finding-measured-signed = 解除は{ $by }以内に効きましたが、署名つきのトークンは最長{ $until }生きます（{ $at }に測定）
finding-measured-signed-mend = アクセストークンを短くするか、リソースに失効も確かめさせてください。
finding-measured-alive = 解除から{ $worked }たっても、まだ使えるものがありました（{ $at }に測定）
finding-measured-alive-mend = 解除のときに、更新トークンとアクセストークンをどちらも失効させてください。
finding-measured-nothing = 解除が効く早さを測りましたが、確かめられたものがありません（{ $at }に測定）
finding-measured-contradicts = { $what }（{ $at }に測定）
finding-measured-contradicts-mend = 解除の応答を実際に合わせるか、実際を応答に合わせてください。あとで効くなら 202 を返します。
cli-error-same-client-title = { $party } は、このアプリの1つ目の登録と同じです
cli-error-same-client-body = 測定には、別のクライアントを登録して、そのIDを書いてください。同じIDでは、アプリのログインを解除することになります。
help-well-known-measure = 測定のために登録した、このアプリの2つ目のクライアントID（ためしの許可だけに使います）
help-well-known-measure-resource = 測定のときにためしの鍵で開くアドレス（なければ userinfo）
