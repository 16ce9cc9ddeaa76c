# 許可を減らす：連携はつづけたまま、一部の許可だけを取りあげる

narrow-door = 許可を減らす
narrow-title-waiting = 許可を減らすまえに
narrow-title = { $service } の許可を減らしますか
narrow-lede = 連携はそのままつづけて、選んだ許可だけを取りあげるように、{ $issuer }にたのみます。
narrow-choose = 取りあげる許可を選んでください
narrow-choose-note = 印をつけたものを取りあげます。印のないものは、そのまま残ります。
narrow-fixed = ここでは取りあげられない許可
narrow-fixed-note = { $issuer }では、これらだけを取りあげることはできません。やめるには、連携を解除します。
narrow-goes = 取りあげるもの
narrow-goes-none = まだ何も選んでいません。
narrow-stays = そのまま残るもの
narrow-stays-none = 何も残りません。
narrow-then = そのあとに起こること
narrow-then-service = { $service } は、取りあげた許可を使うことができなくなります。一部が動かなくなったり、もう一度許可を求められたりするかもしれません。どうなるかは、{ $connector }から知らされていません。
narrow-then-again = もう一度許可すれば、元にもどります。
narrow-then-data = { $connector }がすでに受けとったデータは、消えません。
narrow-then-written = すでに進んでいる支払いや、書きかえられた内容は、元にもどりません。
narrow-leaves-nothing = すでに出ている許可からも、すぐに取りあげられます（{ $issuer }の仕組みによる説明）。
narrow-leaves-signed-access-tokens = ただし、すでに出ている許可は、期限が来るまで、取りあげたものも使えることがあります（期限はわかっていません）。
narrow-leaves-minutes = ただし、すでに出ている許可は、最長{ $minutes }分のあいだ、取りあげたものも使えることがあります。
narrow-leaves-until = ただし、すでに出ている許可は、取りあげたものも使えることがあります。{ $issuer }が伝えた期限によれば、遅くとも { $at } までです。
narrow-leaves-not-told = すでに出ている許可で、取りあげたものをいつまで使えるかを、{ $issuer }は知らせていません。
narrow-all-chosen = すべてを取りあげることは、連携の解除と同じです
narrow-all-chosen-body = 何も残さないなら、許可を減らすのではなく、連携を解除してください。
narrow-to-end = 解除へすすむ
narrow-act = 選んだ許可を取りあげる
narrow-busy = たのんでいます…
narrow-not-title = { $service } の許可は、ここからは減らせません
narrow-why-not-offered = { $issuer }は、許可の一部だけを取りあげることに対応していません。
narrow-why-nothing-to-take = 残すものと取りあげるものに分けられる許可がありません。
narrow-why-no-birth = { $issuer }は、この連携がいつ許されたものかを知らせていません。あとで許しなおされたものと取りちがえるおそれがあるため、このアプリからは減らしません。
narrow-why-over = この連携は、もう終わっています。
narrow-why-ending = この連携は、解除がたのまれています。解除のほうを先にします。
narrow-or-end = 許可をすべて止めたいときは、連携を解除できます。
narrow-of = { $service }（{ $connector }）の許可を減らす
narrow-none-title = { $service } の許可を減らすことは、たのまれていません
narrow-none-body = この連携の許可を減らすことを、このアプリからたのんだことはありません。
narrow-again = もう一度許可を減らす
narrow-line = 許可を減らす手続き：{ $state }
narrow-line-link = くわしく見る
narrow-next-step = 残っている許可を止めるには、連携を解除するか、{ $issuer }にたずねてください。

grade-permissions-gone = { $issuer }にもう一度たずね、取りあげた許可が一覧にないことを確かめました。連携はつづいています。

narrowed-state-asked = 許可を減らすことをたのみました
narrowed-state-sent = 許可を減らすことをたのみました・返事はまだです
narrowed-state-accepted = 受け付けられました・まだ確かめていません
narrowed-state-verified = 許可が減ったことを確かめました
narrowed-state-waiting = まだ減っていません・返事を待っています
narrowed-state-needs-you = まだ減っていません・あなたを待っています
narrowed-state-needs-sign-in = まだ減っていません・ログインが必要です
narrowed-state-refused = まだ減っていません・ことわられました
narrowed-state-superseded = 許可を減らす手続きは、ここで終わりました
narrowed-state-disputed = まだ減っていません・くいちがいがあります

