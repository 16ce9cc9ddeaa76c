## Before the last act: what to know and in which order, beside what stops, goes on and remains (ending.ftl).

before-statements-title = 解除したあと、明細を読むところ
before-order-title = 取り出しや削除もするなら、この順に
before-order-export = データを取り出す（{ $host }）
before-order-deletion = 削除をたのむ（{ $host }）
before-order-end = この画面で解除する
before-order-note = しなくても解除できます。解除のあとは、{ $connector }に入れなくなったり、取り出せなくなったりすることがあります。
before-order-harm = 不正に使われているおそれがあるときは、この順によらず、先に解除してください。
before-order-address = { $connector }のページのアドレス
before-more-title = 残るものを、くわしく
before-keeps-title = { $connector }が残すことがあるもの
before-keeps-untold = { $connector }が何をいつまで残すかは、知らされていません。
before-chain-title = あなたの許しで、データをさらに受けとった会社
before-chain-receives = 受けとるもの：{ $receives }
before-chain-responsible = 責任をもつ会社：{ $responsible }
before-chain-terms = 条件：{ $terms }
before-measure = ためした結果を見る
before-measure-not-yet = どれだけ早く効くかを、ためす

service-keeps-label = 解除のあとも残すことがあるもの
service-export-label = データの取り出し
service-statements-label = このサービスなしで明細を読むところ
