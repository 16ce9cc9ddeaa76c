# あなたの操作なしに変わったこと

events-title = 見てほしいこと
events-note = 一覧のちがいや、日にちが来たことから、このアプリが気づいたことです
event-new = { $issuer }に、新しい連携があります：{ $service }（{ $connector }）。あなたがつないだものですか？
event-back = { $issuer }の{ $service }が、一覧にもどっています。前に解除されたか、一覧から消えていた連携です。
event-widened = { $issuer }の{ $service }に、できることが増えました：{ $permissions }
event-suspended = { $issuer }の{ $service }が、一時停止になりました。
event-ended = { $issuer }の{ $service }が、このアプリの外で解除されたか、一覧から消えました。
event-expires-soon = { $issuer }の{ $service }は、{ $at } に期限が来ます。
event-ending-needs-you = { $issuer }の{ $service }は、まだ解除されていません。あなたの操作が必要です。
event-disputed = { $issuer }の{ $service }は、解除されたはずですが、くいちがいがあります。
event-ending-refused = { $issuer }が、{ $service }の解除をことわりました。まだ解除されていません。
event-ending-given-anew = { $issuer }の{ $service }は、解除の前に新しくつながれました。新しい連携には手をつけていないので、続いています。
event-mine = 自分でつないだ
event-known = わかりました
events-more = ほかに{ $count }件あります。
