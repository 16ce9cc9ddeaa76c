# 決済会社の画面

grant-title-waiting = 連携
to-list = ← 連携サービスの一覧へ
own-page-lede = このアプリ自身が、{ $issuer }（接続先 { $host }）で許されていることです。
page-said = { $issuer }（接続先 { $host }）が伝えた内容です（{ $ago }）。
page-said-last = { $issuer }（接続先 { $host }）が最後に伝えたのは、{ $at } です。
not-the-issuers-service = このサービスは、{ $issuer }のサービスではありません。
page-stale-title = { $issuer }は今たずねられません
see-ending = 解除のようすを見る

## 六つの事実

six-facts = 同意した内容（六つの事実）
fact-1 = 連携先
fact-2 = サービス
fact-3 = できること
fact-4 = いつまで
fact-5 = 解除のしかた
fact-6 = 気をつけること
term-connector = API接続先
term-permissions = 権限の内容と範囲
until-furthest = 更新をくりかえして届く、いちばん先の日です。
until-ended-note = 更新がつづくかぎり、自分から終わることはありません。
until-not-told-note = どこまで更新できるかを、この会社は知らせていません。
access-until-at = 今のアクセスは { $at } までで、そのあと更新されることがあります。
access-until-never = 今のアクセスに期限はありません。
access-until-not-told = 今のアクセスの期限は、知らされていません。
until-past-note = この期限は過ぎています。
until-former-note = このときに伝えられていた期限です。
how-to-end-here = このアプリでは：下の「解除にすすむ」から
beware-none = とくに書かれていません

## 有効でないとき

status-suspended-title = この連携は一時停止されています
status-suspended-body = 止められている間は使えませんが、解除されたわけではありません。
suspended-by = 決めたのは
suspended-reason = 理由
suspended-since = いつから
party-issuer = { $issuer }（決済会社）
party-connector = 連携先
party-this-app = このアプリ
status-expired-title = この連携は期限が切れています
status-expired-body = 期限が切れた日：{ $since }。{ $issuer }の一覧にはまだあり、解除をたのむことができます。
status-ended-title = { $issuer }は、この連携が解除ずみだと伝えています
ended-by = 解除したのは
ended-at = いつ
ended-by-holder = あなた
ended-by-issuer = { $issuer }（決済会社）
ended-by-connector = 連携先
status-vanished-title = { $issuer }の一覧から、この連携が消えました
status-vanished-body = { $since } にたずねたとき、一覧にありませんでした。だれがどうしたのかを、{ $issuer }は知らせていません。
status-together-title = 「{ $service }」の解除といっしょに、一覧から消えました
status-together-body = 「{ $service }」を解除するとこの連携も終わると、{ $issuer }があらかじめ知らせていました。{ $since } にたずねたとき、一覧にありませんでした。
status-unknown-title = この連携の状態がわかりません
status-unknown-body = このアプリの知らない状態が伝えられました。

## このアプリの見立て

own-view = このアプリの見立て
own-view-note = 決済会社や連携先の説明ではありません。良い悪いを決めるものでもありません。
drawn-at = { $at }
nothing-drawn = とくに気づいたことはありません。
rule-moves-money = このサービスは、あなたのお金を動かせます。
rule-may-write = このサービスは、あなたのデータを書きかえられます。
rule-unknown-permission = 何をするのか、だれも説明していない権限があります。
rule-long-life = 1年より長く、または解除するまでつづきます。
rule-expires-soon = 2週間のうちに期限が来ます。
rule-unused = 90日より長く使われていません。
rule-suspended = 一時停止されています。
rule-wider-than-needed = サービスに必要な範囲より、広いことができます。
rule-incident-open = この会社での事故が知らされていて、おさまったという知らせはまだありません。
rule-unknown-to-directory = 決済会社が公表している連携先の一覧に、この会社がありません。
rule-widened-since = はじめより、できることがふえています。
rule-longer-than-agreed = 同意したときより、長くつづきます。
rule-renamed = 名前が、はじめと変わっています。
rule-new-chained = データの渡し先が、はじめよりふえています。
rule-past-own-end = あなたが決めた終わりの日を過ぎています。
data-reached = とどくデータ：{ $items }
data-reached-sensitive = とどくデータ：{ $items }（ていねいな扱いが必要なもの）
rule-inputs = 根拠：{ $issuer }が伝えた { $inputs }
from-until = 期限 { $date }
from-last-use = 最後の利用 { $date }
from-suspended = 一時停止 { $date }
from-incident = 事故の知らせ { $date }
from-own-end = 根拠：あなたが決めた日 { $date }
from-agreed-undated = 根拠：{ $issuer }が署名した同意の控え（日付なし）と、{ $issuer }が今伝える内容をくらべました。
from-agreed = 根拠：{ $date } の同意の控えと、{ $issuer }が今伝える内容をくらべました。
from-first = 根拠：このアプリが { $date } にはじめて見た内容と、{ $issuer }が今伝える内容をくらべました。
differs-widened-since = ふえたもの：{ $words }
differs-renamed = 前の名前：{ $words }
differs-new-chained = ふえた渡し先：{ $words }
remedy-connector = 連携先の画面へ
remedy-notices = お知らせを見る
report-title = まちがっていると思ったら
report-body = 根拠になった事実は{ $issuer }が、見立てかたはこのアプリを配っているところ（あれば）が答えます。次の文をコピーして、たずねられます。
report-about = { $service }（{ $issuer }）についての、Renkei の見立て
report-drawn = { $at } の見立て・決まりの名 { $rule }
report-contacts = 窓口を見る
silent-count = 見立てていないこと（{ $count }件）
silent-rules = 次のことは、{ $issuer }がもとになる事実を知らせていないため、見立てていません：{ $rules }
silent-without-receipt = 次のことは、同意したときの控えがないため、見立てていません：{ $rules }
rule-name-moves-money = お金を動かすか
rule-name-may-write = 書きかえるか
rule-name-unknown-permission = 説明のない権限があるか
rule-name-long-life = 長くつづくか
rule-name-expires-soon = もうすぐ期限か
rule-name-unused = 使われているか
rule-name-suspended = 一時停止されているか
rule-name-wider-than-needed = 必要な範囲より広いか
rule-name-incident-open = 事故が起きているか
rule-name-unknown-to-directory = 連携先の一覧にあるか
rule-name-widened-since = できることがふえたか
rule-name-longer-than-agreed = 同意したときより長くなったか
rule-name-renamed = 名前が変わったか
rule-name-new-chained = データの渡し先がふえたか
rule-name-past-own-end = あなたが決めた日を過ぎたか