narrowed-state-body-asked = { $issuer }にたのむところです。許可はまだ減っていません。
narrowed-state-body-sent = { $issuer }にたのみました。返事を待っています。まだ確かめていません。
narrowed-state-body-accepted = { $issuer }は受け付けましたが、それだけでは許可が減ったとは言えません。これからもう一度たずねて確かめます。
narrowed-state-body-verified = { $issuer }にもう一度たずねて確かめました。
narrowed-state-body-waiting = { $issuer }から返事がありません。つながりしだい、このアプリが自動でつづけます。
narrowed-state-body-needs-you = 先へ進むには、あなたが{ $issuer }にログインする必要があります。
narrowed-state-body-refused = { $issuer }がことわりました。許可はそのままです。
narrowed-state-body-superseded = 理由は、下の「これまでのこと」にあります。このアプリは、もう何も送りません。
narrowed-state-body-disputed = 取りあげたはずの許可が、{ $issuer }の一覧に残っているか、もどっています。あなたがもう一度許可した場合も、このように見えることがあります。

narrowed-step-superseded = ここで終わりました

narrowed-evidence-person-asked = 許可を減らすことがたのまれ、この端末に書きとめました。
narrowed-evidence-sent = はじめに{ $issuer }の一覧を読み、同じ連携にその許可があることを見てから、減らす依頼を送り出しました。
narrowed-evidence-not-listed = { $issuer }にたずねたところ、連携そのものが一覧にありませんでした。
narrowed-evidence-listed-ended = { $issuer }にたずねたところ、連携そのものが「解除ずみ」となっていました。
narrowed-evidence-listed-ended-tokens = { $issuer }にたずねたところ、連携そのものが「解除ずみ」となっていました。生きている許可は{ $tokens }件と伝えられました。
narrowed-evidence-still-in-use = { $issuer }にたずねたところ、許された連携は一覧にありませんが、まだ使われているとありました。
evidence-no-longer-held = { $issuer }にもう一度たずね、連携が一覧にあり、取りあげた許可はそこにないことを見ました。
evidence-still-held = { $issuer }にもう一度たずね、取りあげたはずの許可が一覧にあることを見ました。
evidence-ending-asked = あなたが連携の解除をたのんだため、許可を減らすことはやめました。

narrowed-left-alive-none = すでに出ていた許可でも、取りあげたものはもう使えないと{ $issuer }は伝えています。
narrowed-left-alive-until = ただし、すでに出ていた許可では、取りあげたものが { $at } まで使われることがあります。
narrowed-left-alive-not-told = ただし、すでに出ていた許可で、取りあげたものがいつまで使えるかを、{ $issuer }は知らせていません。

narrowed-watch-title = 許可を減らしたあとの見守り
narrowed-watch-until = { $until } までのあいだ、取りあげた許可が{ $issuer }の一覧にもどっていないかを、このアプリが見ています。
narrowed-watch-disputed-next = 次は { $at } に、取りあげた許可が残っているかをもう一度たずねます。

act-narrowing = { $service }（{ $issuer }）の許可を減らす（{ $drop }）：{ $state }
event-narrowing-needs-you = { $issuer }の{ $service }の許可は、まだ減っていません。あなたの操作が必要です。
event-not-narrowed = { $issuer }の{ $service }で、取りあげたはずの許可が一覧にあります。
event-narrowing-refused = { $issuer }が、{ $service }の許可を減らすことをことわりました。許可はそのままです。
event-narrowing-given-anew = { $issuer }の{ $service }は、許可を減らす前に新しくつながれました。新しい連携の許可はそのままです。

error-cannot-narrow-title = この連携の許可は、ここからは減らせません
error-cannot-narrow-body = 決済会社が対応していないか、分けられる許可がありません。すべて止めたいときは、連携を解除できます。
error-narrow-keeps-all-title = 取りあげる許可が選ばれていません
error-narrow-keeps-all-body = このままでは何も変わりません。取りあげる許可を選んでください。
error-narrow-keeps-nothing-title = 残る許可が1つもありません
error-narrow-keeps-nothing-body = すべてを取りあげることは、連携の解除と同じです。連携を解除してください。
error-narrow-not-held-title = この連携にない許可です
error-narrow-not-held-body = 一覧が新しくなったのかもしれません。連携の画面で、今の許可を確かめてください。
error-narrow-fixed-title = これだけを取りあげることはできません
error-narrow-fixed-body = 決済会社の仕組みで、その許可だけを取りあげることはできません。やめるには、連携を解除します。
error-narrow-ending-title = この連携は、解除がたのまれています
error-narrow-ending-body = 解除のほうを先にします。許可を減らすことは、たのんでいません。
error-narrow-open-title = 許可を減らすことを、もうたのんであります
error-narrow-open-body = 前にたのんだ分が終わってから、もう一度たのんでください。
