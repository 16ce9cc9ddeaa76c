# この端末のログイン

sign-ins-title = この端末のログイン
sign-ins-lede = このアプリが決済会社にログインしている状態です。ログアウトしても、サービスの連携は解除されません。
sign-ins-none = ログインしている決済会社はありません。
since-label = いつから
signed-out-title = このログインは終わっています
signed-out-list = 次にログインするまで、{ $issuer }の一覧は { $at } のまま変わりません。
signed-out-no-list = 次にログインするまで、{ $issuer }にある連携はわかりません。
signed-out-keys = { $issuer }が受けつけなくなった鍵が、この端末に残っていることがあります。ログアウトすると消し、取り消しもたのみます。
access-now-label = 今のアクセス
scopes-label = 許されていること（技術名）
sign-out = ログアウトする
sign-out-all = すべてログアウトする
sign-out-title = { $issuer }からログアウトしますか
sign-out-all-title = この端末のすべてのログインをやめますか
sign-out-body = この端末から鍵を消し、決済会社にも取り消しをたのみます。サービスの連携はそのまま残ります。
sign-out-busy = ログアウトしています…
signed-out = { $issuer }からログアウトしました
signed-out-confirmed = この端末の鍵を消し、{ $issuer }も取り消しを認めました。
signed-out-here-only = この端末の鍵は消しましたが、{ $issuer }が取り消したかは確かめられていません。
signed-out-endings = { $count }件の解除が、次のログインまで進みません。まだ解除されていません。