## 同意したとき・終わりにしたい日

agreed-title = あなたが同意したとき
agreed-body-template = 同意したとき用の控えがあります（{ $date } に保存）。いつ同意したかは、書かれていません。
agreed-body = { $date } に同意した内容の控えがあります。
agreed-act = 控えを見る
own-end-none = 終わりにしたい日を決める
own-end-at = 終わりにしたい日：{ $date }
own-end-label = この日の終わりまで
own-end-note = 過ぎたら、ここで選んだとおり、確認するか、解除します。

## すること

acts-label = この連携をどうするか
keep-using = このまま使う（確認ずみ）
go-to-ending = 解除にすすむ
checked-at = 「このまま使う」と確認した日時：{ $at }
to-connector = 連携先の画面へ →
to-issuer = ← 決済会社の画面へ

## そのほかに伝えられたこと

more-facts = そのほかに伝えられたこと
former-title = 最後に伝えられた内容
former-lede = { $issuer }が { $at } に伝えた内容です。今のことではありません。
covers-label = 対象のカード・口座
contract-person = 個人の契約
contract-sole-proprietor = 個人事業主の契約
contract-company = 会社の契約
user-self = 本人が使う
user-family = 家族が使う
user-employee = 従業員が使う
subject-label = だれの連携か
subject-person = 個人
subject-company = 会社
chain-label = データをさらに受けとる会社
term-chain = API連鎖接続先
chain-none = ないと伝えられています
chain-receives = 受けとるもの：{ $what }
chain-responsible = 責任：{ $who }
granted-label = つないだ日時
last-use-label = 最後に使われた日時
conditions-label = 接続の条件を確認した日
conditions-note = 安全を保証するものではありません。
identified-label = つないだときの本人確認
tokens-label = 今ある許可
term-tokens = トークン
tokens-none = 今ある許可はないと伝えられています
token-access = 今のアクセス（アクセストークン）
token-refresh = 更新のための許可（リフレッシュトークン）
token-times = 発行 { $issued } ／ 期限 { $expires }

## 使われた記録

uses-title = 使われた記録
uses-not-told = { $issuer }は、使われた記録を知らせていません。
uses-none = 使われた記録はありません。
uses-all = { $count }件すべてを出す
use-at = 日時
use-kind = 種類
use-what = 内容
use-count = 件数
use-records = { $count }件
unlike-title = いつもとちがう使われかた
unlike-none = この7日に、それまでとちがう使われかたは見あたりません。
unlike-too-short = 使われた記録がまだ短いため、いつもとちがうかどうかは言えません。
unlike-new-kind = それまでになかった種類「{ $kind }」の利用が、{ $at } にありました。
unlike-more-often = この7日に { $lately }回使われました。それまでは、週に { $usual }回ほどでした。
unlike-after-silence = { $from } から { $to } まで使われず、また使われはじめました。
unlike-note = 悪いことが起きたとはかぎりません。心あたりがなければ、窓口にたずねてください。
use-access-reference = 見る
use-access-update = 変更・お金の動き
use-access-authentication = 本人の識別
use-access-unknown = 種類の説明なし

## 知らされていないこと

never-told-title = { $issuer }が知らせていないこと
never-told-body = 知らされていないだけで、ないという意味ではありません。
fact-last-use = 最後に使われた日
fact-uses = 使われた記録
fact-tokens = 今ある許可
fact-refreshable = どこまで更新できるか
fact-access-until = 今のアクセスの期限
fact-covers = 対象のカード・口座
fact-service = サービスの名前
fact-chain = データをさらに受けとる会社
fact-permission-words = できることの説明
fact-suspension = 一時停止
