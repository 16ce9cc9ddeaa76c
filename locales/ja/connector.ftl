# 連携先の画面

connector-title-waiting = 連携先
connector-said = { $connector }の側の説明です。{ $issuer }の説明ではありません。だれが言ったことかは、それぞれの欄に書いてあります。
connector-facts = 連携先について
company-label = 会社
service-label = サービス
not-told-connector = { $connector }からも{ $issuer }からも示されていません
not-provided-title = このアプリに届いていないこと
not-provided-body = { $connector }からも{ $issuer }からも、次のことは示されていません。
connector-fact-company = 代表者・住所
connector-fact-hours = サービスの時間・休みの日
connector-fact-risks = 主なリスク
connector-fact-contacts = 窓口
connector-fact-roles = どちらが何を受けもつか
connector-fact-compensation = 被害が出たときの取り決め
connector-fact-stops = 休止の予定・お知らせ
other-grants = { $connector }との、ほかの連携
outside-page = このアプリの外のページ。開くには、アドレスを写してブラウザーに入れます。

## 窓口

contacts-title = 窓口
contacts-no-emergency = 不正に使われたときの緊急の窓口は、{ $connector }からも{ $issuer }からも示されていません。
topic-emergency = 不正に使われた・使われたかもしれない（緊急）
topic-question = 使いかたの質問
topic-complaint = 苦情・相談
topic-compensation = 被害の補償
topic-deletion = データの削除
topic-display = 表示のまちがい・誤解をまねく表示
topic-other = そのほか
answers-issuer = { $issuer }が答えます
answers-connector = { $connector }が答えます
contact-phone = 電話番号（{ $topic }）
contact-mail = メールアドレス（{ $topic }）
contact-page = ページのアドレス（{ $topic }）
contact-no-way = { $who }への連絡のしかたは、ここには示されていません。その会社のページや書類で確かめてください。
hours-open-until = いまは時間内です（{ $at } まで）
hours-open-always = いまは時間内です
hours-closed-until = いまは時間外です（次は { $at } から）
hours-closed = いまは時間外です（次にいつ開くかは示されていません）
hours-unread = いまが時間内かどうかは、読みとれません
hours-published = 掲載された時間：

## サービス・会社

about-service-title = サービスについて
about-label = どんなサービスか
hours-label = 使える時間
risks-label = 主なリスク
about-company-title = 会社について
trade-name-label = 商号
representative-label = 代表者
address-label = 住所
site-label = 公式サイト
public-notice-label = 決算などの公告
term-public-notice = 電子公告

## 取り決め

roles-title = どちらが何を受けもつか
compensation-title = 被害が出たときの取り決め
first-payer-label = はじめに払う会社
first-payer-note = 両方に責任があるときも、まずこの会社が払います。
method-label = 払いかた・手続き
range-label = 補償の範囲
corporate-label = 会社・個人事業主のカードの場合
deviation-label = ふつうの決まりとのちがい
deviation-is = この取り決めには、ガイドラインとちがうところがあります。その理由：
compensation-liability = この取り決めは、法律上の責任を変えるものではありません。会社のカードの被害や、本人に落ち度のある被害は、事情に応じて個別に扱われます。

## データをさらに受けとる会社

chain-receives-label = 受けとるもの
chain-responsible-label = 責任
chain-terms-label = 条件
chain-goes-on = 連携を解除しても、これらの会社がすでに受けとったデータは、そこに残ることがあります。

## お知らせ・休止の予定

news-title = お知らせ・休止の予定
news-none = { $issuer }が掲載している中に、この連携先のお知らせや休止の予定はありません。
news-none-open = 今も出ているお知らせはありません。
news-past = 以前のお知らせ（{ $count }件）
news-of-issuers = 決済会社からのお知らせがあります（{ $count }件）
